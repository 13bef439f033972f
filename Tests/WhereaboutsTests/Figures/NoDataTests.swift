import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// No data is a property of the source, never of an empty count: offers and interviews.
@Suite struct NoDataTests {
    private func interviews(_ tale: Tale, at time: String = "2025-07-01T00:00:00Z") throws
        -> Interviews
    {
        let view = try tale.records.asOf(.recorded(before: Tale.moment(time)))
        return try view.summaries(during: .year(2025)).total.interviews
    }

    private func json(_ tale: Tale) throws -> JSONValue {
        let view = try tale.records.asOf(.recorded(before: Tale.moment("2025-07-01T00:00:00Z")))
        return try InterviewReport(view, during: .year(2025)).json()
    }

    @Test func `0 of 10 offered is 0 percent, whoever is silent about it`() throws {
        let tale = try Tale()
        try tale.silence(10)
        let found = try json(tale)
        #expect(
            found.at("rates", "offeredOfRequired")
                == ["numerator": 0, "denominator": 10, "percent": "0.0 %"])
        #expect(
            found.at("rates", "completedOfRequired")
                == ["numerator": 0, "denominator": 10, "percent": "0.0 %"])
        #expect(found.at("rates", "declinedOfOffered", "percent") == "none")
        #expect(found["notOffered"] == 10)
        #expect(found["withoutData"] == 0)
        #expect(found["withoutEntry"] == 10)
    }

    @Test func `what came from a return has no data on offers and interviews`() throws {
        let tale = try Tale()
        try tale.imported(Tale.child, "2025-05-02T23:00:00Z", "2025-05-04T23:00:00Z")
        let found = try json(tale)
        #expect(found["required"] == 1)
        for name in ["offered", "declined", "completed", "notOffered", "overdue", "interviews"] {
            #expect(found[name] == .null, "\(name)")
        }
        #expect(found["withoutData"] == 1)
        #expect(
            found.at("rates", "offeredOfRequired")
                == ["numerator": .null, "denominator": 1, "percent": .null])
    }

    @Test func `beside recorded ones, those of a return are counted and in no rate`() throws {
        let tale = try Tale()
        try tale.imported(Tale.child, "2025-05-02T23:00:00Z", "2025-05-04T23:00:00Z")
        try tale.silence(4, from: 7)
        try tale.offered("2025-05-13T21:00:00Z")
        let found = try json(tale)
        #expect(found["required"] == 5)
        #expect(
            found.at("rates", "offeredOfRequired")
                == ["numerator": 1, "denominator": 4, "percent": "25.0 %", "withoutData": 1])
        let view = try tale.records.asOf(.recorded(before: Tale.moment("2025-07-01T00:00:00Z")))
        let text = try InterviewReport(view, during: .year(2025)).text()
        #expect(text.contains("  offered, of episodes: 25.0 % (1 of 4), 1 without data\n"))
    }

    @Test func `what somebody recorded about an episode of a return is data`() throws {
        let tale = try Tale()
        try tale.imported(Tale.child, "2025-05-02T23:00:00Z", "2025-05-04T23:00:00Z")
        try tale.add(.rhiNotOffered, "2025-05-20T10:00:00Z", ["asserter": "homeStaff"])
        let found = try interviews(tale)
        #expect(found.withoutData.isEmpty)
        #expect(found.rates[0].rate == Rate(0, of: 1))
    }

    @Test(
        arguments: [
            (nil, nil, true), (Tale.home, nil, true), (Tale.otherHome, nil, false),
            (nil, "LA1", true), (nil, "LA9", false), (Tale.home, "LA1", true),
            (Tale.home, "LA9", false), (Tale.otherHome, "LA1", false),
        ] as [(String?, String?, Bool)])
    func `a practice holds for its home and its authority only`(
        home: String?, authority: String?, holds: Bool
    ) throws {
        let tale = try Tale()
        try tale.practice("offers", false, at: home, of: authority)
        try tale.silence(3)
        let found = try interviews(tale)
        #expect(found.withoutOffers.count == (holds ? 3 : 0))
        #expect(found.withoutInterviews.isEmpty)
        #expect(found.notOffered.count == (holds ? 0 : 3))
        #expect(found.overdue.count == 3)
        #expect(found.rates[0].hasData == !holds)
        #expect(found.rates[2].rate == Rate(0, of: 3))
    }

    @Test func `it holds from its day on, and the one recorded last wins`() throws {
        let tale = try Tale()
        try tale.practice("interviews", false, from: "2025-05-05")
        try tale.silence(4)
        // 2, 4, 6 and 8 May: two of them on that day or later.
        #expect(try interviews(tale).withoutInterviews.count == 2)
        try tale.practice(
            "interviews", true, at: Tale.home, from: "2025-05-07", "2025-06-01T08:00:00Z")
        #expect(try interviews(tale).withoutInterviews.count == 1)
        #expect(try interviews(tale).rates[2].rate == Rate(0, of: 3))
        #expect(try interviews(tale).rates[2].withoutData == 1)
        // A view from before it was recorded does not know it.
        #expect(try interviews(tale, at: "2025-05-20T00:00:00Z").withoutInterviews.count == 2)
    }

    @Test func `it can be corrected, withdrawn and reinstated`() throws {
        let tale = try Tale()
        let practice = try tale.practice("offers", false)
        try tale.silence(2)
        #expect(try interviews(tale).withoutOffers.count == 2)
        func amend(_ kind: Kind, _ time: String, _ facts: JSONValue) throws {
            try tale.add(
                kind, time, facts, child: nil, by: .system("office"), refersTo: practice.id)
        }
        try amend(
            .entryCorrected, "2025-06-01T08:00:00Z",
            [
                "patches": [["path": "facts.validFrom", "new": "2025-05-03"]],
                "approvedBy": "M-1",
            ])
        #expect(try interviews(tale).withoutOffers.count == 1)
        try amend(.entryWithdrawn, "2025-06-02T08:00:00Z", ["approvedBy": "M-1"])
        #expect(try interviews(tale).withoutOffers.isEmpty)
        #expect(try interviews(tale).rates[0].rate == Rate(0, of: 2))
        try amend(.entryReinstated, "2025-06-03T08:00:00Z", ["approvedBy": "M-1"])
        #expect(try interviews(tale).withoutOffers.count == 1)
    }

    @Test func `an offer made where none are recorded is data, the silent ones are not`() throws {
        let tale = try Tale()
        try tale.practice("offers", false)
        try tale.silence(3)
        try tale.offered("2025-05-06T21:00:00Z")
        let found = try interviews(tale)
        #expect(found.offered.count == 1)
        #expect(found.withoutOffers.count == 2)
        #expect(found.rates[0].rate == Rate(1, of: 1))
        #expect(found.completedWithoutOffer.isEmpty)
    }

    @Test func `returns say no where nobody offered, unknown where it is kept elsewhere`() throws {
        let tale = try Tale()
        try tale.silence(1)
        func answers() throws -> [String] {
            let view = try tale.records.asOf(
                .recorded(before: Tale.moment("2025-07-01T00:00:00Z")))
            var (list, rows) = ([UInt8](), [UInt8]())
            _ = try AnnexAList8(view, on: LocalDate(iso: "2025-06-30"))
                .write("list-8.csv") { list += $0 }
            let dataset = try SSDMissing(view)
            _ = try dataset.write(dataset.files[0]) { rows += $0 }
            return [list, rows].map { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return String(text.split(whereSeparator: \.isNewline)[1])
            }
        }
        #expect(try answers()[0].hasSuffix(",b) No,b) No,,"))
        #expect(try answers()[1].hasSuffix(",N,N"))
        try tale.practice("offers", false)
        #expect(try answers()[0].hasSuffix(",c) Unknown,c) Unknown,,"))
        #expect(try answers()[1].hasSuffix(",,"))
    }

    @Test func `a change of what is recorded is why figures differ`() throws {
        let tale = try Tale()
        try tale.silence(2)
        let size = try tale.records.asOf(.now).size
        try tale.practice("offers", false, "2025-06-01T08:00:00Z")
        let later = KnowledgePoint.recorded(before: Tale.moment("2025-07-01T00:00:00Z"))
        let list = try tale.records.changes(from: .size(size), to: later, during: .year(2025))
        #expect(!list.figures.isEmpty)
        for figure in list.figures { #expect(figure.causes.map(\.rawValue).contains(size)) }
    }
}

