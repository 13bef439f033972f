import EventLog

/// What the rows of one child add to the log, given what it holds: entries, corrections, ends.
///
/// A row that is on record with the same values adds nothing. A row says nothing of what it does
/// not have: that a return has no row of an absence on record means nothing, since it leaves out
/// what ended before its year.
struct SSDA903Plan {
    let context: Context
    let known: SSDA903Known?
    let others: SSDA903Known.Others
    let child: ChildID
    let registration: EntryID
    private(set) var candidates: [ImportSession.Candidate] = []
    /// The ids of the openings and placements of the return's rows.
    var met: Set<EntryID> = []

    /// What is the same for all children of an import.
    struct Context {
        let authority: String
        /// The last day of the return's year.
        let yearEnd: LocalDate?
        /// When corrections are made.
        let now: Instant
        /// The number of a registered home.
        let homeNumber: (HomeID) throws -> Scope?
        /// The id of a home.
        let homeID: (Scope) throws -> HomeID?
    }

    init(
        _ context: Context, known: SSDA903Known?, others: SSDA903Known.Others, child: ChildID,
        registration: EntryID
    ) {
        (self.context, self.known, self.others) = (context, known, others)
        (self.child, self.registration) = (child, registration)
    }

    // MARK: What becomes of one entry

    /// Brings the entry `id` to what a row says: adds, corrects, withdraws or reinstates it.
    ///
    /// - Parameters:
    ///   - wanted: What the row says; `nil` when it says that there is no such entry.
    ///   - id: The entry's id.
    ///   - row: The row.
    ///   - opening: What it ends.
    /// - Throws: What making an entry throws.
    mutating func settle(
        _ wanted: NewEntry?, _ id: EntryID, _ row: SSDA903Row, endOf opening: EntryID? = nil
    ) throws {
        guard let entry = known?[id] else {
            guard let wanted else { return }
            let isClosing = opening.flatMap { known?[$0] } != nil
            return add(wanted, row, isClosing ? .closed : nil)
        }
        guard let wanted else {
            if !entry.isWithdrawnByReturn, entry.inForce != nil {
                try amend(
                    entry, .entryWithdrawn, row, "the return has no such end or change any more")
            }
            return
        }
        var last = entry.last
        if entry.isWithdrawnByReturn {
            last = try amend(entry, .entryReinstated, row, "the return has it again")
        }
        let patches = try patches(from: entry, to: wanted)
        guard !patches.isEmpty else {
            if !entry.isWithdrawnByReturn { repeats(wanted.kind, row) }
            return
        }
        try correct(entry, patches, after: last, row)
    }

    mutating func add(
        _ entry: NewEntry, _ row: SSDA903Row, _ change: ImportReport.Change? = nil
    ) {
        candidates.append(
            ImportSession.Candidate(
                file: row.table.file, line: row.row.line, entry: .success(entry),
                isOfThisLog: true, change: change))
    }

    mutating func repeats(_ kind: Kind, _ row: SSDA903Row) {
        candidates.append(
            ImportSession.Candidate(file: row.table.file, line: row.row.line, onRecord: kind))
    }

    mutating func refuse(_ row: SSDA903Row, _ problem: JournalProblem) {
        candidates.append(
            ImportSession.Candidate(
                file: row.table.file, line: row.row.line, entry: .failure(problem)))
    }

    mutating func note(_ row: SSDA903Row, _ text: String) {
        candidates.append(
            ImportSession.Candidate(file: row.table.file, line: row.row.line, notice: text))
    }

    @discardableResult
    private mutating func amend(
        _ entry: SSDA903Known.Entry, _ kind: Kind, _ row: SSDA903Row, _ reason: String
    ) throws -> EntryID {
        let target = entry.stored.header.id
        let id = SSDA903Key.amendment(kind, of: target, after: entry.last)
        let words = words(row, reason)
        let isWithdrawal = kind == .entryWithdrawn
        let amendment =
            isWithdrawal
            ? try NewEntry(
                EntryWithdrawn.with { $0.approvedBy = context.authority }, child: child,
                occurred: .at(context.now), by: SSDA903Row.migrator, narrative: words,
                refersTo: target, id: id)
            : try NewEntry(
                EntryReinstated.with { $0.approvedBy = context.authority }, child: child,
                occurred: .at(context.now), by: SSDA903Row.migrator, narrative: words,
                refersTo: target, id: id)
        add(amendment, row, isWithdrawal ? .withdrawn : .reinstated)
        if isWithdrawal {
            note(
                row,
                "\(entry.said.kind) on record from an earlier return: withdrawn, since the row has "
                    + "it no more")
        }
        return id
    }

