import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// What may leave at a level of disclosure.
@Suite struct DisclosureTests {
    private static let forms: [ReportQuestion.Form] = [.text, .json, .csv]

    /// Every question that can be asked of the demo, at a level.
    private func questions(at level: Disclosure) -> [ReportQuestion] {
        ReportQuestion.Name.allCases.filter { $0 != .replay }.flatMap { name in
            Self.forms.flatMap { form in
                (UInt64(1)...(name == .history ? 5 : 1)).map { child in
                    var question = ReportQuestion(name, as: form)
                    (question.period, question.home) = (.year(2025), "SC900001")
                    (question.year, question.child, question.disclosure) = (2025, child, level)
                    return question
                }
            }
        }
    }

    /// The answer, or nothing where the question is refused at the level.
    private func answer(_ question: ReportQuestion, _ view: RecordsView) throws -> String {
        do {
            return String(decoding: try question.answer(in: view), as: UTF8.self)
        } catch is DisclosureError {
            return ""
        }
    }

    /// All words of a log by the name of their field, and the ids of its children and entries.
    private func secrets(
        _ view: RecordsView
    ) throws -> (words: Set<String>, children: Set<String>, entries: Set<String>) {
        var (words, children, entries) = (Set<String>(), Set<String>(), Set<String>())
        try view.forEachEntry { entry in
            if let child = entry.child {
                entries.insert(entry.id.description)
                children.insert(child.text)
            }
            guard case .object(let members)? = try entry.decoded().narrative else { return .next }
            for member in members where !["sex", "ethnicity", "childId"].contains(member.name) {
                if case .string(let text) = member.value { words.insert(text) }
            }
            return .next
        }
        return (words, children, entries)
    }

    @Test func `at ofsted no report holds a name, a date of birth or a free word`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let words = try secrets(view).words
        #expect(words.contains("green wellingtons"))
        var sawWords = false
        for question in questions(at: .internal) where question.name == .history {
            sawWords = try sawWords || answer(question, view).contains("green wellingtons")
        }
        #expect(sawWords, "the internal history holds the words that are looked for")
        for question in questions(at: .ofsted) {
            let text = try answer(question, view)
            #expect(!text.isEmpty)
            for word in words { #expect(!text.contains(word), "\(question.name) \(word)") }
        }
    }

