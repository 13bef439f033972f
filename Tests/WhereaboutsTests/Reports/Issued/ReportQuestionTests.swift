import EventLog
import Testing
import Whereabouts
import WhereaboutsReports

/// A stored question is asked again as it was asked, or not at all.
@Suite struct ReportQuestionTests {
    @Test(arguments: ReportQuestion.Name.allCases, ReportQuestion.Form.allCases)
    func `a stored question is read back`(name: ReportQuestion.Name, form: ReportQuestion.Form) {
        var question = ReportQuestion(name, as: form)
        #expect(ReportQuestion(parameters: question.parameters.text) == question)
        question.period = .year(2025)
        question.home = "SC000001 \"north\""
        question.authority = "LA1"
        question.child = 17
        #expect(ReportQuestion(parameters: question.parameters.text) == question)
    }

    @Test(arguments: [
        #"{"report":"counts","form":"text","from":"2025-01-01","to":"2026-01-01","per":"month"}"#,
        #"{"report":"counts","form":"text","from":"2025-01-01"}"#,
        #"{"form":"text","report":"counts"}"#, #"{"report":"counts", "form":"text"}"#,
        #"{"report":"counts","form":"text"} "#, #"{"report":"weather","form":"text"}"#,
        #"{"report":"counts","form":"pdf"}"#, #"{"report":"counts"}"#,
        #"{"report":"history","form":"text","child":"C001"}"#,
        #"{"report":"history","form":"text","child":-1}"#,
        #"{"report":"history","form":"text","child":1.0}"#,
        #"{"report":"counts","form":"text","home":7}"#, "[]", "",
    ])
    func `what this edition would not write itself is no question`(text: String) {
        #expect(ReportQuestion(parameters: text) == nil)
    }

    @Test(arguments: ReportQuestion.Name.withText)
    func `a question that lacks what its report needs is refused`(
        name: ReportQuestion.Name
    ) throws {
        let view = try Tale.withWords().records.asOf(.now)
        let question = ReportQuestion(name, as: .text)
        guard ![.overdue, .owed, .retention].contains(name) else {
            #expect(try !question.answer(in: view).isEmpty)
            return
        }
        #expect(throws: IssueError.incomplete(name)) { try question.answer(in: view) }
    }

    @Test func `a child stands in a stored question by number, never by the host's id`() throws {
        let tale = try IssuingTale()
        let issued = try tale.issue(.history)
        let facts = try tale.newest().facts(as: ReportIssued.self)
        #expect(facts.parameters == #"{"report":"history","form":"text","child":1}"#)
        #expect(String(decoding: issued.output, as: UTF8.self).contains(Tale.child))
        let stored = try tale.newest().stored.bytes
        #expect(!String(decoding: stored, as: UTF8.self).contains(Tale.child))
    }
}
