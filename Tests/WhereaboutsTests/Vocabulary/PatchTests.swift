import EventLog
import Testing
import Whereabouts

/// Corrections: paths, and values that must not stand in clear.
@Suite struct PatchTests {
    private static let moment = Instant(microseconds: 1_746_212_400_000_000)

    private static let correction: JSONValue = [
        "patches": [
            ["path": "facts.concerns", "old": false, "new": true],
            ["path": "narrative.note", "old": "Jane", "new": "Joan"],
            ["path": "narrative.clothing", "new": .null],
        ],
        "approvedBy": "S-1",
    ]

    private func correction(path: String, _ rest: (String, JSONValue)...) -> JSONValue {
        let patch = [JSONMember("path", .string(path))] + rest.map { JSONMember($0.0, $0.1) }
        return ["patches": [.object(patch)], "approvedBy": "S-1"]
    }

    @Test func `the values of narrative patches are sealed and come back`() throws {
        let encoded = try FactsCodec.encode(
            Self.correction, as: .entryCorrected, occurredAt: Self.moment)
        let sealed = try FactsCodec.decode(encoded.facts, as: .entryCorrected)
        let whole = try FactsCodec.decode(
            encoded.facts, narrative: encoded.narrative, as: .entryCorrected)

        #expect(!String(decoding: encoded.facts, as: UTF8.self).contains("Jane"))
        #expect(!String(decoding: encoded.facts, as: UTF8.self).contains("Joan"))
        #expect(
            sealed.facts["patches"]
                == [
                    ["path": "facts.concerns", "old": false, "new": true],
                    ["path": "narrative.note"], ["path": "narrative.clothing"],
                ])
        #expect(whole == (try opened(Self.correction)))
    }

    private func opened(_ facts: JSONValue) throws -> DecodedFacts {
        let encoded = try FactsCodec.encode(facts, as: .entryCorrected, occurredAt: Self.moment)
        let decoded = try FactsCodec.decode(
            encoded.facts, narrative: encoded.narrative, as: .entryCorrected)
        #expect(decoded.facts == facts)
        #expect(decoded.narrative == nil)
        return decoded
    }

    @Test func `typed corrections are sealed by one call, and refused without it`() throws {
        var narrative = Narrative()
        var facts = EntryCorrected.with {
            $0.approvedBy = "S-1"
            $0.patches = [
                Patch.with {
                    $0.path = "narrative.note"
                    $0.new = "\"Joan\""
                }
            ]
        }
        let whole = facts.patches
        #expect(throws: VocabularyError.self) {
            try FactsCodec.encode(facts, occurredAt: Self.moment)
        }

        facts.sealPatches(into: &narrative)
        let bytes = try FactsCodec.encode(facts, occurredAt: Self.moment)
        _ = try FactsCodec.encode(narrative, as: .entryCorrected)

        #expect(!String(decoding: bytes, as: UTF8.self).contains("Joan"))
        #expect(facts.openedPatches(with: narrative) == whole)
        #expect(facts.openedPatches(with: nil) == facts.patches)
    }

    @Test(arguments: [
        "id", "kind", "child", "episode", "actor", "recordedAt", "refersTo", "facts", "facts.",
        "facts.a.b", "facts.ä", "narrative.nonsense", "narrative.patches", "", "Home", "narrative",
    ])
    func `what a correction may not change is refused`(path: String) {
        let error = #expect(throws: VocabularyError.self) {
            try FactsCodec.encode(
                correction(path: path, ("old", 1), ("new", 2)), as: .entryCorrected,
                occurredAt: Self.moment)
        }
        guard case .badPatch(.entryCorrected, 1, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(PatchPath(path) == nil)
    }

    @Test(arguments: ["facts.level", "narrative.dob", "occurredAt", "occurredTo", "home"])
    func `a patch needs a new value`(path: String) {
        #expect(
            throws: VocabularyError.missingField(kind: .entryCorrected, field: "patches.new")
        ) {
            try FactsCodec.encode(
                correction(path: path, ("old", 1)), as: .entryCorrected, occurredAt: Self.moment)
        }
    }

    @Test func `a new value must fit the field of the target`() throws {
        func check(_ path: PatchPath, _ value: JSONValue, _ target: Kind) throws {
            try FactsCodec.validate(patch: path, value: value, of: target)
        }
        try check(.facts("level"), "high", .riskJudged)
        try check(.facts("authorised"), .null, .absenceNoted)
        try check(.narrative("dob"), "2010-05-02", .childRegistered)
        try check(.narrative("note"), .null, .childRegistered)
        try check(.occurredAt, "2025-05-02T20:00:00Z", .absenceNoted)
        try check(.occurredTo, .null, .absenceNoted)
        try check(.precision, "part-of-day", .absenceNoted)
        try check(.home, "SC000001", .absenceNoted)
        try check(.facts("anything"), 1, Kind(rawValue: 499))
        for (path, value, target) in [
            (.facts("level"), "Jane", .riskJudged), (.facts("level"), .null, .riskJudged),
            (.facts("nonsense"), 1, .riskJudged), (.narrative("dob"), .null, .childRegistered),
            (.narrative("dob"), "today", .childFound), (.occurredAt, .null, .childFound),
            (.occurredAt, "2025-05-02", .childFound), (.precision, "second", .childFound),
        ] as [(PatchPath, JSONValue, Kind)] {
            #expect(throws: VocabularyError.self, "\(path)") { try check(path, value, target) }
        }
    }
}
