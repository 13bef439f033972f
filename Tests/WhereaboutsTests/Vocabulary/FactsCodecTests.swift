import EventLog
import Foundation
import SwiftProtobuf
import Testing
import Whereabouts

/// Journal facts to wire bytes and back.
@Suite struct FactsCodecTests {
    private static let moment = Instant(microseconds: 1_746_212_400_000_000)

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        stride(from: 0, to: hexadecimal.count, by: 2).compactMap {
            let start = hexadecimal.index(hexadecimal.startIndex, offsetBy: $0)
            return UInt8(hexadecimal[start..<hexadecimal.index(start, offsetBy: 2)], radix: 16)
        }
    }

    /// The golden bytes were made by `protoc --encode` from vocabulary.proto.
    @Test func `three kinds have the bytes that protoc writes`() throws {
        let absence: JSONValue = [
            "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
            "lastSeenAt": "2025-05-02T19:00:00+01:00", "lastSeenBy": "homeStaff",
            "authorised": false,
        ]
        let offer: JSONValue = [
            "coversEpisodes": [
                "01020304-0506-0708-090a-0b0c0d0e0f10", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            ],
            "independent": true, "providerType": "advocate", "how": "letter", "offeredTo": "child",
        ]
        let risk: JSONValue = [
            "level": "high", "factors": ["cse", "under-13"], "reviewDue": "2024-02-29",
        ]

        func encoded(_ facts: JSONValue, _ kind: Kind) throws -> [UInt8] {
            try FactsCodec.encode(facts, as: kind, occurredAt: Self.moment).facts
        }

        #expect(
            try encoded(absence, .absenceNoted)
                == bytes("080010011a04686f6d652100483aeb2a34060028063000"))
        #expect(
            try encoded(offer, .rhiOffered)
                == bytes(
                    "080212066c6574746572180120012a100102030405060708090a0b0c0d0e0f10"
                        + "2a10ffffffffffffffffffffffffffffffff"))
        #expect(try encoded(risk, .preIncidentRiskAssessed) == bytes("08011202041518e5aed309"))
    }

    /// The facts stand in the field of an Entry that has the kind's number; protobuf's JSON drops
    /// what the generated type does not know, so coming back whole proves that it knows all.
    @Test(arguments: UInt64(0)..<50)
    func `every kind's bytes are those of its generated message`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for schema in KindSchema.all {
            let facts = random.facts(of: schema.kind)
            let encoded = try FactsCodec.encode(
                facts, narrative: random.narrative(), as: schema.kind, occurredAt: random.moment)

            let entry = try Entry(serializedBytes: field(schema.kind, encoded.facts))
            let again = try Entry(jsonString: entry.jsonString())

            #expect(entry.facts != nil, "\(schema.name)")
            #expect(try again.serializedBytes() == field(schema.kind, encoded.facts))
        }
    }

    @Test(arguments: UInt64(0)..<50)
    func `facts and narrative come back from their bytes as they were`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for schema in KindSchema.all {
            let facts = random.facts(of: schema.kind)
            let narrative = random.narrative()

            let encoded = try FactsCodec.encode(
                facts, narrative: narrative, as: schema.kind, occurredAt: random.moment)
            let decoded = try FactsCodec.decode(
                encoded.facts, narrative: encoded.narrative, as: schema.kind)
            let again = try FactsCodec.encode(
                decoded.facts, narrative: decoded.narrative, as: schema.kind,
                occurredAt: random.moment)

            #expect(decoded.facts == facts)
            #expect(decoded.narrative == narrative)
            #expect(again == encoded)
        }
    }

    @Test(arguments: UInt64(0)..<50)
    func `damaged bytes are refused or read, never a crash`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for schema in KindSchema.all {
            var damaged = try FactsCodec.encode(
                random.facts(of: schema.kind), narrative: random.narrative(), as: schema.kind,
                occurredAt: random.moment
            ).facts
            guard let place = damaged.indices.randomElement(using: &random.generator) else {
                continue
            }
            damaged[place] = UInt8.random(in: 0...255, using: &random.generator)
            if Bool.random(using: &random.generator) { damaged.removeLast() }

            try? FactsCodec.validate(damaged, as: schema.kind, occurredAt: random.moment)
            _ = try? FactsCodec.decode(damaged, as: schema.kind)
        }
    }

    @Test func `what a newer version wrote survives`() throws {
        // Level with code 99, factors with codes 1 and 98, then field 77 with the text "hi".
        let newer: [UInt8] = [
            0x08, 99, 0x12, 2, 1, 98, 0x18, 0xE5, 0xAE, 0xD3, 0x09, 0xEA, 0x04, 2, 0x68, 0x69,
        ]

        let decoded = try FactsCodec.decode(newer, as: .preIncidentRiskAssessed)
        let encoded = try FactsCodec.encode(
            decoded.facts, as: .preIncidentRiskAssessed, occurredAt: Self.moment)

        #expect(decoded.facts["level"] == "#99")
        #expect(decoded.facts["factors"] == ["abduction", "#98"])
        #expect(decoded.facts["unknownFields"] == "6gQCaGk=")
        #expect(encoded.facts == newer)
    }

    @Test func `the facts of an unknown kind survive as bytes`() throws {
        let facts: [UInt8] = [0x08, 1, 0x12, 1, 0x41]
        let kind = Kind(rawValue: 499)

        let decoded = try FactsCodec.decode(facts, as: kind)

        #expect(decoded.facts == ["bytes": "CAESAUE="])
        #expect(
            try FactsCodec.encode(decoded.facts, as: kind, occurredAt: Self.moment).facts == facts)
    }

    @Test func `typed facts give the same bytes as the journal's`() throws {
        let id = EntryID(high: 1, low: 2)
        let typed = RhiOffered.with {
            $0.offeredTo = .child
            $0.how = "letter"
            $0.providerType = .advocate
            $0.independent = true
            $0.coversEpisodes = [id]
            $0.proposedAt = Self.moment
        }
        let journal: JSONValue = [
            "offeredTo": "child", "how": "letter", "providerType": "advocate", "independent": true,
            "coversEpisodes": [.string(id.description)], "proposedAt": "2025-05-02T19:00:00Z",
        ]

        let bytes = try FactsCodec.encode(typed, occurredAt: Self.moment)

        #expect(
            bytes
                == (try FactsCodec.encode(journal, as: .rhiOffered, occurredAt: Self.moment)).facts)
        #expect(typed.coversEpisodes == [id])
        #expect(typed.proposedAt == Self.moment)
        #expect(RhiOffered().proposedAt == nil)
    }

    @Test func `typed dates and ids are set, read and taken away`() throws {
        let day = try LocalDate(year: 2025, month: 5, day: 2)
        var action = ActionInLightOfReasons()
        var review = AbsenceReviewDone()

        action.due = day
        review.dueRef = EntryID(high: 3, low: 4)
        #expect(action.dueYyyymmdd == 20_250_502)
        #expect(action.due == day)
        #expect(review.dueRef == EntryID(high: 3, low: 4))

        action.due = nil
        review.dueRef = nil
        #expect(!action.hasDueYyyymmdd)
        #expect(review.dueRef == nil)
    }

    @Test func `null counts as absent`() throws {
        let some: JSONValue = ["disclosed": .null, "method": "phone", "sharedWith": []]
        #expect(
            throws: VocabularyError.missingField(kind: .safeAndWellDone, field: "disclosed")
        ) { try FactsCodec.encode(some, as: .safeAndWellDone, occurredAt: Self.moment) }

        let none = try FactsCodec.encode(
            ["name": .null], as: .homeChanged, occurredAt: Self.moment)
        #expect(none.facts.isEmpty)
    }

    private func field(_ kind: Kind, _ facts: [UInt8]) -> [UInt8] {
        varint(UInt64(kind.rawValue) << 3 | 2) + varint(UInt64(facts.count)) + facts
    }

    private func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80
            ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }
}
