public import EventLog
public import Merkle

extension Records {
    /// Opens the words of one entry for an auditor, who can check them without any key.
    ///
    /// Give it only to somebody who may read these words. It opens no other entry.
    ///
    /// - Parameter position: Where the entry stands.
    /// - Returns: The opening; `nil` when the entry has no words, or they are sealed or erased.
    /// - Throws: What reading throws.
    public func opening(of position: Position) throws -> EntryOpening? {
        try log.opening(of: position)
    }
}
