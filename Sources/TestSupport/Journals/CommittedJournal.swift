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
        CommittedJournal("af2", InterviewJournal.entries),
        CommittedJournal("af3", CohortJournal.entries),
        CommittedJournal("af5", BandJournal.entries),
        CommittedJournal("af6", NightJournals.af6),
        CommittedJournal("af7", NightJournals.af7),
        CommittedJournal("af8", NightJournals.af8),
        CommittedJournal("af9-closed", CareJournals.af9Closed),
        CommittedJournal("af9-open", CareJournals.af9Open),
        CommittedJournal("af10", CareJournals.af10),
        CommittedJournal("af11", RecordingJournals.af11),
        CommittedJournal("af12", RecordingJournals.af12),
        CommittedJournal("af13", ClockJournal.entries),
        CommittedJournal("af14", CareJournals.af14),
    ]

    /// The journal called `name`.
    public static func named(_ name: String) -> CommittedJournal? {
        all.first { $0.name == name }
    }
}
