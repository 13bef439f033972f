import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Figures of a period: of its own end, not of today; no data before there was anything to record;
/// and a word where the period is not over.
@Suite struct PeriodTests {
    private static func period(_ from: String, _ to: String) throws -> Period {
        Period(from: try LocalDate(iso: from), to: try LocalDate(iso: to))
    }

    private func view(_ tale: Tale, _ time: String) throws -> RecordsView {
        try tale.records.asOf(.recorded(before: Tale.moment(time)))
    }

    /// One decision and four notifications to come; a child away over the end of the first month.
    private func story() throws -> Tale {
        let tale = try Tale()
        try tale.absence("2025-05-30T18:00:00Z")
        for day in 10...14 {
            try tale.add(
                .ofstedNotificationDecided, "2025-06-\(day)T09:00:00Z",
                ["decision": day == 10 ? "notify" : "not-serious"], by: .registeredManager("M-1"))
        }
        try tale.add(
            .ofstedNotified, "2025-06-15T09:00:00Z", ["limb": "4a", "reference": "O-1"],
            by: .registeredManager("M-1"))
        try tale.returned("2025-06-20T10:00:00Z")
        try tale.left("2025-07-10T10:00:00Z")
        return tale
    }

    private func comparison(
        _ tale: Tale, _ from: String, _ to: String, at time: String
    ) throws -> [String: [Cell]] {
        let report = try ReviewReport(
            view(tale, time), of: HomeID(Tale.home), during: Self.period(from, to))
        let rows = report.document.sections.first { $0.name == "comparison" }?.tables.first?.rows
        return Dictionary(
            uniqueKeysWithValues: (rows ?? []).map { row in
                (row.cells[0].text, Array(row.cells.dropFirst()))
            })
    }

    @Test func `a review has each figure as of its own period's end`() throws {
        let tale = try story()
        let table = try comparison(tale, "2025-06-01", "2025-07-01", at: "2025-08-01T00:00:00Z")
        #expect(table["open at the end"] == [.count(1), .count(0), .change(-1)])
        #expect(table["residents at the end"] == [.count(1), .count(1), .change(0)])
        #expect(table["notifications to Ofsted"] == [.count(0), .count(1), .change(1)])
        #expect(table["decisions whether to notify Ofsted"] == [.count(0), .count(5), .change(5)])
        #expect(table["open now"] == nil)
        #expect(table["residents"] == nil)
    }

    @Test func `while a period lasts its end is now, and it says so`() throws {
        let tale = try story()
        let time = "2025-06-18T08:00:00Z"
        let table = try comparison(tale, "2025-06-01", "2025-07-01", at: time)
        #expect(table["open at the end"] == [.count(1), .count(1), .change(0)])
        let note = "The period is not over: figures up to 2025-06-18 09:00."
        let period = try Self.period("2025-06-01", "2025-07-01")
        let now = try view(tale, time)
        for report in [
            try CountsReport(now, during: period), try SummaryReport(now, during: period),
            try InterviewReport(now, during: period), try BoardReport(now, during: period),
            try NationalTableReport(now, year: 2026), try AuthorityReport(now, during: period),
            try VisitReport(now, of: HomeID(Tale.home), during: period),
            try BandReport(now, during: period), try UnexplainedReport(now, during: period),
            try PersistentReport(now, during: period),
        ] as [any PartedReport] {
            #expect(try report.text().contains(note + "\n"))
            #expect(try report.json()["periodIsOver"] == false)
            let document = try report.document(from: Provenance(now))
            #expect(document.notes.contains(note))
            #expect(document.json()["periodIsOver"] == false)
        }
        let over = try view(tale, "2025-07-01T00:00:00Z")
        #expect(try CountsReport(over, during: period).json()["periodIsOver"] == true)
        #expect(!(try BoardReport(over, during: period).text().contains("not over")))
    }

    @Test(arguments: [
        // Midnight in London ends June at 23:00 UTC of the 30th.
        ("2025-06-30T22:59:59Z", 1), ("2025-06-30T23:00:00Z", 1), ("2025-07-01T10:00:00Z", 1),
    ])
    func `who came back in the next month was away at the end of this one`(
        back: String, open: Int
    ) throws {
        let tale = try Tale()
        try tale.absence("2025-06-30T18:00:00Z")
        try tale.returned(back)
        let june = try Self.period("2025-06-01", "2025-07-01")
        let counts = try view(tale, "2025-08-01T00:00:00Z").counts(
            of: HomeID(Tale.home), during: june)
        let isInJune = Tale.moment(back) < London.midnight(of: june.to)
        #expect(counts.openAtEnd.count == (isInJune ? 0 : open))
        #expect(counts.openNow.isEmpty)
    }

