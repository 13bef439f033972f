import EventLog
public import Foundation

/// Turns the rows of an SSDA903 return into entries, child by child.
///
/// | row | entries |
/// |---|---|
/// | Header | ChildRegistered, on the day the child's first episode starts |
/// | Episodes | CareStarted, LegalStatusChanged where it changes, PlacementStarted and -Ended, CareCeased |
/// | Missing | AbsenceNoted; ChildReturned when it has an end |
///
/// Everything has the precision of a date, is recorded by a migrator, and names its file and line
/// in the narrative. What the return does not say (a home's name, who last saw the child) is
/// recorded as unknown, never guessed. A home is known by its URN only; a child whose placement has
/// none is filed under the home `unknown`.
struct SSDA903Reader {
    typealias Candidate = ImportSession.Candidate

    static let unknownHome: HomeID = "unknown"

    private let folder: SSDA903Folder
    private let authority: String
    private let episodes: [String: [SSDA903Row]]
    private let missing: [String: [SSDA903Row]]
    private var nextChild = 0
    private var queue: [Candidate] = []
    private var queueStart = 0

    init(_ folder: SSDA903Folder, authority: String) {
        self.folder = folder
        self.authority = authority
        episodes = Self.byChild(folder.episodes, sortedBy: "DECOM")
        missing = Self.byChild(folder.missing, sortedBy: "MIS_START")
        queueRegister()
    }

    /// The next candidate; `nil` at the end.
    mutating func next() -> Candidate? {
        while queueStart == queue.count {
            queue.removeAll(keepingCapacity: true)
            queueStart = 0
            let rows = folder.header.rows
            guard nextChild <= rows.count else { return nil }
            if nextChild < rows.count {
                queueChild(SSDA903Row(table: folder.header, row: rows[nextChild]))
            } else {
                queueOrphans()
            }
            nextChild += 1
        }
        defer { queueStart += 1 }
        return queue[queueStart]
    }

    /// How many children have been read, for a progress bar.
    var childrenDone: Int { min(nextChild, folder.header.rows.count) }

    private static func byChild(
        _ table: CSVTable, sortedBy column: String
    ) -> [String: [SSDA903Row]] {
        let rows = table.rows.map { SSDA903Row(table: table, row: $0) }
        return Dictionary(grouping: rows) { $0.child.text }.mapValues { rows in
            rows.sorted { left, right in
                let first = (try? left.date(column)) ?? .first
                let second = (try? right.date(column)) ?? .first
                return (first, left.row.line) < (second, right.row.line)
            }
        }
    }

    /// Queues the entries of `row`; the first one refused ends it.
    private mutating func add(_ row: SSDA903Row, _ make: (inout [NewEntry]) throws -> Void) {
        func candidate(_ entry: Result<NewEntry, JournalProblem>) -> Candidate {
            Candidate(file: row.table.file, line: row.row.line, entry: entry)
        }
        var entries: [NewEntry] = []
        do {
            try make(&entries)
            queue += entries.map { candidate(.success($0)) }
            if let notice = row.notice, entries.contains(where: { $0.kind == .placementStarted }) {
                queue[queue.count - 1].notice = notice
            }
        } catch {
            let problem = JournalProblem(error) ?? .wrongType(field: "row", expected: "a row")
            queue.append(candidate(.failure(problem)))
        }
    }
}

// MARK: - Homes

extension SSDA903Reader {
    private mutating func queueRegister() {
        let rows = folder.episodes.rows.map { SSDA903Row(table: folder.episodes, row: $0) }
        guard let first = rows.first else { return }
        let day = rows.compactMap { try? $0.date("DECOM") }.min() ?? .first
        add(first) { [authority] entries in
            let facts = AuthorityRegistered.with {
                $0.code = authority
                $0.name = authority
            }
            entries.append(try first.entry(facts, day))
        }
        var known: Set<HomeID> = []
        for row in rows where known.insert(row.home).inserted { queueHome(row.home, row, day) }
        guard known.insert(Self.unknownHome).inserted else { return }
        queueHome(Self.unknownHome, first, day)
    }

