import EventLog
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// The log's own entries are messages of `vocabulary.proto` like all others.
@Suite(.enabled(if: Protoc.path != nil, "\(Protoc.remedy)"))
struct OwnEntriesFormatTests {
    private static let expected: [Kind: [String]] = [
        .logCreated: ["log_created {"],
        .logAnchored: ["log_anchored {", "subjects: 1"],
        .signingKeyDeclared: ["signing_key_declared {"],
        .wordsErased: [
            "words_erased {", "classes: WORD_CLASS_NARRATIVE", "reason: \"no longer kept\"",
            "legal_basis: \"\(Tale.rule)\"", "records: 1", "keys: 1",
        ],
        .reportIssued: ["report_issued {", "type: \"counts\"", "version: \"1\""],
    ]

    @Test func `protoc reads what the log says of itself and writes the same bytes`() throws {
        let tale = try IssuingTale()
        _ = try tale.issue(.counts)
        try tale.tale.erase(.narrative)
        var found: Set<Kind> = []
        try tale.records.asOf(.now).forEachEntry { entry in
            guard let expected = Self.expected[entry.kind] else { return .next }
            found.insert(entry.kind)
            let bytes = entry.stored.bytes
            let text = try Protoc.run(.decode, bytes)
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map {
                $0.trimmingPrefix { $0 == " " }
            }
            for line in expected { #expect(lines.contains { $0 == line }, "\(line)") }
            try #expect(Protoc.run(.encode, text) == bytes)
            return .next
        }
        #expect(found == Set(Self.expected.keys))
    }
}