    @Test(arguments: UInt64(1)...5)
    func `what is open at a period's end is what a view of then calls open`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let end = try log.records.asOf(.now)
        var dice = Dice(seed: seed)
        let last = London.date(of: end.now)
        for _ in 0..<6 {
            let to = last.adding(days: -dice.draw(1...200))
            let period = Period(from: to.adding(days: -30), to: to)
            let moment = London.midnight(of: to)
            var (open, residents) = (Set<EntryID>(), Set<EntryID>())
            try end.forEachCase { child in
                for episode in child.record.episodes where episode.start.at < moment {
                    if episode.end.map({ $0.at >= moment }) ?? true { open.insert(episode.id) }
                }
                for spell in child.record.spells
                where spell.stay.scope != .none && spell.start < moment {
                    if spell.end.map({ $0 >= moment }) ?? true {
                        residents.insert(spell.stay.started.id)
                    }
                }
            }
            let total = try end.summaries(during: period).total
            #expect(Set(total.counts.openAtEnd) == open)
            #expect(Set(total.residentsAtEnd) == residents)
            let table = try end.figures(during: period)
            #expect(table.total[.openAtEnd] == open.count)
            #expect(table.total[.residentsAtEnd] == residents.count)
        }
    }

    // MARK: Before

    @Test func `months before the home was there are no data, later ones 0`() throws {
        // The register is of 1 May 2025.
        let tale = try Tale()
        let home = HomeID(Tale.home)
        let now = try view(tale, "2025-09-01T00:00:00Z")
        let period = try Self.period("2025-07-01", "2025-09-01")
        let board = try BoardReport(now, during: period, of: .home(home)).document
        let trend = board.sections.first { $0.name == "trend" }?.tables.first?.rows ?? []
        #expect(
            trend.map { $0.cells[1] } == [
                .noData, .noData, .noData, .noData, .noData, .noData, .count(0), .count(0),
            ])
        let pack = try InspectionPack(now, of: home, during: period).document
        let months = pack.sections.first { $0.name == "trend" }?.tables.first?.rows ?? []
        #expect(months.map { $0.cells[1] == .noData } == (0..<12).map { $0 < 8 })
        let review = try comparison(tale, "2025-05-01", "2025-07-01", at: "2025-09-01T00:00:00Z")
        #expect(review["absences"] == [.noData, .count(0), .noData])
    }

    @Test func `a period before the log is no data in text, JSON and CSV`() throws {
        let tale = try story()
        let period = try Self.period("2023-01-01", "2024-01-01")
        let now = try view(tale, "2025-06-18T08:00:00Z")
        let report = try CountsReport(now, during: period, home: HomeID(Tale.home))
        #expect(report.text().contains("  absences: no data\n"))
        #expect(report.text().contains("  open now: 1\n"))
        #expect(report.json()["absences"] == .null)
        #expect(report.json()["openNow"] == 1)
        #expect(report.json()["hours"] == .null)
        let document = try report.document(from: Provenance(now))
        #expect(
            document.sections[0].figures.filter { $0.value != .noData }.map(\.name) == ["openNow"])
        let summary = try SummaryReport(now, during: period, home: HomeID(Tale.home)).text()
        #expect(summary.contains("  9a times away without authorisation: no data\n"))
        #expect(summary.contains("  7 children resident now: 1\n"))
        let national = try NationalTableReport(now, year: 2024).document
        #expect(national.sections[0].figures.allSatisfy { $0.value == .noData })
        // One day into May the log was there, and what it does not hold is 0.
        let may = try Self.period("2025-04-01", "2025-05-02")
        #expect(try CountsReport(now, during: may).json()["periodIsOver"] == true)
        #expect(try CountsReport(now, during: may).json().at("total", "absences") == 0)
    }

    @Test func `records taken over from before the registration are data`() throws {
        let tale = try Tale()
        try tale.add(
            .absenceNoted, "2024-03-05T18:00:00Z",
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": "2024-03-05T18:00:00Z", "lastSeenBy": "homeStaff",
            ], home: Tale.home, recorded: "2025-05-02T08:00:00Z")
        let now = try view(tale, "2025-06-18T08:00:00Z")
        func absences(_ from: String, _ to: String) throws -> JSONValue? {
            try CountsReport(now, during: Self.period(from, to), home: HomeID(Tale.home))
                .json()["absences"]
        }
        #expect(try absences("2024-03-01", "2024-04-01") == 1)
        #expect(try absences("2024-04-01", "2024-05-01") == 0)
        #expect(try absences("2024-02-01", "2024-03-01") == .null)
    }

    @Test func `a period to come has no data either`() throws {
        let tale = try story()
        let now = try view(tale, "2025-06-18T08:00:00Z")
        let report = try CountsReport(now, during: .year(2026))
        #expect(report.json().at("total", "absences") == .null)
        #expect(report.json()["periodIsOver"] == false)
        #expect(report.text().contains("has not begun by 2025-06-18 09:00"))
    }

    // MARK: Away

    @Test func `where away incidents are not recorded they are no data; a recorded one counts`()
        throws
    {
        let tale = try Tale()
        try tale.practice("away-incidents", false, at: Tale.home)
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-02T23:00:00Z")
        func counts(_ home: String) throws -> JSONValue {
            try CountsReport(
                view(tale, "2026-06-01T00:00:00Z"), during: .year(2025), home: HomeID(home)
            ).json()
        }
        for name in ["awayIncidents", "childrenAway", "annexA9a", "annexA9b"] {
            #expect(try counts(Tale.home)[name] == .null)
            #expect(try counts(Tale.otherHome)[name] == 0)
        }
        try tale.practice("away-incidents", false, "2025-05-03T08:00:00Z")
        let national = try NationalTableReport(view(tale, "2026-06-01T00:00:00Z"), year: 2026)
        let figures = national.document.sections[0].figures
        #expect(figures.first { $0.name == "awayIncidents" }?.value == .noData)
        #expect(figures.first { $0.name == "missingIncidents" }?.value == .rounded(1))
        let notes = national.document.notes
        #expect(notes.contains { $0.hasPrefix("Away incidents are not recorded") })
        try tale.absence("2025-05-05T20:00:00Z", known: true)
        try tale.returned("2025-05-05T23:00:00Z")
        #expect(try counts(Tale.home)["awayIncidents"] == 1)
    }
}
