import EventLog

extension SSDA903Plan {
    /// Takes the rows of the Missing table, which may come in any order.
    mutating func take(_ absences: [SSDA903Absence], placements: [SSDA903Episode]) throws {
        var keyed: [(row: SSDA903Absence, key: SSDA903Key.Row)] = []
        for (columns, rows) in Dictionary(grouping: absences, by: \.key) {
            let rows = rows.sorted { $0.end ?? .last < $1.end ?? .last }
            let keys = keys(rows, columns, marks: [.absenceNoted], end: .childReturned) { $0.end }
            keyed += zip(rows, keys).map { ($0, $1) }
        }
        // The order in which entries are added tells nothing but which of two rows of the same
        // days stands first when they are returned again.
        keyed.sort { left, right in
            (left.row.start, left.row.end ?? .last, left.row.row.row.line)
                < (right.row.start, right.row.end ?? .last, right.row.row.row.line)
        }
        for (row, key) in keyed { try take(row, key, placements) }
    }

    private mutating func take(
        _ absence: SSDA903Absence, _ key: SSDA903Key.Row, _ placements: [SSDA903Episode]
    ) throws {
        let row = absence.row
        let (opening, end) = (key.id(.absenceNoted), key.id(.childReturned))
        met.insert(opening)
        if known?[opening] == nil, others.covers(absence) {
            return note(
                row,
                "an absence that is on record by other means than a return: adds nothing; "
                    + "compare the ends by hand")
        }
        let home = try home(on: absence.start, placements, opening)
        let facts = AbsenceNoted.with {
            $0.whereaboutsKnown = absence.isAway
            // An away row is in the return because there was concern or notice.
            $0.concerns = absence.isAway
            $0.expectedPlace = "placement"
            $0.lastSeenAt = London.midnight(of: absence.start)
            // Who saw the child last is not in the return; a migrator never did.
            $0.lastSeenBy = .migrator
        }
        try settle(
            row.entry(facts, absence.start, opening, child: child, home: home), opening, row)
        guard let day = absence.end else {
            if !isAfterYear(end) { try settle(nil, end, row) }
            return
        }
        if day < absence.start { note(row, "MIS_END before MIS_START: taken over as it came") }
        let returned = ChildReturned.with {
            $0.toHome = home.text
            $0.returnedBy = .other
        }
        try settle(
            row.entry(returned, day, end, child: child, home: home, episode: opening), end, row,
            endOf: opening)
    }

    /// The home of the placement on a day: by the return's rows, then by the log's stays.
    private func home(
        on day: LocalDate, _ placements: [SSDA903Episode], _ opening: EntryID
    ) throws -> HomeID {
        let begun = placements.filter { $0.start <= day }
        if let row = begun.last(where: { day <= $0.end ?? .last }) { return row.home }
        let stay = known?.residence.stays.last { stay in
            London.date(of: stay.started.at) <= day
                && day <= stay.ended.map { London.date(of: $0.at) } ?? .last
        }
        let scope = stay?.scope ?? known?[opening]?.said.scope ?? .none
        if scope != .none, let home = try context.homeID(scope) { return home }
        return (begun.last ?? placements.first)?.home ?? SSDA903Register.unknownHome
    }
}
