/// Entries that one caller wants to append together.
struct AppendRequest: Sendable {
    /// Gives one draft after the other, and `nil` at the end; sees what was appended before.
    typealias Source = (AppendContext) throws -> EntryDraft?

    var condition: AppendCondition?
    var durability = Durability.durable
    /// Whether the log's own first entry is stored, if it is not yet, although no other follows.
    var beginsLog = false
    /// Makes the source anew: a group of requests may have to be composed more than once.
    var makeSource: @Sendable () -> Source
    /// Takes receipts as they come, instead of the array that would hold them all.
    var sink: (@Sendable (Receipt) -> Void)?
    /// Called exactly once, from any thread.
    var finish: @Sendable (Result<[Receipt], any Error>) -> Void
}