    mutating func correct(
        _ entry: SSDA903Known.Entry, _ patches: [Patch], after last: EntryID, _ row: SSDA903Row
    ) throws {
        let target = entry.stored.header.id
        let id = SSDA903Key.amendment(.entryCorrected, of: target, after: last, patches)
        var words = words(row, "the return has another value")
        var facts = EntryCorrected.with {
            $0.patches = patches
            $0.approvedBy = context.authority
        }
        facts.sealPatches(into: &words)
        let correction = try NewEntry(
            facts, child: child, occurred: .at(context.now), by: SSDA903Row.migrator,
            narrative: words, refersTo: target, id: id)
        add(correction, row, .corrected)
    }

    private func words(_ row: SSDA903Row, _ reason: String) -> Narrative {
        Narrative.with {
            $0.reason = reason
            $0.evidence = "SSDA903 \(row.source)"
        }
    }

    // MARK: What differs

    /// What the returns have not said before and is not in force yet.
    private func patches(
        from entry: SSDA903Known.Entry, to wanted: NewEntry
    ) throws -> [Patch] {
        let (said, inForce) = (entry.said, entry.inForce ?? entry.said)
        var patches: [Patch] = []
        func patch(_ path: String, _ old: JSONValue, _ new: JSONValue) {
            patches.append(
                Patch.with {
                    $0.path = path
                    $0.old = old.text
                    $0.new = new.text
                })
        }
        let moment = wanted.occurrence.at
        if said.occurrence.at != moment, inForce.occurrence.at != moment {
            patch(
                "occurredAt", .string(RFC3339.format(inForce.occurrence.at)),
                .string(RFC3339.format(moment)))
            if inForce.occurrence.precision != .date { patch("precision", .null, "date") }
        }
        let home = try wanted.home.flatMap(context.homeNumber) ?? .none
        if said.scope != home, inForce.scope != home, let id = wanted.home {
            let old = try context.homeID(inForce.scope)
            patch("home", old.map { .string($0.text) } ?? .null, .string(id.text))
        }
        guard said.facts != wanted.encoded.facts else { return patches }
        let (new, old) = (try facts(wanted.encoded.facts, wanted.kind), try facts(said))
        let now = try facts(inForce)
        let repeated = Moment.storedField(of: wanted.kind)
        var names: [String] = []
        for name in (new + old).map(\.name) where !names.contains(name) && name != repeated {
            names.append(name)
        }
        func value(_ name: String, _ members: [JSONMember]) -> JSONValue {
            members.first { $0.name == name }?.value ?? .null
        }
        for name in names {
            let (wanted, current) = (value(name, new), value(name, now))
            if wanted != value(name, old), wanted != current {
                patch("facts.\(name)", current, wanted)
            }
        }
        return patches
    }

    private func facts(_ entry: EffectiveEntry) throws -> [JSONMember] {
        try facts(entry.facts, entry.kind)
    }

    private func facts(_ bytes: [UInt8], _ kind: Kind) throws -> [JSONMember] {
        guard case .object(let members) = try FactsCodec.decode(bytes, as: kind).facts else {
            return []
        }
        return members
    }

    // MARK: Which row is which

    /// Gives each of the rows with equal keys its ordinal.
    ///
    /// A row is the one on record with the same end; else, in order of the ends, one that is open
    /// on record, then any other; else it is new. So neither the order of rows nor the absence of
    /// those that ended in an earlier year changes which row is which.
    func keys<Row>(
        _ rows: [Row], _ columns: [String], marks: [Kind], end endKind: Kind,
        _ end: (Row) -> LocalDate?
    ) -> [SSDA903Key.Row] {
        func key(_ ordinal: Int) -> SSDA903Key.Row {
            SSDA903Key.Row(registration: registration, columns: columns, ordinal: ordinal)
        }
        var onRecord: [Int] = []
        while marks.contains(where: { known?[key(onRecord.count + 1).id($0)] != nil }) {
            onRecord.append(onRecord.count + 1)
        }
        if rows.count == 1, onRecord.count <= 1 { return [key(1)] }
        func recordedEnd(_ ordinal: Int) -> LocalDate? {
            guard let entry = known?[key(ordinal).id(endKind)], !entry.isWithdrawnByReturn else {
                return nil
            }
            return London.date(of: entry.said.occurrence.at)
        }
        var (free, next) = (onRecord, onRecord.count + 1)
        var ordinals = rows.map { _ in 0 }
        for (place, row) in rows.enumerated() {
            guard let match = free.firstIndex(where: { recordedEnd($0) == end(row) }) else {
                continue
            }
            ordinals[place] = free.remove(at: match)
        }
        for place in rows.indices where ordinals[place] == 0 {
            let open = free.firstIndex { recordedEnd($0) == nil }
            if let match = open ?? free.indices.first {
                ordinals[place] = free.remove(at: match)
            } else {
                ordinals[place] = next
                next += 1
            }
        }
        return ordinals.map(key)
    }

    /// Whether an end on record stands although the row has none: it lies after the return's year.
    func isAfterYear(_ id: EntryID) -> Bool {
        guard let end = known?[id], let yearEnd = context.yearEnd else { return false }
        return London.date(of: end.said.occurrence.at) > yearEnd
    }
}
