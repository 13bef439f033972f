import EventLog

extension SSDA903Plan {
    /// The rows that can be read; the others are refused.
    mutating func read<Row>(
        _ rows: [SSDA903Row], _ make: (SSDA903Row) throws(JournalProblem) -> Row
    ) -> [Row] {
        var read: [Row] = []
        for row in rows {
            do throws(JournalProblem) {
                read.append(try make(row))
            } catch {
                refuse(row, error)
            }
        }
        return read
    }

    /// Takes the child's row of the Header table.
    ///
    /// What differs from what an earlier return said is corrected; where others registered the
    /// child, their words stay.
    mutating func take(_ row: SSDA903Row, firstDay: LocalDate?) throws {
        let birth = try row.date("DOB")
        let (sex, ethnicity) = (try row.code(.sex), try row.code(.ethnicity))
        if let text = SSDA903Codes.sex.notice(of: row["SEX"], yearEnd: context.yearEnd) {
            note(row, text)
        }
        guard let known else {
            let words = Narrative.with {
                $0.dob = birth
                $0.sex = Sex(rawValue: sex) ?? .unspecified
                $0.ethnicity = Ethnicity(rawValue: ethnicity) ?? .unspecified
                if !row["UPN"].isEmpty { $0.upn = row["UPN"] }
            }
            let facts = ChildRegistered.with { $0.responsibleAuthority = context.authority }
            return add(
                try row.entry(facts, firstDay ?? birth, registration, child: child, words: words),
                row)
        }
        guard let said = known.said, let inForce = known.identity else {
            return note(row, "a child whose words are erased: DOB and SEX not compared")
        }
        guard known.isFromReturn, let entry = known[registration] else {
            return note(row, "a child whom others registered: CHILD, DOB and SEX agree")
        }
        // 1 and M say the same; only what becomes known, or unknown, is another value.
        let isOtherSex = (row["SEX"] == "U") != (said.sex == "U")
        let patches = [
            patch("sex", said.sex, inForce.sex, isOtherSex ? row["SEX"] : ""),
            patch("ethnicity", said.ethnicity, inForce.ethnicity, row["ETHNIC"]),
            patch("upn", said.upn, inForce.upn, row["UPN"]),
        ].compactMap { $0 }
        if patches.isEmpty {
            repeats(.childRegistered, row)
        } else {
            try correct(entry, patches, after: entry.last, row)
        }
    }

    /// What corrects one of the words; `nil` when a return said it before, or it is in force.
    private func patch(_ name: String, _ said: String?, _ old: String?, _ new: String) -> Patch? {
        guard !new.isEmpty, new != said, new != old else { return nil }
        return Patch.with {
            $0.path = "narrative.\(name)"
            $0.old = (old.map { .string($0) } ?? JSONValue.null).text
            $0.new = JSONValue.string(new).text
        }
    }
}
