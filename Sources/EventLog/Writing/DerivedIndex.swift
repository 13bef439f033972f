/// Derived values that follow from the entries alone, kept up to date as entries are appended.
///
/// The same calls in the same order rebuild them: an index must not depend on anything else.
public protocol DerivedIndex: AnyObject, Sendable {
    /// Takes in the entry that was just appended, or that a rebuild has come to.
    ///
    /// - Parameters:
    ///   - entry: The entry's bytes.
    ///   - header: Its fixed fields.
    ///   - store: Where derived values are written, and what is stored so far.
    ///   - words: Opens the entry's narrative, for indexes of what only the narrative says.
    /// - Throws: What reading or writing the store throws; then nothing of the append is stored.
    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative) throws

    /// Forgets what it holds in memory: a transaction was undone.
    func reset()

    /// Forgets what it made from the words of `subject`: another process has erased some.
    ///
    /// - Parameters:
    ///   - subject: Whose words.
    ///   - position: Where the entry stands that says so.
    func forgetWords(of subject: Subject, erasedAt position: Position)
}

extension DerivedIndex {
    /// Does nothing: most indexes hold no words.
    public func forgetWords(of subject: Subject, erasedAt position: Position) {}
}
