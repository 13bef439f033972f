import Foundation
import TestSupport
import Testing

/// Small inputs made after public reports of this field, where they stand beside the checkout.
///
/// The same rules are tested on inputs of our own elsewhere; these are run as they came.
@Suite struct SectorInputTests {
    private static let folder = Folders.package.deletingLastPathComponent()
        .appending(path: "shared/cases")

    private static let isThere = FileManager.default.fileExists(atPath: folder.path)

    /// What a script must print, and what it must not.
    struct Expected: CustomTestStringConvertible {
        let name: String
        let lines: [String]
        /// How often a line stands there, where that matters.
        var counts: [String: Int] = [:]
        var absent: [String] = []
        var testDescription: String { name }
    }

    private static let all = [
        Expected(
            name: "authority-transfer",
            lines: [
                "C1,01/04/2024,S,,N1,K2,PR4,01/10/2024,E3,,,,SC111111",
                "C1,01/06/2010,M,01/06/2024,02/06/2024", "C1,01/06/2010,M,28/09/2024,01/10/2024",
                "C1,01/10/2024,S,,N1,K2,PR4,,,,,,SC222222",
                "C1,01/06/2010,M,01/10/2024,03/10/2024", "LA1        placed in area             1",
            ]),
        Expected(name: "blank-row", lines: ["refused 0", "rc=0"]),
        Expected(
            name: "clock-change-text",
            lines: ["2025-10-26 01:30 BST", "2025-10-26 01:30 GMT"]),
        Expected(
            name: "end-before-start",
            lines: [
                "1001,05/05/2010,M,12/09/2023,10/09/2023", "567,2,1001,",
                "C1,01/06/2010,M,12/06/2024,11/06/2024", "567,2,C1,",
            ]),
        Expected(
            name: "erase-stops-figures", lines: ["counts 0", "summary 0", "overdue 0"],
            absent: ["JSON refused"]),
        Expected(
            name: "found-and-refused",
            lines: ["missing incidents (M): 1", "away incidents (A): 1"]),
        Expected(name: "hash-id", lines: ["no # in front", "Child C1: 1 entries"]),
        Expected(
            name: "linked-return-doubled",
            lines: [
                "absences: 2", "children: 1", "LA-77,01/06/2010,M,01/06/2024,02/06/2024",
                "LA-77,01/06/2010,M,01/07/2024,02/07/2024",
            ], absent: ["574", "POL-9,"]),
        Expected(
            name: "next-year-return",
            lines: [
                "absences: 4", "open now: 0", "1000,02/05/2024,S,C2,N1,K2,PR4,,,,,,SC222222",
                "1001,01/06/2023,S,C2,N1,K2,PR4,20/10/2024,X1,CARPL,,,SC111111",
                "1001,20/10/2024,P,C2,N1,K2,PR4,,,,,,SC222222",
                "1002,10/07/2023,S,C2,N1,K2,PR4,31/01/2025,E4A,,,,SC111111",
                "1001,05/05/2010,M,28/03/2024,03/04/2024",
                "1001,05/05/2010,M,11/11/2024,12/11/2024",
            ], absent: ["M,28/03/2024,\n"]),
        Expected(
            name: "placement-gap",
            lines: [
                "C1,01/06/2010,M,01/06/2024,03/06/2024", "C1,01/06/2010,M,03/06/2024,10/06/2024",
                "C1,01/06/2010,M,10/06/2024,12/06/2024",
            ]),
        Expected(
            name: "registered-twice",
            lines: ["ChildDetailsChanged", "header.csv:3: DOB: differs from line 2", "rc=1"],
            absent: ["2015-12-24", "09/09/2016"]),
        Expected(
            name: "retry-receipt", lines: [#""repeated":true,"flags":["F01"]"#],
            counts: [#""flags":["F01"]"#: 2]),
        Expected(
            name: "same-return-again", lines: ["of what was on record: corrected 1"],
            counts: ["  absences: 3\n": 3, "  open now: 1\n": 3]),
        Expected(
            name: "temporary-placement",
            lines: ["refused 0", "1001,05/07/2023,P,C2,N1,T0,,19/07/2023,X1,OTHER,,,"]),
        Expected(
            name: "two-authorities",
            lines: ["1001,1,05/05/2010,WBRI,UN1,,", "1001,2,24/12/2014,BAFR,UN1,,"]),
    ]

    @Test(.enabled(if: isThere, "no inputs beside the checkout"), arguments: all)
    func `an input of the sector gives the right values`(expected: Expected) throws {
        let program = try Program()
        let script = Self.folder.appending(path: "\(expected.name)/cmd").path
        let outcome = try program.run(script: script)
        // JSON is printed with or without blanks.
        let printed = outcome.replacingOccurrences(of: #""flags": ["#, with: #""flags":["#)
        for line in expected.lines {
            #expect(printed.contains(line), "\(expected.name): \(line)\n\(printed)")
        }
        for (line, count) in expected.counts {
            #expect(
                printed.ranges(of: line).count == count, "\(expected.name): \(line)\n\(printed)")
        }
        for line in expected.absent {
            #expect(!printed.contains(line), "\(expected.name): \(line)\n\(printed)")
        }
    }

    @Test(.enabled(if: isThere, "no inputs beside the checkout"))
    func `every input beside the checkout is looked at`() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { !$0.contains(".") }
        #expect(Set(found) == Set(Self.all.map(\.name)))
    }
}
