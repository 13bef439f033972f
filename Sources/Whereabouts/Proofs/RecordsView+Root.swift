import EventLog
public import Merkle

extension RecordsView {
    /// The name of the log; `nil` for a view without entries.
    ///
    /// - Throws: What reading throws.
    public func origin() throws -> String? { size > 0 ? try records.log.origin() : nil }

    /// The Merkle root of the entries in view (RFC 6962); `nil` for a view without entries.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: O(log n) reads, and up to 255 leaves hashed again.
    public func root() throws -> MerkleHash? {
        size > 0 ? try records.log.root(ofSize: size) : nil
    }
}
