import EventLog
import Foundation
import Merkle
import TestSupport
import Testing
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// Every report of the demo in every form, as it stands in `Fixtures/reports`.
@Suite struct GoldenReportTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        let name: ReportQuestion.Name
        let form: ReportQuestion.Form
        var disclosure = Disclosure.internal

        var file: String {
            let level = disclosure == .internal ? "" : "-\(disclosure.rawValue)"
            return "demo/\(name.rawValue)\(level).\(form == .text ? "txt" : form.rawValue)"
        }

        var testDescription: String { file }

        /// All reports as text and CSV, those that people look at as pages, and two for the public.
        static let all =
            ReportQuestion.Name.allCases.filter { $0 != .replay }.flatMap { name in
                [Golden(name: name, form: .text), Golden(name: name, form: .csv)]
            } + [.pack, .board, .history, .replay].map { Golden(name: $0, form: .html) }
            + [.board, .informationRequest].map {
                Golden(name: $0, form: .text, disclosure: .public)
            }
    }

    /// The demo's answer; log and root, which are new each time, stand as words.
    static func answer(_ golden: Golden) throws -> String {
        let records = try Records.inMemory()
        _ = try records.importJournal(
            Folders.fixtures.appending(path: "journals/demo.jsonl"), recordedAt: .preserve,
            onRefusal: .importNothing)
        let view = try records.asOf(.now)
        var question = ReportQuestion(golden.name, as: golden.form)
        question.disclosure = golden.disclosure
        switch golden.name {
        case .history, .replay: question.child = 1
        case .national: question.year = 2025
        case .overdue, .owed, .retention: break
        default:
            question.period = Period(
                from: try LocalDate(iso: "2025-01-01"), to: try LocalDate(iso: "2026-01-01"))
        }
        if [.pack, .visit, .review].contains(golden.name) { question.home = "SC900001" }
        let text = String(
            decoding: try question.answer(in: view, pages: Pages()), as: UTF8.self)
        return text.replacing(try view.origin() ?? "", with: "ORIGIN")
            .replacing(try view.root()?.base64 ?? "", with: "ROOT")
    }

    @Test(arguments: Golden.all) func `the demo gives the bytes of the file`(golden: Golden) throws
    {
        let file = Folders.fixtures.appending(path: "reports/\(golden.file)")
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(try Self.answer(golden) == expected)
    }
}