    private mutating func queueHome(_ home: HomeID, _ row: SSDA903Row, _ day: LocalDate) {
        add(row) { entries in
            let facts = HomeRegistered.with {
                $0.name = home == Self.unknownHome ? "unknown" : "URN \(home)"
                $0.providerID = "unknown"
                $0.kind = home == Self.unknownHome ? .other : Self.kind(row.row["PLACE"])
                $0.hostAuthority = "unknown"
                $0.policeForce = "unknown"
                $0.capacity = 0
            }
            entries.append(try row.entry(facts, day, home: home))
        }
        // A return knows less of a home than whoever registered it.
        if !queue.isEmpty { queue[queue.count - 1].isForUnknownHome = true }
    }

    /// The kind of home that a placement code says (SSDA903, item PLACE).
    private static func kind(_ place: String) -> HomeKind {
        switch place {
        case "K1": .secure
        case "K2": .childrensHome
        case "K3": .supportedAccommodation
        case "S1": .residentialSchool
        case "U1", "U2", "U3", "U4", "U5", "U6": .foster
        default: .other
        }
    }
}

// MARK: - Children

extension SSDA903Reader {
    private mutating func queueChild(_ row: SSDA903Row) {
        let placements = episodes[row.child.text] ?? []
        add(row) { [authority] entries in
            let birth = try row.date("DOB")
            let first = placements.compactMap { try? $0.date("DECOM") }.first
            entries.append(
                try row.entry(
                    ChildRegistered.with { $0.responsibleAuthority = authority }, first ?? birth,
                    child: row.child, words: try Self.identity(row, birth)))
        }
        var before: SSDA903Row?
        for placement in placements {
            queuePlacement(placement, after: before)
            before = placement
        }
        for absence in missing[row.child.text] ?? [] { queueAbsence(absence, placements) }
    }

    private static func identity(
        _ row: SSDA903Row, _ birth: LocalDate
    ) throws(JournalProblem) -> Narrative {
        let sex = try row.code("SEX", .sex, .childRegistered)
        let ethnicity = try row.code("ETHNIC", .ethnicity, .childRegistered)
        return Narrative.with {
            $0.dob = birth
            $0.sex = Sex(rawValue: sex) ?? .unspecified
            $0.ethnicity = Ethnicity(rawValue: ethnicity) ?? .unspecified
            if !row.row["UPN"].isEmpty { $0.upn = row.row["UPN"] }
        }
    }

    /// Rows of children whom the Header table does not have are refused, each with its line.
    private mutating func queueOrphans() {
        let known = Set(folder.header.rows.map { $0["CHILD"] })
        for table in [folder.episodes, folder.missing] {
            for row in table.rows where !known.contains(row["CHILD"]) {
                add(SSDA903Row(table: table, row: row)) { _ in
                    throw JournalProblem.wrongType(
                        field: "CHILD", expected: "a child of the Header table")
                }
            }
        }
    }
}

// MARK: - Placements

extension SSDA903Reader {
    private mutating func queuePlacement(_ row: SSDA903Row, after before: SSDA903Row?) {
        add(row) { entries in
            let start = try row.date("DECOM")
            let end = try row.dateIfAny("DEC")
            let startsCare = row.row["RNE"] == "S" || before == nil
            if startsCare {
                entries.append(
                    try row.entry(CareStarted.with { $0.decom = start }, start, child: row.child))
            }
            if startsCare || row.row["LS"] != before?.row["LS"] {
                let status = try row.code("LS", .ls, .legalStatusChanged)
                let facts = LegalStatusChanged.with {
                    $0.ls = LegalStatus(rawValue: status) ?? .unspecified
                    $0.from = start
                }
                entries.append(try row.entry(facts, start, child: row.child))
            }
            entries.append(try Self.placementStarted(row, start))
            guard let end else { return }
            entries.append(try Self.placementEnded(row, end))
            if row.row["REC"] != "X1" { entries.append(try Self.careCeased(row, end)) }
        }
    }

    private static func placementStarted(_ row: SSDA903Row, _ day: LocalDate) throws -> NewEntry {
        let provider = try row.code("PLACE_PROVIDER", .placeProvider, .placementStarted)
        let facts = PlacementStarted.with {
            $0.placementID = placementID(row)
            $0.placeProvider = PlacementProvider(rawValue: provider) ?? .unspecified
            $0.from = London.midnight(of: day)
            if let place = row.place { $0.place = place }
        }
        let words = Narrative.with { words in
            if let notice = row.notice { words.note = notice }
        }
        return try row.entry(facts, day, child: row.child, home: row.home, words: words)
    }

