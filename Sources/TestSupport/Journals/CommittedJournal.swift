/// A journal in `Fixtures/journals` and the story that makes it.
public struct CommittedJournal: Sendable {
    /// The name of the file without `.jsonl`, and the argument of `MakeFixture`.
    public let name: String
    private let make: @Sendable () -> [JournalEntry]

    private init(_ name: String, _ make: @escaping @Sendable () -> [JournalEntry]) {
        (self.name, self.make) = (name, make)
    }

    /// All entries in the order of their recorded times; the same at each call.
    public var entries: [JournalEntry] { make() }

    /// Every journal that a story makes.
    public static let all = [
        CommittedJournal("demo") { DemoJournal.entries },
        CommittedJournal("af1") { AF1Journal.entries() },
    ]

    /// The journal called `name`.
    public static func named(_ name: String) -> CommittedJournal? {
        all.first { $0.name == name }
    }
}
