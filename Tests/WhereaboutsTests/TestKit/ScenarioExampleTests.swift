import EventLog
import Foundation
import Testing
import Whereabouts
import WhereaboutsTestKit

/// The code under test of the example: a host's own service.
private struct ReturnDesk {
    let records: Records

    func close(_ child: ChildID, at moment: Instant, in home: HomeID) async throws {
        try await records.record(
            ChildReturned.with { ($0.toHome, $0.returnedBy) = (home.text, .police) },
            child: child, occurred: .at(moment), by: .homeStaff("S-7"))
    }
}

@Suite struct ScenarioExampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    // ForDevelopers.md shows what stands between the two lines of dashes, to the letter.
    // --------
    @Test func `closing an absence ends the episode`() async throws {
        let scenario = try Scenario(clock: ManualClock(at: "2025-05-02T20:00:00+01:00"))
            .given(home: "SC000001")
            .given(child: "C001", born: "2011-03-04", placedAt: "SC000001")
            .given(.absence(), .reportedToPolice())

        try await scenario.after(hours: 6).when { records in
            let desk = ReturnDesk(records: records)
            try await desk.close("C001", at: scenario.clock.now, in: "SC000001")
        }

        try scenario.then(child: "C001") { history in
            try history.expect(openEpisodes: 0).expect(segments: [
                .missing("2025-05-02T20:00:00+01:00", to: "2025-05-03T02:00:00+01:00")
            ])
        }
        try scenario.then(knownBefore: "2025-05-03T02:00:00+01:00") { history in
            try history.expect(openEpisodes: 1)
        }
    }
    // --------

    @Test func `the page for developers shows the example that is tested`() throws {
        let page = try String(
            contentsOf: Self.root.appending(
                path: "Sources/Whereabouts/Documentation.docc/ForDevelopers.md"), encoding: .utf8)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let parts = source.components(separatedBy: "    // --------\n")
        try #require(parts.count >= 3)
        let example = parts[1].split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }.joined(separator: "\n")
        #expect(page.contains(example))
    }
}
