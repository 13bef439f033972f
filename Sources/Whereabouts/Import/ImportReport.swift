/// What an import does when something is refused.
public enum RefusalPolicy: Hashable, Sendable {
    /// Nothing is imported, but everything is checked, so that one run names all problems.
    case importNothing
    /// Everything else is imported.
    case keepGoing
}

/// Which recorded time imported entries get.
public enum RecordedAtPolicy: Hashable, Sendable {
    /// The time of the import.
    case now
    /// The line's own, which must not decrease; the log declares the import first.
    case preserve
}

/// What came of an import.
public struct ImportReport: Hashable, Sendable {
    /// Entries that are in the log now and were not before.
    public internal(set) var imported = 0
    /// Entries that were in the log already, with the same content.
    public internal(set) var repeated = 0
    /// How many imported entries have each flag.
    public internal(set) var flags: [Flag: Int] = [:]
    /// How many entries of each kind were accepted, repeated ones included.
    public internal(set) var kinds: [Kind: Int] = [:]
    /// How many of the imported entries change what was on record before.
    public internal(set) var changes: [Change: Int] = [:]
    /// What the import says besides, of a return: retired codes, what is not kept, rows that add
    /// nothing; and how often.
    public internal(set) var notices: [String: Int] = [:]
    /// Where, as `file:line`; of every notice at most ``placeLimit`` places.
    public internal(set) var noticePlaces: [String: [String]] = [:]
    /// How many lines or rows were refused.
    public internal(set) var refusedCount = 0
    /// The first of them, at most ``refusalLimit``.
    public internal(set) var refusals: [Refusal] = []
    /// Whether anything was stored.
    public internal(set) var isStored = true

    /// What an entry does to what was on record before.
    public enum Change: String, Hashable, Sendable, CaseIterable {
        /// It ends an absence, a placement or care that was open.
        case closed
        /// It corrects a value.
        case corrected
        /// It withdraws an entry.
        case withdrawn
        /// It gives a withdrawn entry its effect again.
        case reinstated
    }

    /// How many places a report names for one notice.
    public static let placeLimit = 5

    /// How many refusals a report names.
    public static let refusalLimit = 1_000

    /// One line or row that was refused.
    public struct Refusal: Hashable, Sendable, CustomStringConvertible {
        /// The file's name, without its folder.
        public let file: String
        /// The line, from 1.
        public let line: Int
        /// Why.
        public let problem: JournalProblem

        /// File, line, field and rule.
        public var description: String { "\(file):\(line): \(problem)" }
    }

    mutating func refuse(_ file: String, _ line: Int, _ problem: JournalProblem) {
        refusedCount += 1
        guard refusals.count < Self.refusalLimit else { return }
        refusals.append(Refusal(file: file, line: line, problem: problem))
    }
}

/// How far an import or another long task has come.
public struct WorkProgress: Hashable, Sendable {
    /// Units done, such as bytes read.
    public let done: Int
    /// Units in all.
    public let total: Int

    /// Makes a stage of a task.
    public init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
}
