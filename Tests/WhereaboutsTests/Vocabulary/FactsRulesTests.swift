import EventLog
import SwiftProtobuf
import Testing
import Whereabouts

/// What facts and narratives are refused for.
@Suite struct FactsRulesTests {
    private static let moment = Instant(microseconds: 1_746_212_400_000_000)

    private static let placement: JSONValue = [
        "placementId": "P1", "placeProvider": "PR4", "from": "2025-05-02T20:00:00+01:00",
    ]

    private func refusal(
        _ facts: JSONValue, _ kind: Kind, narrative: JSONValue? = nil
    ) -> VocabularyError? {
        #expect(throws: VocabularyError.self) {
            try FactsCodec.encode(
                facts, narrative: narrative, as: kind, occurredAt: Self.moment)
        }
    }

    @Test func `an unknown, a missing and a mistyped field are named`() {
        #expect(
            refusal(["nonsense": 1], .iroTold) == .unknownField(kind: .iroTold, field: "nonsense"))
        #expect(refusal([:], .childDied) == .missingField(kind: .childDied, field: "date"))
        #expect(
            refusal(["contactAttempts": .decimal("1.0")], .nightlyUpdate)
                == .wrongType(
                    kind: .nightlyUpdate, field: "contactAttempts",
                    expected: "a whole number of 64 bits"))
        #expect(
            refusal(["flags": "cse"], .exploitationConcernRaised)
                == .wrongType(
                    kind: .exploitationConcernRaised, field: "flags",
                    expected: "a list of codes of riskFlag"))
        #expect(
            refusal("text", .iroTold)
                == .wrongType(kind: .iroTold, field: "facts", expected: "an object"))
        #expect(
            refusal(["flags": .null], .exploitationConcernRaised)
                == .missingField(kind: .exploitationConcernRaised, field: "flags"))
    }

    @Test func `an unknown code is refused with the allowed ones, and is not repeated`() {
        let error = refusal(["level": "Jane Doe"], .preIncidentRiskAssessed)
        let misplaced = refusal(
            ["placeClass": "#1"], .whereaboutsLost)

        #expect(
            refusal(["placeClass": "moon"], .whereaboutsLost)
                == .unknownCode(
                    kind: .whereaboutsLost, field: "placeClass", list: .foundCircumstance))
        #expect(
            misplaced
                == .unknownCode(
                    kind: .whereaboutsLost, field: "placeClass", list: .foundCircumstance))
        let text = error?.description ?? ""
        #expect(text.contains("high low medium very-high"))
        #expect(!text.contains("Jane"))
    }

    @Test func `words in the place of a name do not reach the message`() {
        let text = refusal(["Jane Doe, 14": 1], .iroTold)?.description ?? ""
        #expect(text.contains("not a name"))
        #expect(!text.contains("Jane"))
    }

    @Test func `a bad time and a bad date say which rule`() {
        #expect(
            refusal(["scheduledFor": "2025-05-02T20:00:00"], .rhiScheduled)
                == .badTime(kind: .rhiScheduled, field: "scheduledFor", rule: .noOffset))
        #expect(
            refusal(["date": "2025-02-29"], .childDied)
                == .badDate(kind: .childDied, field: "date", rule: .noSuchDay))
        #expect(
            refusal(["date": 20_250_228], .childDied)
                == .wrongType(
                    kind: .childDied, field: "date", expected: "a date as text, such as 2025-05-02"
                ))
    }

    @Test func `texts and lists have limits, counted in bytes and members`() throws {
        let most = String(repeating: "é", count: 500)
        #expect(throws: Never.self) {
            try FactsCodec.encode(
                ["who": .string(most)], as: .parentsTold, occurredAt: Self.moment)
        }
        #expect(
            refusal(["who": .string(most + "x")], .parentsTold)
                == .tooLong(kind: .parentsTold, field: "who", limit: 1000))
        #expect(
            refusal(
                [:], .iroTold, narrative: ["note": .string(String(repeating: "x", count: 20_001))])
                == .tooLong(kind: .iroTold, field: "narrative.note", limit: 20_000))
        #expect(
            refusal(
                ["flags": .array(Array(repeating: "cse", count: 1001))], .exploitationConcernRaised)
                == .tooLong(kind: .exploitationConcernRaised, field: "flags", limit: 1000))
    }

    @Test func `copies of the moment agree, are not stored, or are refused`() throws {
        let facts: JSONValue = [
            "at": "2025-05-02T19:00:00Z", "foundAt": "2025-05-02T20:00:00+01:00",
            "foundBy": "police", "placeClass": "street", "circumstances": "street",
        ]
        let encoded = try FactsCodec.encode(facts, as: .childFound, occurredAt: Self.moment)
        let shown = try FactsCodec.decode(encoded.facts, as: .childFound).facts

        #expect(shown["at"] == nil)
        #expect(shown["foundAt"] == nil)
        #expect(
            refusal(["at": "2025-05-02T19:00:01Z"], .iroTold)
                == .momentMismatch(kind: .iroTold, field: "at"))
        #expect(
            refusal(["foundAt": "2025-05-02T19:00:00Z"], .iroTold)
                == .unknownField(kind: .iroTold, field: "foundAt"))
        #expect(
            refusal(["at": "yesterday"], .iroTold)
                == .badTime(kind: .iroTold, field: "at", rule: .notDateAndTime))
    }

    @Test func `a placement starts at the moment of its entry`() throws {
        let later = Instant(microseconds: Self.moment.microseconds + 1)
        let bytes = try FactsCodec.encode(
            Self.placement, as: .placementStarted, occurredAt: Self.moment
        ).facts

        #expect(throws: VocabularyError.momentMismatch(kind: .placementStarted, field: "from")) {
            try FactsCodec.encode(Self.placement, as: .placementStarted, occurredAt: later)
        }
        #expect(throws: VocabularyError.momentMismatch(kind: .placementStarted, field: "from")) {
            try FactsCodec.validate(bytes, as: .placementStarted, occurredAt: later)
        }
        let ended = PlacementEnded.with {
            $0.placementID = "P1"
            $0.to = later
            $0.rec = .e8
        }
        #expect(throws: VocabularyError.momentMismatch(kind: .placementEnded, field: "to")) {
            try FactsCodec.encode(ended, occurredAt: Self.moment)
        }
    }

    @Test func `a child is registered with date of birth, sex and ethnicity`() throws {
        let facts: JSONValue = ["responsibleAuthority": "E08000025"]
        let whole: [(String, JSONValue)] = [
            ("dob", "2010-02-28"), ("sex", "F"), ("ethnicity", "WBRI"),
        ]
        for (index, missing) in whole.enumerated() {
            var rest = whole.map { JSONMember($0.0, $0.1) }
            rest.remove(at: index)
            #expect(
                refusal(facts, .childRegistered, narrative: .object(rest))
                    == .missingField(kind: .childRegistered, field: "narrative.\(missing.0)"))
        }
        #expect(
            refusal(facts, .childRegistered)
                == .missingField(kind: .childRegistered, field: "narrative.dob"))
        #expect(
            refusal([:], .iroTold, narrative: ["nonsense": "x"])
                == .unknownField(kind: .iroTold, field: "narrative.nonsense"))
        #expect(
            refusal([:], .iroTold, narrative: ["patches": []])
                == .unknownField(kind: .iroTold, field: "narrative.patches"))
    }

    @Test(arguments: [Kind.policeCategorised, .policeGraded, .recategorised])
    func `only the police categorise, or a named source is relayed`(kind: Kind) throws {
        var random = RandomFacts(seed: UInt64(kind.rawValue))
        guard case .object(let members) = random.facts(of: kind) else { return }
        let plain = members.filter { $0.name != "relayedBy" }
        func bytes(_ relayedBy: String?) throws -> [UInt8] {
            let relay = relayedBy.map { [JSONMember("relayedBy", .string($0))] } ?? []
            return try FactsCodec.encode(
                .object(plain + relay), as: kind, occurredAt: random.moment
            ).facts
        }

        for role in [Role.police, .system, .migrator] {
            try FactsCodec.checkMaySay(kind, role: role, facts: bytes(nil))
        }
        try FactsCodec.checkMaySay(kind, role: .homeStaff, facts: bytes("PC 12"))
        for refused in [nil, ""] {
            #expect(throws: VocabularyError.self) {
                try FactsCodec.checkMaySay(kind, role: .homeStaff, facts: bytes(refused))
            }
        }
        try FactsCodec.checkMaySay(.absenceNoted, role: .child, facts: [])
    }

    @Test func `typed facts lack nothing unnoticed`() {
        #expect(throws: VocabularyError.missingField(kind: .childDied, field: "date")) {
            try FactsCodec.encode(ChildDied(), occurredAt: Self.moment)
        }
        #expect(throws: VocabularyError.missingField(kind: .absenceNoted, field: "concerns")) {
            try FactsCodec.encode(
                AbsenceNoted.with {
                    $0.whereaboutsKnown = false
                    $0.expectedPlace = "home"
                }, occurredAt: Self.moment)
        }
        let unset = CareCeased.with {
            $0.dec = .last
            $0.rec = .unspecified
        }
        #expect(throws: VocabularyError.unknownCode(kind: .careCeased, field: "rec", list: .rec)) {
            try FactsCodec.encode(unset, occurredAt: Self.moment)
        }
    }

    @Test func `bytes that no writer makes are refused`() {
        for (bytes, what) in [
            ([0x10, 1, 0x08, 1], "descending"), ([0x08, 1, 0x08, 1], "twice"),
            ([0x08, 2], "a bool of 2"), ([0x08], "cut off"), ([0x0D, 0, 0, 0, 0], "wire type"),
            ([0x0B], "group"), ([0x00, 0], "field 0"), ([0x1A, 5, 65], "text cut off"),
            ([0x08] + Array(repeating: 0xFF, count: 10), "endless number"),
            ([0x08, 1, 0x10, 1, 0x1A, 1, 0xFF], "not UTF-8"),
        ] as [([UInt8], String)] {
            let error = #expect(throws: VocabularyError.self) {
                try FactsCodec.validate(bytes, as: .absenceNoted, occurredAt: Self.moment)
            }
            guard case .malformed? = error else {
                Issue.record("\(what): \(String(describing: error))")
                continue
            }
        }
    }
}
