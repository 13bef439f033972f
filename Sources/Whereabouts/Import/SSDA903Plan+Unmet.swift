import EventLog

extension SSDA903Plan {
    /// Says that rows of earlier returns have days in the return's year and are not in it.
    ///
    /// Nothing follows for the record, but somebody has to look: where the first day of a row was
    /// corrected, the row is another one, and the old one has to be withdrawn.
    mutating func noteUnmet(_ row: SSDA903Row) {
        guard let known, let last = context.yearEnd else { return }
        let first = last.adding(years: -1).adding(days: 1)
        let own = known.ownIDs
        let ends = known.returns
        func isOfYear(_ start: LocalDate, _ end: LocalDate?) -> Bool {
            start <= last && first <= end ?? .last
        }
        for stay in known.residence.stays
        where own.contains(stay.started.id) && !met.contains(stay.started.id) {
            let (start, end) = (London.date(of: stay.started.at), stay.ended?.at)
            guard isOfYear(start, end.map { London.date(of: $0) }) else { continue }
            note(row, Self.text(of: "a placement"))
        }
        for id in own.subtracting(met) {
            guard let opening = known[id]?.inForce, opening.kind == .absenceNoted,
                isOfYear(
                    London.date(of: opening.occurrence.at), ends[opening.header.position])
            else { continue }
            note(row, Self.text(of: "an absence"))
        }
    }

    private static func text(of what: String) -> String {
        "\(what) of an earlier return, with days in this one's year, is not in this one: it stands; "
            + "withdraw it if it was an error"
    }
}
