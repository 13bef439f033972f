import EventLog
import TestSupport
import Testing
import Whereabouts

/// AF6 to AF10, AF12 and AF14: stories of one or a few children.
@Suite struct StoryAcceptanceTests {
    private func records(_ name: String) throws -> Records {
        try Journals.records("\(name).jsonl")
    }

    private func flags(_ history: History) -> [Flag] { history.findings.map(\.flag) }

    // MARK: AF6 to AF8

    @Test func `AF6 is one missing incident a child, and two interviews of three in time`() throws {
        let records = try records("af6")
        let total = try records.asOf(.now).summaries(during: .year(2025)).total
        #expect(total.counts.missingIncidents.count == 3)
        #expect(total.counts.awayIncidents.isEmpty)
        #expect(total.counts.policeReports.count == 3)
        #expect(total.counts.overnight.count == 3)
        #expect(total.counts.grades[.high] == 3)
        #expect(total.interviews.completed.count == 3)
        #expect(total.interviews.completedIn72.count == 2)
        #expect(total.flags[.interviewLate] == 1)
        for (child, expected) in [("N6001", []), ("N6002", []), ("N6003", [.interviewLate])]
            as [(ChildID, [Flag])]
        {
            let history = try records.history(of: child)
            #expect(flags(history) == expected)
            let segment = try #require(history.episodes.first?.segments.first)
            let end = try #require(segment.end)
            let day = London.date(of: segment.start.at)
            #expect(London.date(of: end.at) == day.adding(days: 1))
        }
    }

    @Test func `AF6 knows nothing of the later class of the police while it is absent`() throws {
        let records = try records("af6")
        let view = try records.asOf(.recorded(before: Tale.moment("2025-05-02T21:05:00Z")))
        let history = try view.history(of: "N6001")
        #expect(history.episodes.first?.policeCategory == .absent)
        #expect(history.episodes.first?.segmentTexts == ["M 2025-05-02T19:00:00Z -"])
    }

    @Test func `AF7 is one absence with an away, a missing and an away incident that touch`()
        throws
    {
        let records = try records("af7")
        let counts = try records.counts(during: .year(2025)).total
        #expect(counts.absences.count == 1)
        #expect(counts.missingIncidents.count == 1)
        #expect(counts.awayIncidents.count == 2)
        let segments = try #require(try records.history(of: "N7001").episodes.first).segments
        #expect(segments.map(\.segmentClass) == [.away, .missing, .away])
        #expect(segments.dropFirst().map(\.start) == segments.dropLast().compactMap(\.end))
    }

    @Test func `AF8 is two incidents of one child on one day`() throws {
        let counts = try records("af8").counts(during: .year(2025)).total
        #expect(counts.absences.count == 2)
        #expect(counts.missingIncidents.count == 2)
        #expect(counts.children == 1 && counts.childrenMoreThanOnce == 1)
        let day = try LocalDate(iso: "2025-07-08")
        let period = Period(from: day, to: day.adding(days: 1))
        #expect(try records("af8").counts(during: period).total.missingIncidents.count == 2)
    }

    // MARK: AF9 and AF10

