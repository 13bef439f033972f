import EventLog
import TestSupport
import Testing
import Whereabouts

/// AF2 and AF13: what became of the return home interviews.
@Suite struct AF2Tests {
    private static let view = Result { try Journals.records("af2.jsonl").asOf(.now) }

    private let view: RecordsView
    private let interviews: Interviews

    init() throws {
        view = try Self.view.get()
        interviews = try view.summaries(during: .year(2025)).total.interviews
    }

    @Test func `of 100 episodes 80 were offered an interview, 24 declined, 50 had one`() {
        #expect(interviews.required.count == 100)
        #expect(interviews.offered.count == 80)
        #expect(interviews.offeredIn72.count == 80)
        #expect(interviews.declined.count == 24)
        #expect(interviews.completed.count == 50)
        #expect(interviews.completedIn72.count == 45)
        #expect(interviews.interviews.count == 50)
    }

    @Test func `20 were never offered one, and 20 challenges are due`() {
        #expect(interviews.notOffered.count == 20)
        #expect(interviews.challengesDue == interviews.notOffered)
        #expect(interviews.withoutEntry == interviews.notOffered)
        #expect(interviews.withoutData.isEmpty)
        #expect(interviews.overdue.count == 26)
        #expect(interviews.awaiting.isEmpty)
        #expect(interviews.clockUnknown.isEmpty)
        #expect(interviews.completedWithoutOffer.isEmpty)
    }

    @Test func `the rates are 80, 30, 50 and 62 and a half in a hundred`() {
        let rates = Dictionary(
            uniqueKeysWithValues: interviews.rates.map { ($0.name, $0.rate) })
        #expect(rates["offeredOfRequired"]?.text == "80.0 %")
        #expect(rates["declinedOfOffered"]?.text == "30.0 %")
        #expect(rates["completedOfRequired"]?.text == "50.0 %")
        #expect(rates["completedOfOffered"]?.text == "62.5 %")
        #expect(rates["completedOfOffered"] == Rate(50, of: 80))
        #expect(rates["completedIn72OfRequired"] == Rate(45, of: 100))
        #expect(rates["completedIn72OfCompleted"]?.text == "90.0 %")
    }

    @Test func `every figure lists its own episodes, each once`() {
        let required = Set(interviews.required)
        for ids in [
            interviews.offered, interviews.declined, interviews.completed,
            interviews.notOffered, interviews.overdue,
        ] {
            #expect(Set(ids).count == ids.count)
            #expect(required.isSuperset(of: ids))
        }
        #expect(Set(interviews.offered).isDisjoint(with: interviews.notOffered))
        #expect(Set(interviews.offered).union(interviews.notOffered) == required)
        #expect(Set(interviews.declined).isDisjoint(with: interviews.completed))
    }

    @Test func `the homes' figures add up, and one home alone has the same`() throws {
        let homes = try view.summaries(during: .year(2025)).homes
        #expect(homes.count == 4)
        #expect(homes.reduce(0) { $0 + $1.interviews.required.count } == 100)
        #expect(homes.reduce(0) { $0 + $1.interviews.challengesDue.count } == 20)
        for home in homes {
            let id = try #require(home.counts.home)
            let alone = try view.summary(of: id, during: .year(2025))
            #expect(alone.interviews == home.interviews)
        }
    }

    @Test func `the flags say the same as the figures`() throws {
        var flags: [Flag: Int] = [:]
        for number in 1...100 {
            let history = try view.history(of: ChildID("#\(number)"))
            for finding in history.findings { flags[finding.flag, default: 0] += 1 }
        }
        #expect(flags[.interviewNotOffered] == 20)
        #expect(flags[.interviewLate] == 26 + 5)
        #expect(flags[.interviewWithoutOffer] == nil)
    }

    @Test func `a period without returns has no rates`() throws {
        let none = try view.summaries(during: .year(2024)).total.interviews
        #expect(none.required.isEmpty)
        #expect(none.rates.allSatisfy { $0.rate.text == "none" })
        #expect(none.medianDelaySeconds == nil)
    }
}

@Suite struct AF13Tests {
    private let records: Records

    init() throws { records = try Journals.records("af13.jsonl") }

    private func history(_ child: ChildID) throws -> History { try records.history(of: child) }

    @Test func `three days after 29 March at ten it is 1 April at eleven`() throws {
        let history = try history("K13001")
        let due = try #require(history.episodes.first?.interview.due)
        #expect(due == Tale.moment("2025-04-01T10:00:00Z"))
        #expect(London.secondsAheadOfUTC(at: due) == 3_600)
        #expect(London.date(of: due) == (try LocalDate(iso: "2025-04-01")))
        #expect(history.findings.isEmpty)
    }

    @Test func `a minute after 72 elapsed hours is late in autumn too`() throws {
        let history = try history("K13002")
        #expect(
            history.episodes.first?.interview.due == Tale.moment("2025-10-29T05:30:00Z"))
        #expect(history.findings.map(\.flag) == [.interviewLate])
        let reading = history.deadlines.first { $0.deadline.duty == .returnInterview }
        #expect(reading?.state == .metLate)
    }

    @Test func `the night of the change has seven hours and two local dates`() throws {
        let episode = try #require(try history("K13002").episodes.first)
        #expect(London.date(of: episode.start.at) == (try LocalDate(iso: "2025-10-25")))
        let end = try #require(episode.end)
        #expect(London.date(of: end.at) == (try LocalDate(iso: "2025-10-26")))
        let counts = try records.counts(during: .year(2025)).total
        #expect(counts.secondsAway == (14 + 7) * 3_600)
        #expect(counts.overnight.count == 2)
    }

    @Test func `one interview is in time, the other is not`() throws {
        let interviews = try records.asOf(.now).summaries(during: .year(2025)).total.interviews
        #expect(interviews.required.count == 2)
        #expect(interviews.completed.count == 2)
        #expect(interviews.completedIn72.count == 1)
    }
}
