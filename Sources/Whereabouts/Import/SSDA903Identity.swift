import EventLog

/// Which child of the log a row of the Header table is about.
///
/// CHILD is an authority's own id: 1001 of two authorities are two children. The log's id is CHILD
/// where that is free, or is a child for whom this authority is or was responsible; else it has the
/// authority's code before it. Date of birth and sex must be those on record.
struct SSDA903Identity {
    let records: Records
    let authority: String
    /// The codes of all authorities on record, besides this one.
    let otherAuthorities: [String]

    /// A child, and what is on record of it.
    struct Match {
        let child: ChildID
        let registration: EntryID
        let known: SSDA903Known?
    }

    /// Finds the child of `row`.
    ///
    /// - Parameters:
    ///   - row: The row of the Header table.
    ///   - days: The first days of the child's rows of episodes.
    ///   - context: The log as the writer sees it.
    /// - Returns: The child.
    /// - Throws: ``JournalProblem`` when the row cannot be about who is on record, or what reading
    ///   throws.
    func match(
        _ row: SSDA903Row, _ days: [LocalDate], _ context: AppendContext
    ) throws -> Match {
        let own = row.row["CHILD"]
        guard !own.isEmpty else { throw JournalProblem.missingField("CHILD") }
        guard own.first != "#" else {
            throw JournalProblem.badValue(
                field: "CHILD", rule: "an id does not begin with #, which names a child by number")
        }
        let birth = try row.date("DOB")
        let sex = try row.code(.sex)
        let id = SSDA903Key.child(row.child, of: authority)
        if let known = try known(registeredBy: id, row, context) {
            try check(row, birth, sex, known)
            return Match(child: known.child, registration: known.registration, known: known)
        }
        for child in [ChildID(own), ChildID(child: own, of: authority)] {
            guard let number = try records.identities.number(of: child, in: context.store) else {
                try refuseOfOtherAuthority(row, birth, sex, days, context)
                return Match(child: child, registration: id, known: nil)
            }
            guard let known = try known(number, row, context) else { continue }
            if known.authorities.contains(authority) {
                try check(row, birth, sex, known)
                return Match(child: known.child, registration: known.registration, known: known)
            }
            try refuse(known, birth, sex, days)
        }
        throw JournalProblem.badValue(
            field: "CHILD",
            rule: "the log has this id, and that with the authority's code, for "
                + "children of other authorities; give one of them another id")
    }

    private func known(
        registeredBy id: EntryID, _ row: SSDA903Row, _ context: AppendContext
    ) throws -> SSDA903Known? {
        guard let position = try context.position(of: id) else { return nil }
        return try known(try context.entry(at: position).header.subject.number, row, context)
    }

    private func known(
        _ number: UInt64, _ row: SSDA903Row, _ context: AppendContext
    ) throws -> SSDA903Known? {
        try SSDA903Known(
            number, records, authority: authority, child: row.child, in: context.store,
            last: context.last(of: Subject(number)))
    }

    /// Refuses another date of birth or sex than the one on record.
    private func check(
        _ row: SSDA903Row, _ birth: LocalDate, _ sex: Int, _ known: SSDA903Known
    ) throws(JournalProblem) {
        let source = known.source ?? "entry \(known.registration)"
        func refuse(_ column: String, _ what: String, _ field: String) -> JournalProblem {
            .badValue(
                field: column,
                rule: "differs from the \(what) on record for this CHILD of "
                    + "authority \(authority) (\(source)); correct the row, or record an "
                    + "EntryCorrected of narrative.\(field) for entry \(known.registration)")
        }
        if let recorded = known.identity?.birth, recorded != birth {
            throw refuse("DOB", "date of birth", "dob")
        }
        if Self.isOther(known.identity?.sex, sex) { throw refuse("SEX", "sex", "sex") }
    }

    /// Whether one of two codes says male and the other female.
    private static func isOther(_ recorded: String?, _ sex: Int) -> Bool {
        let meanings = [recorded, CodeList.sex.code(sex)].map { code in
            switch code {
            case "1", "M": 1
            case "2", "F": 2
            default: 0
            }
        }
        return meanings[0] * meanings[1] == 2
    }

    /// Looks for the child among those of other authorities' returns.
    private func refuseOfOtherAuthority(
        _ row: SSDA903Row, _ birth: LocalDate, _ sex: Int, _ days: [LocalDate],
        _ context: AppendContext
    ) throws {
        for other in otherAuthorities {
            let id = SSDA903Key.child(row.child, of: other)
            guard let known = try known(registeredBy: id, row, context) else { continue }
            try refuse(known, birth, sex, days)
        }
    }

    /// Refuses a child who is on record for another authority with the same CHILD, date of birth,
    /// sex and first day of a placement: the return was imported with another code.
    private func refuse(
        _ known: SSDA903Known, _ birth: LocalDate, _ sex: Int, _ days: [LocalDate]
    ) throws(JournalProblem) {
        let isSame = known.residence.stays.contains {
            days.contains(London.date(of: $0.started.at))
        }
        guard isSame, known.identity?.birth == birth, !Self.isOther(known.identity?.sex, sex)
        else { return }
        let code = known.authorities.sorted().joined(separator: ", ")
        throw .badValue(
            field: "CHILD",
            rule: "on record for authority \(code), with the same DOB and DECOM; import the return "
                + "with --authority \(code), or, if that code was wrong, record an EntryCorrected "
                + "of facts.responsibleAuthority for entry \(known.registration) first")
    }
}
