extension EventLog {
    /// Deletes the wrapped keys that erasing entries have put out of force, durably.
    ///
    /// The second half of an erasure; opening a log for writing does it as well, for erasures
    /// that a crash has cut in two. It needs no wrapping key.
    ///
    /// - Parameter subject: Whose keys; `nil` looks at all.
    /// - Returns: How many were still there.
    /// - Throws: What the storage throws; then calling it again, or the next open, finishes it.
    @discardableResult
    package func destroyErasedKeys(of subject: Subject? = nil) throws -> Int {
        let owner = subject.map { KeyName.Owner.subject($0) }
        let names = try store.read { try ErasedKeys.names(of: owner, in: $0) }
        keys?.forget(names)
        guard let keyStorage, !names.isEmpty else { return 0 }
        let present = try names.map(\.bytes).filter { try keyStorage.wrappedKey($0) != nil }
        if !present.isEmpty { try keyStorage.delete(present) }
        return present.count
    }

    /// Drops what memory holds of words that another process has erased.
    func forgetWords(noticing erasure: EntryHeader, in reading: any StoreReading) throws {
        keys?.forget(try ErasedKeys.names(of: .subject(erasure.subject), in: reading))
        for index in indexes {
            index.forgetWords(of: erasure.subject, erasedAt: erasure.position)
        }
    }
}
