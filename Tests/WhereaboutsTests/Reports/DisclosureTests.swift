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

    @Test func `of a home with one child nothing in public has a number of the child's`() throws {
        let scenario = try Scenario()
            .given(home: "SC1").given(child: "C1", born: "2011-03-04", placedAt: "SC1")
        for _ in 0..<7 {
            try scenario.given(.absence()).given(.reportedToPolice())
            try scenario.after(hours: 9).given(.found()).given(.returned())
            scenario.after(days: 11)
        }
        let view = try scenario.records.asOf(.now)
        for name in ReportQuestion.Name.allCases {
            var question = ReportQuestion(name, as: .csv)
            (question.period, question.home) = (.year(2025), "SC1")
            (question.year, question.child, question.disclosure) = (2025, 1, .public)
            guard question.isAboutHome else { continue }
            for line in try answer(question, view).split(separator: "\n").dropFirst() {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                let numbers = fields.dropFirst(3).filter { Int($0) != nil || Double($0) != nil }
                #expect(numbers.isEmpty, "\(name): \(line)")
            }
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
}

extension ReportQuestion {
    /// Whether the report is of the home alone.
    fileprivate var isAboutHome: Bool {
        [
            .counts, .summary, .interviews, .unexplained, .pack, .board, .visit, .review, .patterns,
            .police,
        ].contains(name)
    }
}