/// The same over generated logs: what a naive reading of every history says.
@Suite struct NoDataPropertyTests {
    private struct Story {
        let log: TroubledLog
        let records: Records
        let practices: [Said]

        typealias Said = (
            about: String, recorded: Bool, home: String?, authority: String?, from: LocalDate
        )

        init(_ seed: UInt64) throws {
            log = TroubledLog(seed: seed)
            var dice = Dice(seed: seed &+ 99)
            var ids = SplitMix64(seed: seed &+ 3)
            var entries = log.entries
            var practices: [Said] = []
            let homes = log.entries.filter { $0.kind == .homeRegistered }.compactMap(\.home)
            for _ in 0..<5 {
                let place = entries.count - 1
                let now = entries[place].recordedAt ?? entries[place].occurredAt
                let about = dice.pick(["offers", "interviews"])
                let isRecorded = dice.happens(30)
                let home = dice.happens(60) ? dice.pick(homes) : nil
                let authority = dice.happens(40) ? "LA\(dice.draw(1...3))" : nil
                let day = London.date(of: now).adding(days: -dice.draw(0...400))
                var facts = [
                    JSONMember("about", .string(about)), JSONMember("recorded", .bool(isRecorded)),
                ]
                if let authority { facts.append(JSONMember("authority", .string(authority))) }
                facts.append(JSONMember("validFrom", .date(day)))
                var entry = JournalEntry(
                    .recordingPractice, id: EntryID.make(at: now, using: &ids), at: now,
                    .object(facts))
                (entry.home, entry.actor) = (home, .system("office"))
                entry.recordedAt = now
                entries.append(entry)
                practices.append((about, isRecorded, home, authority, day))
            }
            self.practices = practices
            records = try Records.holding(
                try entries.map { try $0.newEntry(recordedAt: .preserve) })
        }

