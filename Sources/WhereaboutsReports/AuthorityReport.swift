import EventLog
public import Whereabouts

/// Return home interviews by responsible authority and cohort (report 3).
///
/// Averages are means of the authorities' own rates, over those with data; who has none is
/// counted, never taken for 0.
public struct AuthorityReport: PartedReport {
    let head: ReportHead
    let period: Period
    let figures: AuthorityInterviews
    let state: PeriodState
    /// Authorities that were not there yet, by code.
    private let laterAuthorities: Set<String>

    /// Makes a report of every registered authority.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - period: Episodes count where they end.
    /// - Throws: What reading throws.
    public init(_ view: RecordsView, during period: Period) throws {
        head = try ReportHead(view)
        self.period = period
        figures = try view.interviewsByAuthority(during: period)
        state = try PeriodState(period, view)
        let later = try figures.authorities.filter { row in
            try row.interviews.all.required.isEmpty
                && PeriodState(period, view, of: .authority(row.authority)).isOutside
        }
        laterAuthorities = Set(later.map(\.authority))
    }

    var inconsistent: Rate {
        Rate(figures.inconsistent.count, of: figures.authorities.count)
    }

    /// The report as JSON: averages by cohort, who does not record, and every authority.
    public func json() -> JSONValue {
        .merged(
            head.members, period.members, state.members,
            [
                JSONMember("authorityCount", .integer(Int64(figures.authorities.count))),
                JSONMember(
                    "averages",
                    .object(
                        Cohort.allCases.map {
                            JSONMember($0.rawValue, average(figures.average(of: $0)))
                        })),
                JSONMember("inconsistent", inconsistentJSON),
                JSONMember("authorities", .array(figures.authorities.map(row))),
                JSONMember("notRegistered", cohorts(figures.others)),
            ])
    }

    private func average(_ average: AuthorityInterviews.Average) -> JSONValue {
        [
            "withData": .integer(Int64(average.withData)),
            "withoutData": .integer(Int64(average.withoutData)),
            "completedOfRequired": .optional(average.tenthsOfPercent.map(percent)),
        ]
    }

    private var inconsistentJSON: JSONValue {
        guard case .object(let rate) = inconsistent.json else { return .null }
        return .merged(
            rate,
            [
                JSONMember("wholePercent", .string(inconsistent.wholeText)),
                JSONMember(
                    "authorities", .array(figures.inconsistent.map { .string($0.authority) })),
                JSONMember("ids", .ids(figures.inconsistent.flatMap(\.unrecorded))),
            ])
    }

    private func row(_ row: AuthorityInterviews.Row) -> JSONValue {
        [
            "authority": .string(row.authority),
            "recordsConsistently": .bool(row.unrecorded.isEmpty),
            "cohorts": cohorts(
                row.interviews, isOutside: laterAuthorities.contains(row.authority)),
        ]
    }

    private func cohorts(
        _ interviews: CohortInterviews, isOutside: Bool = false
    ) -> JSONValue {
        .object(
            Cohort.allCases.map { cohort in
                JSONMember(
                    cohort.rawValue,
                    .object(InterviewFigures(interviews[cohort], isOutside: isOutside).members))
            })
    }

    func percent(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10) %" }
}

extension AuthorityReport {
    /// The report as text; authorities without an episode are only counted.
    public func text() -> String {
        var averages = [["cohort", "with data", "without data", "average completed"]]
        for cohort in Cohort.allCases {
            let average = figures.average(of: cohort)
            averages.append([
                cohort.label, "\(average.withData)", "\(average.withoutData)",
                average.tenthsOfPercent.map(percent) ?? "no data",
            ])
        }
        var text = "Return home interviews by authority, \(period.text)\n\(head.text)\(state.text)"
        text += "The average is the mean of the authorities' completed of required episodes.\n\n"
        text += TextTable.text(averages)
        text += "\nwithout any entry about an interview that is past due: "
        text += "\(inconsistent.numerator) of \(inconsistent.denominator) authorities, "
        text += "\(inconsistent.text) (\(inconsistent.wholeText))\n"
        let rows = rows
        return rows.count > 1 ? text + "\n" + TextTable.text(rows, leading: 2) : text
    }

    private var rows: [[String]] {
        var rows = [
            [
                "authority", "cohort", "required", "offered", "declined", "completed",
                "without data",
            ]
        ]
        let all = figures.authorities.map { ($0.authority, $0.interviews) }
        for (code, interviews) in all + [("(not registered)", figures.others)] {
            for cohort in Cohort.allCases where !interviews[cohort].required.isEmpty {
                let own = interviews[cohort]
                let known = Self.known(own).map(\.text)
                rows.append([code, cohort.label, "\(own.required.count)"] + known)
            }
        }
        return rows
    }

    /// Offered, declined and completed, and how many episodes are without data.
    static func known(_ own: Interviews) -> [Cell] {
        [
            .count(own.offered.count, isKnown: own.hasOffers),
            .count(own.declined.count, isKnown: own.hasOffers),
            .count(own.completed.count, isKnown: own.hasInterviews),
            .count(own.withoutData.count),
        ]
    }
}
