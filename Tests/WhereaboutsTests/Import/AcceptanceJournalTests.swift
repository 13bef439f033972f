import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// What the acceptance journals hold, so that a report on them can be read against it.
@Suite struct AcceptanceJournalTests {
    private func records(_ name: String) throws -> Records {
        try Journals.records("\(name).jsonl")
    }

    private func segments(_ name: String, _ child: ChildID) throws -> [[String]] {
        try records(name).history(of: child).episodes.map(\.segmentTexts)
    }

    private static let flags: [String: [Flag: Int]] = [
        "af3": [.reportWithoutAbsence: 48], "af5": [.reportWithoutAbsence: 810],
        "af11": [.lateEntry: 3], "af12": [.lateEntry: 1, .overlap: 1],
    ]

    @Test(
        arguments: [
            "af2", "af3", "af5", "af6", "af7", "af8", "af9-closed", "af9-open", "af10", "af11",
            "af12", "af13", "af14",
        ])
    func `no flag is raised on recording but those of the story`(name: String) throws {
        let report = try Records.inMemory().importJournal(
            Journals.file("\(name).jsonl"), recordedAt: .preserve, onRefusal: .importNothing)
        #expect(report.refusedCount == 0)
        #expect(report.flags == Self.flags[name, default: [:]])
    }

    private static let kinds: [(String, [Kind: Int])] = [
        (
            "af2",
            [
                .absenceNoted: 100, .childReturned: 100, .rhiOffered: 80, .rhiDeclined: 24,
                .rhiAccepted: 56, .rhiCompleted: 50, .challengeRaised: 0,
            ]
        ),
        (
            "af3",
            [
                .authorityRegistered: 87, .childReturned: 136, .rhiOffered: 118,
                .rhiDeclined: 59, .rhiCompleted: 59, .recordingPractice: 36,
            ]
        ),
        ("af12", [.absenceNoted: 5, .rhiOffered: 4, .rhiCompleted: 5]),
        ("af14", [.absenceNoted: 2, .homeOfficeNotified: 2]),
    ]

    @Test(arguments: kinds)
    func `as many entries of a kind are there as the story tells`(
        name: String, expected: [Kind: Int]
    ) throws {
        var found = expected.mapValues { _ in 0 }
        try records(name).asOf(.now).forEachEntry { entry in
            found[entry.kind]? += 1
            return .next
        }
        #expect(found == expected)
    }

    @Test(
        arguments: zip(
            ["C", "H"], [[44, 19, 12, 15, 9, 21, 18, 9], [273, 51, 21, 18, 7, 20, 4, 2]]))
    func `children fall into their bands`(prefix: String, expected: [Int]) throws {
        let records = try records("af5")
        let bands = [1...1, 2...2, 3...3, 4...4, 5...5, 6...10, 11...20, 21...50]
        var found = [Int](repeating: 0, count: bands.count)
        for number in 1...expected.reduce(0, +) {
            let padded = String("00\(number)".suffix(3))
            let episodes = try records.history(of: ChildID(prefix + padded)).episodes
            let band = bands.firstIndex { $0.contains(episodes.count) }
            found[try #require(band)] += 1
            #expect(episodes.allSatisfy { $0.segments.map(\.segmentClass) == [.missing] })
        }
        #expect(found == expected)
    }

    @Test func `a night, a refusal and two departures have the segments of their story`() throws {
        for child in ["N6001", "N6002", "N6003"] {
            #expect(
                try segments("af6", ChildID(child))
                    == [["M 2025-05-02T19:00:00Z 2025-05-03T02:30:00Z"]])
        }
        #expect(
            try segments("af7", "N7001") == [
                [
                    "A 2025-06-12T17:00:00Z 2025-06-12T19:00:00Z",
                    "M 2025-06-12T19:00:00Z 2025-06-12T22:30:00Z",
                    "A 2025-06-12T22:30:00Z 2025-06-13T16:00:00Z",
                ]
            ])
        #expect(
            try segments("af8", "N8001") == [
                ["M 2025-07-08T07:00:00Z 2025-07-08T09:15:00Z"],
                ["M 2025-07-08T16:00:00Z 2025-07-08T19:15:00Z"],
            ])
    }

    @Test func `a move and a birthday leave one episode`() throws {
        #expect(
            try segments("af9-closed", "T9001")
                == [["M 2025-03-10T20:00:00Z 2025-03-20T17:15:00Z"]])
        #expect(try segments("af9-open", "T9001") == [["M 2025-03-10T20:00:00Z -"]])
        #expect(
            try segments("af10", "B10001") == [["M 2025-05-08T19:00:00Z 2025-05-09T23:00:00Z"]])
        #expect(try segments("af10", "B10002") == [["M 2025-05-08T19:00:00Z -"]])
    }

    @Test func `three late entries and a correction stand behind the report`() throws {
        var behind: [Kind]?
        try records("af11").asOf(.now).forEachEntry { entry in
            behind?.append(entry.kind)
            if entry.kind == .reportIssued { behind = [] }
            return .next
        }
        #expect(
            behind == [.absenceNoted, .reportedToPolice, .childReturned, .entryCorrected])
    }

    @Test(
        arguments: [
            ("af6", "N6001", -60), ("af6", "N6002", 0), ("af6", "N6003", 60),
            ("af13", "K13001", 0), ("af13", "K13002", 60),
        ] as [(String, ChildID, Int64)])
    func `an interview is held so many seconds from when it is due`(
        name: String, child: ChildID, seconds: Int64
    ) throws {
        let history = try records(name).history(of: child)
        let returned = try #require(history.episodes.first?.returned)
        let held = try #require(history.entries.first { $0.kind == .rhiCompleted })
        #expect(held.occurrence.at == returned.at.adding(seconds: 72 * 3_600 + seconds))
    }
}