        func holds(_ about: String, _ episode: Episode, _ history: History) -> Bool {
            let day = London.date(of: (episode.end ?? episode.start).at)
            return practices.last { practice in
                practice.about == about && practice.from <= day
                    && (practice.home == nil || practice.home == history.home(of: episode)?.text)
                    && (practice.authority == nil
                        || practice.authority == history.record.authority(ofInterview: episode))
            }?.recorded ?? true
        }
    }

    @Test(arguments: UInt64(1)...6)
    func `the figures are those of a naive reading, in summary and table`(seed: UInt64) throws {
        let story = try Story(seed)
        let view = try story.records.asOf(.now)
        let period = Answers.period
        var without: [String: Set<EntryID>] = ["offers": [], "interviews": []]
        var known = Set<EntryID>()
        for child in story.log.children {
            let history = try view.history(of: child)
            for episode in history.episodes where history.requiresInterview(episode) {
                let day = London.date(of: (episode.returned ?? episode.found)?.at ?? view.now)
                guard period.from <= day, day < period.to else { continue }
                known.insert(episode.id)
                let own = episode.interview
                let isSpoken = [
                    "offers":
                        !(own.offers.isEmpty && own.acceptances.isEmpty
                        && own.refusals.isEmpty && own.notDone.isEmpty),
                    "interviews": !(own.completions.isEmpty && own.notDone.isEmpty),
                ]
                for about in ["offers", "interviews"]
                where isSpoken[about] != true && !story.holds(about, episode, history) {
                    without[about]?.insert(episode.id)
                }
            }
        }
        let summaries = try view.summaries(during: period)
        let total = summaries.total.interviews
        #expect(Set(total.required) == known)
        #expect(Set(total.withoutOffers) == without["offers"])
        #expect(Set(total.withoutInterviews) == without["interviews"])
        let table = try view.figures(during: period)
        for figure in Figure.allCases { #expect(table.total[figure] == summaries.total[figure]) }
        for named in total.rates {
            #expect(named.rate.numerator <= named.rate.denominator)
        }
        #expect(
            total.rates[0].rate.denominator == known.count - total.withoutOffers.count)
        let silent = Set(total.withoutOffers)
        for part in [total.offered, total.notOffered, total.challengesDue, total.declined] {
            #expect(silent.isDisjoint(with: part))
        }
        let unheld = Set(total.withoutInterviews)
        for part in [total.completed, total.awaiting, total.overdue] {
            #expect(unheld.isDisjoint(with: part))
        }
    }
}
