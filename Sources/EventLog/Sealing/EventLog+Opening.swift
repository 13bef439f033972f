public import Merkle

extension EventLog {
    /// Opens the words of one entry for an auditor, who can check them without any key.
    ///
    /// - Parameter position: Where the entry stands.
    /// - Returns: The opening; `nil` when the entry has no words, or they are sealed or erased.
    /// - Throws: ``ReadError``.
    public func opening(of position: Position) throws -> EntryOpening? {
        try store.read { reading in
            let entry = try reading.entry(at: position)
            guard case .words(let words) = try SealedRecord.words(of: entry, keys, in: reading),
                let name = entry.keyName, let key = try keys?.key(name)
            else { return nil }
            let own = SealedRecord.EntryKeys.bytes(key, entry.header.id, name.keyClass)
            return EntryOpening(
                position: position.rawValue, commitmentKey: own.commitment, words: words)
        }
    }
}
