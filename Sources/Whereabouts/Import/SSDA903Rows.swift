import EventLog

/// A row of the Episodes table, its fields read; an episode of care, not one of absence.
struct SSDA903Episode {
    let row: SSDA903Row
    let start: LocalDate
    let end: LocalDate?
    /// Why it began (RNE): `S` care, `P`, `T` place, `L` status, `B`, `U` both.
    let begun: String
    let status: Int
    let need: Int?
    /// The placement's type; `nil` for days of care in no placement.
    let place: Int?
    let provider: Int?
    let ceased: Int?
    let change: Int?

    init(_ row: SSDA903Row) throws(JournalProblem) {
        self.row = row
        start = try row.date("DECOM")
        end = try row.dateIfAny("DEC")
        begun = row["RNE"]
        guard !begun.isEmpty else { throw .missingField("RNE") }
        guard ["S", "P", "L", "T", "U", "B"].contains(begun) else {
            throw .badValue(field: "RNE", rule: "expected S, P, L, T, U or B")
        }
        status = try row.code(.status)
        need = try row.codeIfAny(.need)
        place = try row.codeIfAny(.place)
        provider = try row.codeIfAny(.provider)
        let reason = try row.codeIfAny(.ceased)
        let move = try row.codeIfAny(.change)
        let hasProvider = provider != nil
        if place == nil, hasProvider || !row["URN"].isEmpty { throw .missingField("PLACE") }
        if place != nil, !hasProvider,
            !SSDA903Codes.placesWithoutProvider.contains(row["PLACE"])
        {
            throw .badValue(
                field: "PLACE_PROVIDER",
                rule: "missing; only PLACE T0 to T4, Z1 and Z11 to Z14 have none")
        }
        guard let end else {
            (ceased, change) = (nil, nil)
            return
        }
        guard end >= start else {
            throw .badValue(field: "DEC", rule: "before DECOM of the same row; correct one of them")
        }
        guard let reason else {
            throw .badValue(field: "REC", rule: "missing; an episode with DEC says why it ceased")
        }
        (ceased, change) = (reason, move)
    }

    var home: HomeID { row.home }

    /// Whether care ended with it: any reason but X1.
    var endsCare: Bool { end != nil && row["REC"] != "X1" }

    /// Whether only the legal status changed, in one placement.
    func isSamePlacement(as other: SSDA903Episode) -> Bool {
        place == other.place && provider == other.provider && home == other.home
    }

    /// Whether the row says that the legal status changed.
    var changesStatus: Bool { ["S", "L", "B", "U"].contains(begun) }

    /// The key columns.
    var key: [String] { ["Episodes", start.description] }

    /// What the log cannot hold of it, or holds as it stands although the form has it no more.
    func notices(yearEnd: LocalDate?) -> [String] {
        var notices = [SSDA903Codes.place, .ceased].compactMap {
            $0.notice(of: row[$0.column], yearEnd: yearEnd)
        }
        if place == nil { notices.append("PLACE blank: care in no placement") }
        if begun == "T" || begun == "U" {
            notices.append("RNE \(begun): taken over as \(begun == "T" ? "P" : "B")")
        }
        if end == nil, !row["REC"].isEmpty || !row["REASON_PLACE_CHANGE"].isEmpty {
            notices.append("REC or REASON_PLACE_CHANGE without DEC: left out")
        }
        return notices
    }
}

/// A row of the Missing table, its fields read.
struct SSDA903Absence {
    let row: SSDA903Row
    let isAway: Bool
    let start: LocalDate
    /// The last day, before the first if the row says so.
    let end: LocalDate?

    init(_ row: SSDA903Row, header: SSDA903Row) throws(JournalProblem) {
        self.row = row
        switch row["MISSING"] {
        case "M": isAway = false
        case "A": isAway = true
        case "": throw .missingField("MISSING")
        default: throw .badValue(field: "MISSING", rule: "expected M or A")
        }
        start = try row.date("MIS_START")
        end = try row.dateIfAny("MIS_END")
        guard !row.row["DOB"].isEmpty else { return }
        guard try row.date("DOB") == (try header.date("DOB")) else {
            throw .badValue(
                field: "DOB", rule: "differs from DOB in \(header.source); correct one of them")
        }
    }

    /// The key columns.
    var key: [String] { ["Missing", isAway ? "A" : "M", start.description] }
}