    @Test(arguments: ["af9-closed", "af9-open"])
    func `AF9 is one episode of the home from which the child went`(name: String) throws {
        let records = try records(name)
        let history = try records.history(of: "T9001")
        let episode = try #require(history.episodes.first)
        #expect(history.episodes.count == 1)
        #expect(history.home(of: episode) == "SC900901")
        let transfers = history.findings.filter { $0.flag == .transferWhileMissing }
        let moves = history.entries.filter {
            [.placementStarted, .placementEnded].contains($0.kind)
                && $0.occurrence.at == Tale.moment("2025-03-17T12:00:00Z")
        }
        #expect(
            transfers.map(\.evidence) == moves.map { [episode.opening, $0.position] })
        #expect(Set(flags(history)) == [.transferWhileMissing])
        let counts = try records.counts(during: .year(2025))
        #expect(counts.homes.map(\.home) == ["SC900901"])
        #expect(counts.total.openNow.count == (name == "af9-open" ? 1 : 0))
    }

    @Test func `AF9 leaves the aftercare to the home that received the child`() throws {
        let history = try records("af9-closed").history(of: "T9001")
        let episode = try #require(history.episodes.first)
        #expect(history.home(episode.careScope) == "SC900902")
        for reading in history.deadlines {
            let isAftercare = [.returnInterview, .safeAndWell].contains(reading.deadline.duty)
            #expect(
                history.home(reading.deadline.scope) == (isAftercare ? "SC900902" : "SC900901"))
            #expect(reading.state == .met)
        }
        #expect(history.deadlines.contains { $0.deadline.duty == .returnInterview })
    }

    @Test func `AF10 ends on the 18th birthday where that is recorded, else it is flagged`() throws
    {
        let records = try records("af10")
        let birthday = London.midnight(of: try LocalDate(iso: "2025-05-10"))
        let first = try records.history(of: "B10001")
        #expect(first.episodes.first?.end?.at == birthday)
        #expect(first.episodes.first?.endedReason == .turned18)
        #expect(flags(first) == [.unexplained])
        let second = try records.history(of: "B10002")
        #expect(second.episodes.first?.isOpen == true)
        #expect(flags(second) == [.openPast18])
        let before = try records.asOf(.recorded(before: birthday)).history(of: "B10002")
        #expect(before.findings.isEmpty)
    }

    @Test func `AF10 says the same without keys, from the ages that are stored`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("log")
        let writer = try Records.open(at: path, keys: MemoryKey())
        _ = try writer.importJournal(
            Journals.file("af10.jsonl"), recordedAt: .preserve, onRefusal: .importNothing)
        try writer.close()
        let reader = try Records.open(at: path, keys: nil, access: .readOnly)
        #expect(flags(try reader.history(of: "#1")) == [.unexplained])
        #expect(flags(try reader.history(of: "#2")) == [.openPast18])
        try reader.close()
    }

    // MARK: AF12 and AF14

    @Test func `AF12 is stored whole, with F02, F04, F06 and F01`() throws {
        let records = try records("af12")
        let expected: [(ChildID, [Flag])] = [
            ("L12001", [.foundBeforeReported]),
            ("L12002", [.interviewWithoutOffer, .interviewNotOffered]),
            ("L12003", [.overlap]), ("L12004", [.lateEntry]),
        ]
        for (child, flags) in expected {
            let history = try records.history(of: child)
            #expect(self.flags(history) == flags)
            for finding in history.findings {
                #expect(history.episodes.contains { $0.id == finding.episode })
            }
        }
        let summary = try records.asOf(.now).summaries(during: .year(2025)).total
        for flag in expected.flatMap(\.1) { #expect(summary.flags[flag] == 1) }
        #expect(summary.counts.absences.count == 5)
    }

    @Test func `AF14 alerts, and of the second child the Home Office was told neither news`()
        throws
    {
        let records = try records("af14")
        let first = try records.history(of: "U14001")
        #expect(flags(first) == [.recentAdmission])
        let second = try records.history(of: "U14002")
        #expect(flags(second) == [.homeOfficeNotTold, .homeOfficeNotTold, .recentAdmission])
        let duties: [Deadline.Duty] = [.homeOfficeMissing, .homeOfficeFound]
        for (history, state) in [(first, Deadline.State.met), (second, .overdue)] {
            let readings = history.deadlines.filter { duties.contains($0.deadline.duty) }
            #expect(readings.map(\.deadline.duty) == duties)
            #expect(readings.map(\.state) == [state, state])
        }
        let alert = try #require(second.findings.last)
        #expect(alert.flag.code == "ALERT_RECENT_ADMISSION")
        #expect(alert.evidence == [try #require(second.episodes.first).opening])
    }
}
