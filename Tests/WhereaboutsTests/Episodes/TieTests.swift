import EventLog
import TestSupport
import Testing
import Whereabouts

/// Entries of one moment are ordered by what they mean, not by when they were recorded.
@Suite struct TieTests {
    private static let at = "2025-05-03T06:41:00Z"

    /// Tells an absence from 20:00 with entries of one moment, recorded in the order given.
    private func told(
        _ tied: [Kind], known: Bool = false, precision: String? = nil
    ) throws -> Tale {
        let tale = try Tale()
        let opening = try tale.absence("2025-05-02T20:00:00Z", known: known)
        let time = precision == "date" ? "2025-05-03T00:00:00+01:00" : Self.at
        for kind in tied {
            try tale.add(
                kind, time, Self.facts(of: kind), episode: opening.id, precision: precision,
                recorded: "2025-05-05T09:00:00Z")
        }
        return tale
    }

    private static func facts(of kind: Kind) -> JSONValue {
        switch kind {
        case .childFound:
            ["foundBy": "police", "placeClass": "street", "circumstances": "street"]
        case .childReturned: ["toHome": .string(Tale.home), "returnedBy": "police"]
        case .returnRefused: ["whereabouts": "at-friend"]
        case .whereaboutsBecameKnown, .whereaboutsLost: ["placeClass": "at-friend"]
        case .episodeEndedOtherwise: ["reason": "care-ceased"]
        case .policeCaseClosed: ["outcome": "found", "harm": "none-known"]
        default: [:]
        }
    }

    @Test(arguments: [[Kind.childFound, .returnRefused], [.returnRefused, .childFound]])
    func `found and refusing to come back at one minute is M, then A`(order: [Kind]) throws {
        let tale = try told(order)
        try tale.returned("2025-05-03T15:14:00Z")
        #expect(
            try tale.segments == [
                "M 2025-05-02T20:00:00Z 2025-05-03T06:41:00Z",
                "A 2025-05-03T06:41:00Z 2025-05-03T15:14:00Z",
            ])
    }

    @Test(arguments: [[Kind.childFound, .returnRefused], [.returnRefused, .childFound]])
    func `a find and a refusal of which only the day is known are M, then A`(
        order: [Kind]
    ) throws {
        let tale = try told(order, precision: "date")
        try tale.returned("2025-05-04T15:14:00Z")
        #expect(try tale.segments.map { $0.prefix(1) } == ["M", "A"])
    }

    @Test(arguments: [
        [Kind.whereaboutsBecameKnown, .whereaboutsLost],
        [.whereaboutsLost, .whereaboutsBecameKnown],
    ])
    func `known and lost at one minute: in doubt the child is missing`(order: [Kind]) throws {
        for known in [false, true] {
            let tale = try told(order, known: known)
            try tale.returned("2025-05-03T15:14:00Z")
            #expect(try tale.segments.last?.hasPrefix("M") == true, "\(known)")
        }
    }

    @Test(arguments: [[Kind.childReturned, .childFound], [.childFound, .childReturned]])
    func `a find at the minute of the return belongs to the episode`(order: [Kind]) throws {
        let tale = try told(order)
        let episode = try #require(try tale.episodes.first)
        #expect(episode.found?.at == Tale.moment(Self.at))
        #expect(episode.presence == .returned)
        #expect(try tale.segments == ["M 2025-05-02T20:00:00Z 2025-05-03T06:41:00Z"])
    }

    @Test(
        arguments: [
            [Kind.episodeEndedOtherwise, .childReturned],
            [.childReturned, .episodeEndedOtherwise],
        ])
    func `a return and another end at one minute is a return`(order: [Kind]) throws {
        let episode = try #require(try told(order).episodes.first)
        #expect(episode.presence == .returned)
        #expect(episode.endedReason == nil)
    }

    @Test func `a refusal before the find is none: the child had not been found`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.refused("2025-05-03T06:40:00Z")
        try tale.found(Self.at)
        try tale.returned("2025-05-03T15:14:00Z")
        #expect(try tale.segments == ["M 2025-05-02T20:00:00Z 2025-05-03T06:41:00Z"])
    }

    @Test(arguments: [[Kind.rhiAccepted, .rhiDeclined], [.rhiDeclined, .rhiAccepted]])
    func `an interview accepted and declined at one minute is declined`(order: [Kind]) throws {
        let tale = try told([.childReturned])
        let opening = try #require(try tale.episodes.first?.id)
        for kind in order {
            try tale.add(kind, "2025-05-04T10:00:00Z", ["by": "child"], episode: opening)
        }
        #expect(try tale.episodes.first?.aftercare == .declined)
    }

    @Test func `an end before the start stands as it was recorded, and is flagged`() throws {
        let tale = try Tale()
        try tale.absence("2025-05-02T20:00:00Z")
        try tale.returned("2025-05-01T12:00:00Z")
        #expect(try tale.segments == ["M 2025-05-02T20:00:00Z 2025-05-01T12:00:00Z"])
        let history = try tale.records.history(of: ChildID(Tale.child))
        #expect(history.record.findings.contains { $0.flag == .endBeforeStart })
        #expect(history.episodes[0].isOpen == false)
    }
}
