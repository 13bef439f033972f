import EventLog
import SwiftProtobuf

/// Turns the rows of an SSDA903 return into entries, child by child.
///
/// | row | entries |
/// |---|---|
/// | Header | ChildRegistered, on the day the child's first row starts |
/// | Episodes | CareStarted, LegalStatusChanged where it changes, PlacementStarted and -Ended, CareCeased |
/// | Missing | AbsenceNoted; ChildReturned when it has an end |
///
/// Everything has the precision of a date, is recorded by a migrator, and names its file and line
/// in the narrative. What the return does not say (a home's name, who last saw the child) is
/// recorded as unknown, never guessed. A row that is on record with other values is a correction.
struct SSDA903Reader {
    typealias Candidate = ImportSession.Candidate

    private let records: Records
    private let folder: SSDA903Folder
    private let authority: String
    private let rows: Rows
    private var start: Start?
    private var nextChild = 0
    private var queue: [Candidate] = []
    private var queueStart = 0

    /// The rows of a return by child.
    private struct Rows {
        /// One a child, in the order of the file.
        var header: [SSDA903Row] = []
        /// Rows that say of a child what an earlier one does not, with that one.
        var contradictions: [String: [(row: SSDA903Row, first: SSDA903Row)]] = [:]
        let episodes: [String: [SSDA903Row]]
        let missing: [String: [SSDA903Row]]
    }

    /// What is found out once the transaction has begun.
    private struct Start {
        let identity: SSDA903Identity
        let yearEnd: LocalDate?
        let now: Instant
    }

    init(_ folder: SSDA903Folder, authority: String, into records: Records) {
        (self.folder, self.authority, self.records) = (folder, authority, records)
        func byChild(_ table: CSVTable) -> [String: [SSDA903Row]] {
            Dictionary(grouping: table.rows.map { SSDA903Row(table: table, row: $0) }) { $0.child }
        }
        var rows = Rows(episodes: byChild(folder.episodes), missing: byChild(folder.missing))
        var first: [String: SSDA903Row] = [:]
        for row in folder.header.rows {
            let row = SSDA903Row(table: folder.header, row: row)
            guard !row.child.isEmpty, let known = first[row.child] else {
                first[row.child] = row
                rows.header.append(row)
                continue
            }
            let differs = ["SEX", "DOB", "ETHNIC", "UPN"].contains { known[$0] != row[$0] }
            if differs { rows.contradictions[row.child, default: []].append((row, known)) }
        }
        self.rows = rows
    }

    /// How many children there are.
    var childCount: Int { rows.header.count }

    /// How many children have been read, for a progress bar.
    var childrenDone: Int { min(nextChild, rows.header.count) }

    /// The next candidate; `nil` at the end.
    mutating func next(_ context: AppendContext) throws -> Candidate? {
        if start == nil { try begin(context) }
        while queueStart == queue.count {
            queue.removeAll(keepingCapacity: true)
            queueStart = 0
            guard nextChild <= rows.header.count else { return nil }
            if nextChild < rows.header.count {
                try queueChild(rows.header[nextChild], context)
            } else {
                queueOrphans()
            }
            nextChild += 1
        }
        defer { queueStart += 1 }
        return queue[queueStart]
    }

    // MARK: The register

    private mutating func begin(_ context: AppendContext) throws {
        let store = context.store
        let known = try SettingIndex.list.positions(before: .max, in: store)
            .map { try store.entry(at: $0) }
            .filter { Kind(rawValue: $0.header.kind) == .authorityRegistered }
            .map { try AuthorityRegistered(serializedBytes: Array($0.facts)).code }
        start = Start(
            identity: SSDA903Identity(
                records: records, authority: authority,
                otherAuthorities: Set(known).subtracting([authority]).sorted()),
            yearEnd: folder.yearEnd,
            now: max(records.composer.clock.now, context.lastRecordedAt))
        for notice in folder.notices {
            queue.append(Candidate(file: notice.file, line: 1, notice: notice.text))
        }
        queue += try SSDA903Register(folder, authority: authority).candidates(
            known: { try records.composer.isOnRecord($0, context) }, authorities: Set(known),
            isOnRecord: { try context.position(of: $0) != nil })
    }