    @Test func `in public no report holds a child's id, an entry's id or a day of a child`() throws
    {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        let secrets = try secrets(view)
        var starts: Set<String> = []
        try view.forEachCase { child in
            for episode in child.record.episodes {
                starts.insert(String(RFC3339.format(episode.start.at).prefix(16)))
            }
        }
        for question in questions(at: .public) {
            let text = try answer(question, view)
            let hidden = secrets.words.union(secrets.children).union(secrets.entries).union(starts)
            for word in hidden { #expect(!text.contains(word), "\(question.name) \(word)") }
        }
    }

    @Test func `a history is refused in public`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        var question = ReportQuestion(.history, as: .text)
        (question.child, question.disclosure) = (1, .public)
        #expect(throws: DisclosureError.notForThisLevel(report: "history", level: .public)) {
            try question.answer(in: view)
        }
    }

    /// One child of LA1 at home SC1, away seven times.
    private func oneChild() throws -> RecordsView {
        let scenario = try Scenario()
            .given(home: "SC1").given(child: "C1", born: "2011-03-04", placedAt: "SC1")
        try addAbsences(7, to: scenario)
        return try scenario.records.asOf(.now)
    }

    private func addAbsences(_ count: Int, to scenario: Scenario) throws {
        for _ in 0..<count {
            try scenario.given(.absence()).given(.reportedToPolice())
            try scenario.after(hours: 9).given(.found()).given(.returned())
            scenario.after(days: 3)
        }
    }

    @Test(arguments: [Reach.everything, .home("SC1"), .authority("LA1")])
    func `of one child nothing in public has a number, however it is asked`(reach: Reach) throws {
        let view = try oneChild()
        for name in ReportQuestion.Name.allCases where ![.history, .replay].contains(name) {
            var question = ReportQuestion(name, as: .csv)
            (question.period, question.year, question.disclosure) = (.year(2025), 2026, .public)
            switch reach {
            case .everything where [.pack, .visit, .review].contains(name): continue
            case .everything: break
            case .home(let home): question.home = home
            case .authority(let code):
                guard [.board, .patterns, .police, .national, .informationRequest].contains(name)
                else { continue }
                question.authority = code
            }
            for line in try answer(question, view).split(separator: "\n").dropFirst() {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                let numbers = fields.dropFirst(3).filter { Double($0).map { $0 != 0 } ?? false }
                #expect(numbers.isEmpty, "\(name): \(line)")
            }
        }
    }

    @Test func `a home of one child among large ones cannot be told from what is left`() throws {
        let scenario = try Scenario()
        for home in 1...3 {
            try scenario.given(home: HomeID("SC\(home)"))
            for child in 0..<(home == 1 ? 1 : 8) {
                try scenario.given(
                    child: ChildID("C\(home)\(child)"), born: "2011-03-04",
                    placedAt: HomeID("SC\(home)"))
                try addAbsences(home == 1 ? 13 : 2, to: scenario)
            }
        }
        let view = try scenario.records.asOf(.now)
        let report = try LocationReport(view, during: .year(2025)).document.disclosed(at: .public)
        let league = try #require(report.sections.last?.tables.first)
        let rows = league.rows.map { row in row.cells.map(\.text) }
        let one = try #require(rows.first { $0[1] == "SC1" })
        #expect(one.dropFirst(4).allSatisfy { $0 == "c" })
        #expect(rows.allSatisfy { $0[0] == "c" }, "no rank tells a place")
        // What is shown of the others, and all together, leaves more than one home in the dark.
        let hidden = rows.count { $0[4] == "c" }
        let isTotalShown = league.total?.cells[4] != .suppressed
        #expect(hidden >= 2 || !isTotalShown)
        for name in [ReportQuestion.Name.counts, .board, .unexplained, .police, .patterns] {
            var question = ReportQuestion(name, as: .csv)
            (question.period, question.disclosure) = (.year(2025), .public)
            let text = try answer(question, view)
            #expect(!text.contains(",13,") && !text.contains(",13\n"), "\(name)")
        }
    }

    @Test func `a strategy makes no home look larger`() throws {
        let scenario = try Scenario().given(home: "SC1")
        for child in 0..<5 {
            try scenario.given(child: ChildID("C\(child)"), born: "2011-03-04", placedAt: "SC1")
        }
        let strategy = try StrategyRecorded.with {
            $0.scope = .home
            $0.from = try LocalDate(iso: "2025-01-01")
            $0.review = try LocalDate(iso: "2026-01-01")
        }
        let view = try scenario.records.asOf(.now)
        let before = try view.counts(of: "SC1", during: .year(2025)).people
        try scenario.record(.recording(strategy, child: .nobody, home: "SC1").by(.homeStaff("S")))
        let after = try scenario.records.asOf(.now).counts(of: "SC1", during: .year(2025)).people
        #expect(before == 5 && after == 5)
    }

    @Test func `no section has a name twice`() throws {
        let view = try Journals.records("demo.jsonl").asOf(.now)
        for report in try ReportList.figures(
            view, .year(2025), home: "SC900001", authority: "LA1")
        {
            guard let parted = report as? any PartedReport else { continue }
            let document = try parted.document(from: Provenance(view))
            for section in document.sections {
                let names = section.figures.map(\.name) + section.tables.map(\.name)
                #expect(Set(names).count == names.count, "\(document.name) \(section.name)")
            }
            #expect(Set(document.sections.map(\.title)).count == document.sections.count)
        }
    }

    @Test func `a home with one child and no absence does not say that there was none`() throws {
        let scenario = try Scenario()
            .given(home: "SC1").given(child: "C1", born: "2011-03-04", placedAt: "SC1")
        let view = try scenario.records.asOf(.now)
        var question = ReportQuestion(.counts, as: .text)
        (question.period, question.home) = (.year(2025), "SC1")
        question.disclosure = .public
        #expect(try answer(question, view).contains("  absences: c\n"))
        question.disclosure = .internal
        #expect(try answer(question, view).contains("  absences: 0\n"))
    }

    @Test func `how small numbers are kept back is a part of the question`() throws {
        let view = try GeneratedLogs.log(seed: 1).records.asOf(.now)
        var question = ReportQuestion(.patterns, as: .text)
        (question.period, question.disclosure) = (.year(2025), .public)
        let hidden = try answer(question, view)
        question.smallNumbers = .round
        question.published = [
            Period(from: try LocalDate(iso: "2025-01-01"), to: try LocalDate(iso: "2025-07-01"))
        ]
        let again = try #require(ReportQuestion(parameters: question.parameters.text))
        #expect(again == question)
        #expect(try answer(again, view) == answer(question, view))
        #expect(try answer(again, view) != hidden)
    }
}
