import TestSupport
import Testing
import Whereabouts

/// When an episode starts, and which entries it gathers.
@Suite struct EpisodeStartTests {
    private let seen = "2025-05-02T19:30:00Z"
    private let noticed = "2025-05-02T20:00:00Z"

    @Test(arguments: [
        "homeStaff", "registeredManager", "responsibleIndividual", "placingAuthorityWorker", "edt",
        "iro", "hostAuthority", "rhiProvider", "health", "education",
    ])
    func `a responsible adult's sighting is the start`(role: String) throws {
        let tale = try Tale()
        try tale.absence(noticed, seen: seen, by: role)
        #expect(try tale.segments == ["M \(seen) -"])
    }

    @Test(arguments: ["police", "parent", "child", "homeOffice", "ofsted", "migrator", "system"])
    func `anybody else's sighting is not`(role: String) throws {
        let tale = try Tale()
        try tale.absence(noticed, seen: seen, by: role)
        #expect(try tale.segments == ["M \(noticed) -"])
    }

    @Test func `the Home Office is a responsible adult for an asylum seeker`() throws {
        let tale = try Tale(uasc: true)
        try tale.absence(noticed, seen: seen, by: "homeOffice")
        #expect(try tale.segments == ["M \(seen) -"])
    }

    @Test func `a later sighting does not move the start`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.add(
            .sightingRecorded, "2025-05-02T22:00:00Z",
            ["placeClass": "street", "by": "health", "credible": true])
        #expect(try tale.segments == ["M \(noticed) -"])
    }

    @Test func `a report to the police without an absence opens an episode`() throws {
        let tale = try Tale()
        let receipt = try tale.report(noticed)
        #expect(receipt.refersTo == receipt.position)
        #expect(receipt.flags == [.reportWithoutAbsence])
        #expect(try tale.segments == ["M \(noticed) -"])
        #expect(try tale.episodes[0].policeReports.map(\.position) == [receipt.position])
    }

    @Test func `a report to the police joins the open episode`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        let receipt = try tale.report("2025-05-02T20:30:00Z")
        #expect(receipt.refersTo == opening.position)
        #expect(receipt.flags.isEmpty)
        #expect(try tale.episodes.count == 1)
    }

    @Test func `an absence always opens an episode, and is flagged when one is open`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        let second = try tale.absence("2025-05-02T23:00:00Z")
        #expect(second.refersTo == second.position)
        #expect(second.flags == [.overlap])
        #expect(try tale.episodes.count == 2)
    }

    @Test func `an entry joins the latest episode that is open, else the latest`() throws {
        let tale = try Tale()
        let first = try tale.absence(noticed)
        let second = try tale.absence("2025-05-02T23:00:00Z")
        #expect(try tale.returned("2025-05-03T01:00:00Z").refersTo == second.position)
        #expect(try tale.found("2025-05-03T02:00:00Z").refersTo == first.position)
        #expect(try tale.returned("2025-05-03T02:10:00Z").refersTo == first.position)
        let after = try tale.add(.childReasonsRecorded, "2025-05-03T03:00:00Z", ["reasons": []])
        #expect(after.refersTo == second.position)
    }

    @Test func `an entry of a child without episodes is stored and flagged`() throws {
        let tale = try Tale()
        let receipt = try tale.returned(noticed)
        #expect(receipt.refersTo == nil)
        #expect(receipt.flags == [.withoutEpisode])
        #expect(try tale.episodes.isEmpty)
    }

    @Test func `an entry from the past is flagged after a day, one from the future after minutes`()
        throws
    {
        let tale = try Tale()
        let onTime = try tale.absence(noticed, recorded: "2025-05-03T20:00:00Z")
        #expect(onTime.flags.isEmpty)
        let late = try tale.add(
            .parentsTold, "2025-05-02T20:01:00Z", ["who": "mother"],
            recorded: "2025-05-03T20:01:01Z")
        #expect(late.flags == [.lateEntry])
        let soon = try tale.add(
            .parentsTold, "2025-05-03T20:10:00Z", ["who": "mother"],
            recorded: "2025-05-03T20:05:00Z")
        #expect(soon.flags.isEmpty)
        let early = try tale.add(
            .parentsTold, "2025-05-03T20:11:01Z", ["who": "mother"],
            recorded: "2025-05-03T20:06:00Z")
        #expect(early.flags == [.future])
    }
}