    private static func placementEnded(_ row: SSDA903Row, _ day: LocalDate) throws -> NewEntry {
        let reason = try row.code("REC", .rec, .placementEnded)
        let change =
            row.row["REASON_PLACE_CHANGE"].isEmpty
            ? nil : try row.code("REASON_PLACE_CHANGE", .reasonPlaceChange, .placementEnded)
        let facts = PlacementEnded.with {
            $0.placementID = placementID(row)
            $0.to = London.midnight(of: day)
            $0.rec = ReasonCeased(rawValue: reason) ?? .unspecified
            if let change { $0.reasonPlaceChange = ReasonPlaceChange(rawValue: change) ?? .other }
        }
        return try row.entry(facts, day, child: row.child, home: row.home)
    }

    private static func careCeased(_ row: SSDA903Row, _ day: LocalDate) throws -> NewEntry {
        let reason = try row.code("REC", .rec, .careCeased)
        let facts = CareCeased.with {
            $0.dec = day
            $0.rec = ReasonCeased(rawValue: reason) ?? .unspecified
        }
        return try row.entry(facts, day, child: row.child)
    }

    private static func placementID(_ row: SSDA903Row) -> String {
        "ssda903-\(row.row.line)"
    }
}

// MARK: - Absences

extension SSDA903Reader {
    private mutating func queueAbsence(_ row: SSDA903Row, _ placements: [SSDA903Row]) {
        add(row) { entries in
            let start = try row.date("MIS_START")
            let end = try row.dateIfAny("MIS_END")
            let isAway = try Self.isAway(row)
            let home = Self.home(on: start, placements)
            let facts = AbsenceNoted.with {
                $0.whereaboutsKnown = isAway
                // An away row is in the return because there was concern or notice.
                $0.concerns = isAway
                $0.expectedPlace = "placement"
                $0.lastSeenAt = London.midnight(of: start)
                // Who saw the child last is not in the return; a migrator never did.
                $0.lastSeenBy = .migrator
            }
            let opening = try row.entry(facts, start, child: row.child, home: home)
            entries.append(opening)
            guard let end else { return }
            let returned = ChildReturned.with {
                $0.toHome = home.text
                $0.returnedBy = .other
            }
            entries.append(
                try row.entry(
                    returned, end, child: row.child, home: home, episode: opening.id))
        }
    }

    private static func isAway(_ row: SSDA903Row) throws(JournalProblem) -> Bool {
        switch row.row["MISSING"].uppercased() {
        case "M": return false
        case "A": return true
        case "": throw .missingField("MISSING")
        default: throw .wrongType(field: "MISSING", expected: "M or A")
        }
    }

    /// The home of the newest placement that had begun by a day.
    private static func home(on day: LocalDate, _ placements: [SSDA903Row]) -> HomeID {
        let begun = placements.filter { row in
            guard let start = try? row.date("DECOM") else { return false }
            return start <= day
        }
        return (begun.last ?? placements.first)?.home ?? unknownHome
    }
}

extension Records {
    /// Imports one year's SSDA903 return from a folder of CSV files.
    ///
    /// The tables Header, Episodes and Missing are found by their columns. Importing the same
    /// folder again adds nothing.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - authority: The code of the authority that made the return.
    ///   - policy: What happens when a row is refused.
    ///   - progress: Called now and then with children done and children in all.
    /// - Returns: What was imported, repeated and refused.
    /// - Throws: ``ReturnError``, or an error of the storage; then nothing is stored.
    @available(*, noasync, message: "run it on a thread of its own")
    public func importSSDA903(
        _ folder: URL, authority: String, onRefusal policy: RefusalPolicy,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let tables = try SSDA903Folder(folder)
        let total = tables.header.rows.count
        return try ImportSession(self, policy).run(into: self) {
            var reader = SSDA903Reader(tables, authority: authority)
            return {
                let candidate = reader.next()
                progress(WorkProgress(done: reader.childrenDone, total: total))
                return candidate
            }
        }
    }
}
