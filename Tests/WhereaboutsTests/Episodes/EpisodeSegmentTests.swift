import TestSupport
import Testing
import Whereabouts

/// Which stretches of an episode are missing or away.
@Suite struct EpisodeSegmentTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let later = "2025-05-02T22:00:00Z"
    private let night = "2025-05-03T02:00:00Z"
    private let morning = "2025-05-03T08:00:00Z"
    private let noon = "2025-05-03T12:00:00Z"

    @Test func `missing lasts until found, not until returned`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.found(night)
        try tale.returned(morning)
        #expect(try tale.segments == ["M \(noticed) \(night)"])
    }

    @Test func `missing without a find lasts until the return`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned(morning)
        #expect(try tale.segments == ["M \(noticed) \(morning)"])
    }

    @Test func `lost, known and lost again are three incidents that touch`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.known(later)
        try tale.lost(night)
        try tale.found(morning)
        try tale.returned(noon)
        #expect(
            try tale.segments == [
                "M \(noticed) \(later)", "A \(later) \(night)", "M \(night) \(morning)",
            ])
    }

    @Test func `known without concern or notice is no incident`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: false)
        try tale.returned(morning)
        #expect(try tale.segments.isEmpty)
    }

    @Test(arguments: ["ReportedToPolice", "PlacingAuthorityTold", "HostAuthorityNotified"])
    func `a notice makes the whole stretch an incident`(name: String) throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: false)
        try notice(name, at: night, tale)
        try tale.returned(morning)
        #expect(try tale.segments == ["A \(noticed) \(morning)"])
    }

    @Test func `a notice after the stretch does not`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: false)
        try tale.returned(night)
        try notice("PlacingAuthorityTold", at: morning, tale)
        #expect(try tale.segments.isEmpty)
    }

    @Test func `an authorised absence is no incident, whoever is told`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: true, authorised: true)
        try tale.report(later)
        try tale.returned(morning)
        #expect(try tale.segments.isEmpty)
    }

    @Test func `authorised and then lost is missing`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: false, authorised: true)
        try tale.lost(night)
        try tale.returned(morning)
        #expect(try tale.segments == ["M \(night) \(morning)"])
    }

    @Test func `refusing to come back is away from the find on`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.found(night)
        try tale.refused(morning)
        try tale.returned(noon)
        #expect(try tale.segments == ["M \(noticed) \(night)", "A \(night) \(noon)"])
    }

    @Test func `found, and lost again before the return, is missing twice`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.found(later)
        try tale.lost(night)
        try tale.returned(morning)
        #expect(try tale.segments == ["M \(noticed) \(later)", "M \(night) \(morning)"])
    }

    @Test func `a find while whereabouts are known changes nothing`() throws {
        let tale = try Tale()
        try tale.absence(noticed, known: true, concerns: true)
        try tale.found(night)
        try tale.returned(morning)
        #expect(try tale.segments == ["A \(noticed) \(morning)"])
    }

    @Test func `a date-only return ends at the end of its day`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned("2025-05-02T23:00:00Z", precision: "date")
        // In the day of the date-only return, therefore before it.
        try tale.known(noon)
        let day = "2025-05-02T23:00:00Z"
        #expect(try tale.segments == ["M \(noticed) \(noon)", "A \(noon) \(day)"])
        #expect(try tale.episodes[0].isOpen == false)
    }

    @Test func `the earliest ending counts, and what comes after it does not`() throws {
        let tale = try Tale()
        let opening = try tale.absence(noticed)
        try tale.returned(morning)
        try tale.add(
            .episodeEndedOtherwise, night, ["reason": "care-ceased"], episode: opening.id)
        try tale.found(noon)
        let episode = try tale.episodes[0]
        #expect(episode.segmentTexts == ["M \(noticed) \(night)"])
        #expect(episode.returned == nil)
        #expect(episode.found == nil)
        #expect(episode.endedOtherwise?.occurrence == .at(Tale.moment(night)))
    }

    @Test func `a change before the start does not reach back behind it`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.found("2025-05-02T19:00:00Z")
        try tale.refused("2025-05-02T19:10:00Z")
        try tale.returned(night)
        #expect(
            try tale.segments == ["M \(noticed) 2025-05-02T19:00:00Z", "A \(noticed) \(night)"])
    }

    @Test func `an ending before the start stands as it was recorded`() throws {
        let tale = try Tale()
        try tale.absence(noticed)
        try tale.returned("2025-05-02T19:00:00Z")
        #expect(try tale.segments == ["M \(noticed) 2025-05-02T19:00:00Z"])
    }

    private func notice(_ name: String, at time: String, _ tale: Tale) throws {
        switch name {
        case "ReportedToPolice": try tale.report(time)
        case "PlacingAuthorityTold":
            try tale.add(
                .placingAuthorityTold, time,
                ["person": "W-1", "method": "phone", "about": "absence"])
        default: try tale.add(.hostAuthorityNotified, time, ["authority": "LA2"])
        }
    }
}
