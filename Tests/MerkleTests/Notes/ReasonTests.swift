import Merkle
import Testing

@Suite struct `Reasons of refusals` {
    static let notes: [NoteError] = [
        .badName, .tooLong(byteCount: 1), .badCharacters, .badText, .noSignature,
        .badSignatureLine(number: 2), .tooManySignatures, .badTime, .signingFailed,
    ]
    static let checkpoints: [CheckpointError] = [
        .badOrigin, .badSize, .badRoot, .badExtensionLine, .hasExtensionLines,
        .signerIsNotOrigin(signer: "a", origin: "b"),
    ]
    static let policies: [PolicyError.Reason] = [
        .tooLong, .tooMany, .noNewline, .badCharacter, .unknownKeyword, .wrongWords("log <key>"),
        .badKey, .wrongKeyType, .repeatedKey, .takenName, .unknownName, .repeatedMember,
        .badThreshold(memberCount: 2), .secondQuorum, .noQuorum,
    ]
    static let files: [any Error & CustomStringConvertible] =
        [TLogProofError.tooLong(byteCount: 1), .badHeader, .badExtra, .badIndex, .badHashes]
        + [WitnessRequestError.tooLong(byteCount: 1), .badOldSize, .badHashes]
    static let refusals: [PolicyRefusal] = [
        .note(.noKnownKey(claimed: ["a", "b"])), .note(.badSignature(name: "a")),
        .note(.ambiguousKey(name: "a")), .notSignedByLog(origin: "o"),
        .quorumMissed(quorum: "q", cosigned: []), .quorumMissed(quorum: "q", cosigned: ["w"]),
    ]

    static let all: [String] =
        notes.map(\.description) + checkpoints.map(\.description) + policies.map(\.description)
        + files.map(\.description) + refusals.map(\.description)

    @Test func `each has its own text`() {
        #expect(Set(Self.all).count == Self.all.count)
    }

    @Test(arguments: all) func `each says what to do next, in lower case, without a full stop`(
        text: String
    ) throws {
        #expect(text.contains("; "))
        #expect(!text.hasSuffix("."))
        #expect(try #require(text.first).isLowercase)
    }

    @Test func `the reason of a part is that of the whole`() {
        let part = NoteError.noSignature.description
        #expect(CheckpointError.note(.noSignature).description == part)
        #expect(TLogProofError.checkpoint(.note(.noSignature)).description == part)
        #expect(WitnessRequestError.checkpoint(.note(.noSignature)).description == part)
        #expect(TLogProofRefusal.unreadable(.checkpoint(.note(.noSignature))).description == part)
    }
}
