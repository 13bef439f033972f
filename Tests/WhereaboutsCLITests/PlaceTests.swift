import Foundation
import TestSupport
import Testing

/// Answers do not depend on where a machine stands or which language it speaks.
@Suite struct PlaceTests {
    private static let places = [
        ["TZ=UTC", "LC_ALL=C.UTF-8", "LANG=C.UTF-8"],
        ["TZ=Pacific/Auckland", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"],
        ["TZ=America/St_Johns", "LC_ALL=ar_EG.UTF-8", "LANG=ar_EG.UTF-8"],
    ]

    @Test func `two runs, three time zones and three locales give the same bytes`() throws {
        let program = try Program()
        let log = program.path("log")
        let journal = Folders.fixtures.appending(path: "journals/demo.jsonl").path
        try #require(try program.run("init", log).status == 0)
        let imported = try program.run(
            "import", log, "--journal", journal, "--recorded-at", "preserve")
        try #require(imported.status == 0, "\(imported.messages)")
        let period = ["--from", "2025-01-01", "--to", "2026-01-01"]
        let home = ["--home", "SC900001"]
        let questions = [
            ["report", "pack", log, "--format", "html"] + home + period,
            ["report", "board", log, "--format", "json"] + period,
            ["report", "patterns", log, "--format", "csv"] + period,
            ["report", "national", log, "--year", "2025"],
            ["report", "foi", log, "--disclosure", "public"] + period,
            ["history", log, "--child", "D001", "--format", "html"],
            ["replay", log, "--child", "D001"], ["summary", log] + home + period,
        ]
        for question in questions {
            var outputs: Set<String> = []
            for place in Self.places + [Self.places[0]] {
                let outcome = try program.run(question, through: ["env"] + place)
                try #require(outcome.status == 0, "\(question) \(outcome.messages)")
                outputs.insert(outcome.output)
            }
            #expect(outputs.count == 1, "\(question)")
            #expect(outputs.first?.isEmpty == false)
        }
    }
}
