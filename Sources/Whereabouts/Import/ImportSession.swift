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
        var entry: Result<NewEntry, JournalProblem>
        /// Whether it is passed over when its id is stored already, whatever its content.
        var isOnce = false
        /// Whether it is passed over when the home that it registers is on record already.
        var isForUnknownHome = false
        /// What the import left out of the facts and says so.
        var notice: String?
    }

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
        into records: Records, _ makeNext: @escaping @Sendable () throws -> () throws -> Candidate?
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
        _ makeNext: @escaping @Sendable () throws -> () throws -> Candidate?
    ) -> (AppendContext) throws -> EntryDraft? {
        report.withLock { $0 = ImportReport() }
        numbers.withLock { $0 = [:] }
        var next: (() throws -> Candidate?)?
        return { [self] context in
            if next == nil { next = try makeNext() }
            while let candidate = try next?() {
                if let draft = try draft(of: candidate, context) { return draft }
            }
            let hasRefused = report.withLock { $0.refusedCount > 0 }
            if hasRefused, policy == .importNothing { throw Undone() }
            return nil
        }
    }

    /// The draft of a candidate; `nil` when it is refused.
    private func draft(of candidate: Candidate, _ context: AppendContext) throws -> EntryDraft? {
        do {
            var entry = try candidate.entry.get()
            if candidate.isOnce, try context.position(of: entry.id) != nil { return nil }
            if candidate.isForUnknownHome, try isOnRecord(entry, context) { return nil }
            let number = try renumber(&entry)
            let draft = try composer.draft(of: entry, in: context, identities)
            try identities.log.check(draft, in: context)
            if entry.isNameless, let number {
                numbers.withLock { $0[number] = draft.subject }
            }
            report.withLock { report in
                report.kinds[entry.kind, default: 0] += 1
                if let notice = candidate.notice { report.notices[notice, default: 0] += 1 }
            }
            return draft
        } catch {
            guard let problem = JournalProblem(error) else { throw error }
            report.withLock { $0.refuse(candidate.file, candidate.line, problem) }
            return nil
        }
    }

    /// Whether the home that a new entry registers is on record.
    private func isOnRecord(_ entry: NewEntry, _ context: AppendContext) throws -> Bool {
        guard let home = entry.home, try context.position(of: entry.id) == nil else {
            return false
        }
        return try composer.isOnRecord(home, context)
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

    fileprivate mutating func undo() {
        (imported, repeated, flags, kinds, notices) = (0, 0, [:], [:], [:])
        isStored = false
    }
}