    // MARK: Children

    private mutating func queueChild(_ header: SSDA903Row, _ context: AppendContext) throws {
        guard let start else { return }
        let (own, away) = (rows.episodes[header.child] ?? [], rows.missing[header.child] ?? [])
        do {
            if let (row, first) = rows.contradictions[header.child]?.first {
                let column =
                    ["DOB", "SEX", "ETHNIC", "UPN"].first { row[$0] != first[$0] } ?? "CHILD"
                queue.append(
                    refusal(
                        row,
                        .badValue(
                            field: column,
                            rule: "differs from line \(first.row.line), which has "
                                + "the same CHILD; keep one row a child")))
                throw Refused.elsewhere(row)
            }
            let days = own.compactMap { try? $0.date("DECOM") }
            let match = try start.identity.match(header, days, context)
            let others = try match.known?.others(records, in: context.store)
            var plan = SSDA903Plan(
                planContext(start, context), known: match.known,
                others: others ?? SSDA903Known.Others(),
                child: match.child, registration: match.registration)
            try plan.take(header, firstDay: firstDay(own, away))
            let episodes = plan.read(own) { (row) throws(JournalProblem) in
                try SSDA903Episode(row)
            }
            let absences = plan.read(away) { (row) throws(JournalProblem) in
                try SSDA903Absence(row, header: header)
            }
            try plan.take(episodes)
            try plan.take(absences, placements: episodes.sorted { $0.start < $1.start })
            plan.noteUnmet(header)
            queue += plan.candidates
        } catch {
            let place: SSDA903Row
            switch error {
            case Refused.elsewhere(let row): place = row
            default:
                guard let problem = JournalProblem(error) else { throw error }
                queue.append(refusal(header, problem))
                place = header
            }
            for row in own + away {
                let rule = "the row of this CHILD in \(place.source) is refused"
                queue.append(refusal(row, .badValue(field: "CHILD", rule: rule)))
            }
        }
    }

    private func planContext(_ start: Start, _ context: AppendContext) -> SSDA903Plan.Context {
        let (registry, store) = (records.registry, context.store)
        return SSDA903Plan.Context(
            authority: authority, yearEnd: start.yearEnd, now: start.now,
            homeNumber: { try registry.number(of: $0, in: store).map { Scope($0) } },
            homeID: { $0 == .none ? nil : try registry.home($0.number, in: store) })
    }

    private enum Refused: Error { case elsewhere(SSDA903Row) }

    private func refusal(_ row: SSDA903Row, _ problem: JournalProblem) -> Candidate {
        Candidate(file: row.table.file, line: row.row.line, entry: .failure(problem))
    }

    private func firstDay(_ episodes: [SSDA903Row], _ absences: [SSDA903Row]) -> LocalDate? {
        episodes.compactMap { try? $0.date("DECOM") }.min()
            ?? absences.compactMap { try? $0.date("MIS_START") }.min()
    }

    /// Rows of children whom the Header table does not have are refused, each with its line.
    private mutating func queueOrphans() {
        let known = Set(rows.header.map(\.child))
        for table in [folder.episodes, folder.missing] {
            for row in table.rows {
                let row = SSDA903Row(table: table, row: row)
                guard !known.contains(row.child) || row.child.isEmpty else { continue }
                let problem: JournalProblem =
                    row.child.isEmpty
                    ? .missingField("CHILD")
                    : .badValue(
                        field: "CHILD",
                        rule: "not in the Header table (\(folder.header.file)); "
                            + "add the child there, or correct the id")
                queue.append(refusal(row, problem))
            }
        }
    }
}
