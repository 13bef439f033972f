import EventLog
import Synchronization

/// One import: composes entries inside one transaction and keeps count of what was refused.
///
/// A refusal does not end the transaction, so that one run finds all; at the end the whole is
/// undone if the policy says so.
final class ImportSession: Sendable {
    private let composer: Composer
    private let identities: IdentityReader
    private let policy: RefusalPolicy
    private let report = Mutex(ImportReport())
    /// Children called by a number of the log that the journal came from, by that number.
    private let numbers = Mutex<[UInt64: Subject]>([:])

    /// One candidate for an entry: where it stands and what it says, or why it says nothing.
    struct Candidate {
        var file: String
        var line: Int
        /// `nil` when there is nothing to add.
        var entry: Result<NewEntry, JournalProblem>?
        /// Whether it is passed over when its id is stored already, whatever its content.
        var isOnce = false
        /// Whether a child called by number is that of this log, and not of a journal's.
        var isOfThisLog = false
        /// The kind of an entry that is on record already, with the same content.
        var onRecord: Kind?
        /// What it does to what is on record.
        var change: ImportReport.Change?
        /// What the import says of the place.
        var notice: String?
    }

    /// Gives candidates until `nil`, within the transaction.
    typealias Source = (AppendContext) throws -> Candidate?

    /// Thrown to undo an import that refused something.
    struct Undone: Error {}

    init(_ records: Records, _ policy: RefusalPolicy) {
        composer = records.composer
        identities = records.identities
        self.policy = policy
    }

    /// Imports what `next` gives until `nil`.
    ///
    /// - Throws: A storage error; then nothing is stored.
    func run(
        into records: Records, _ makeNext: @escaping @Sendable () throws -> Source
    ) throws -> ImportReport {
        do {
            _ = try records.log.appendAndWait(
                durability: .relaxed,
                sink: { [self] receipt in
                    report.withLock { $0.count(receipt) }
                }
            ) { [self] in source(makeNext) }
            try records.log.sync()
        } catch is Undone {
            report.withLock { $0.undo() }
        }
        return report.withLock { $0 }
    }

    private func source(
        _ makeNext: @escaping @Sendable () throws -> Source
    ) -> (AppendContext) throws -> EntryDraft? {
        report.withLock { $0 = ImportReport() }
        numbers.withLock { $0 = [:] }
        var next: Source?
        return { [self] context in
            if next == nil { next = try makeNext() }
            while let candidate = try next?(context) {
                if let draft = try draft(of: candidate, context) { return draft }
            }
            let hasRefused = report.withLock { $0.refusedCount > 0 }
            if hasRefused, policy == .importNothing { throw Undone() }
            return nil
        }
    }

    /// The draft of a candidate; `nil` when it is refused, or adds nothing.
    private func draft(of candidate: Candidate, _ context: AppendContext) throws -> EntryDraft? {
        guard let result = candidate.entry else {
            report.withLock { $0.note(candidate) }
            return nil
        }
        do {
            var entry = try result.get()
            if candidate.isOnce, try context.position(of: entry.id) != nil { return nil }
            let number = candidate.isOfThisLog ? nil : try renumber(&entry)
            let draft = try composer.draft(of: entry, in: context, identities)
            try identities.log.check(draft, in: context)
            if entry.isNameless, let number {
                numbers.withLock { $0[number] = draft.subject }
            }
            report.withLock { report in
                report.kinds[entry.kind, default: 0] += 1
                report.note(candidate)
            }
            return draft
        } catch {
            guard let problem = JournalProblem(error) else { throw error }
            report.withLock { $0.refuse(candidate.file, candidate.line, problem) }
            return nil
        }
    }

    /// Calls a child whose words are erased by its number in this log; gives that of the journal.
    ///
    /// The journal's number is that of another log, and may be anybody's here: the registration
    /// that stands in the same journal says whom it means.
    private func renumber(_ entry: inout NewEntry) throws -> UInt64? {
        guard let child = entry.child, let number = child.number else { return nil }
        if entry.kind == .childRegistered {
            entry.isNameless = entry.areWordsErased
            return number
        }
        guard let subject = numbers.withLock({ $0[number] }) else {
            throw RecordError.unknownChild(child, kind: entry.kind)
        }
        entry.child = ChildID("#\(subject.number)")
        return number
    }
}

extension ImportReport {
    fileprivate mutating func count(_ receipt: Receipt) {
        guard !receipt.isRepeat else {
            repeated += 1
            return
        }
        imported += 1
        for flag in [Flag](bits: receipt.remarks) { flags[flag, default: 0] += 1 }
    }

    fileprivate mutating func note(_ candidate: ImportSession.Candidate) {
        if let kind = candidate.onRecord {
            kinds[kind, default: 0] += 1
            repeated += 1
        }
        if let change = candidate.change { changes[change, default: 0] += 1 }
        guard let text = candidate.notice else { return }
        notices[text, default: 0] += 1
        guard noticePlaces[text, default: []].count < Self.placeLimit else { return }
        noticePlaces[text, default: []].append("\(candidate.file):\(candidate.line)")
    }

    fileprivate mutating func undo() {
        (imported, repeated, flags, kinds) = (0, 0, [:], [:])
        (changes, notices, noticePlaces) = ([:], [:], [:])
        isStored = false
    }
}
