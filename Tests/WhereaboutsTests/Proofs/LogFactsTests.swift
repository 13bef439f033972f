import EventLog
import Merkle
import SwiftProtobuf
import Testing
import Whereabouts

/// The log reads and writes facts of its own without the generated code; the bytes are the same.
@Suite struct LogFactsTests {
    private static func key() throws -> VerifierKey {
        try SignerKey(name: "whereabouts/example").verifierKey
    }

    @Test func `the origin is read from what the generated code writes`() throws {
        let created = LogCreated.with {
            $0.origin = "whereabouts/example"
            $0.formatVersion = 2
            $0.continues = "QUJD"
            $0.declaredLoss = "the disk"
        }
        let facts: [UInt8] = try created.serializedBytes()
        #expect(LogFacts.origin(facts[...]) == created.origin)
        #expect(LogFacts.origin([0x0A]) == nil)
        #expect(LogFacts.origin([]) == nil)
        #expect(LogFacts.origin([0x0A, 1, 0xFF]) == nil)
    }

    @Test func `a declared key has the bytes of the generated code, with one replaced or not`()
        throws
    {
        let (new, old) = (try Self.key(), try Self.key())
        for replaced in [nil, old] {
            let declared = SigningKeyDeclared.with {
                $0.verifierKey = new.description
                if let replaced { $0.replaces = replaced.description }
            }
            let facts = LogFacts.declaring(new, replacing: replaced)
            #expect(facts == (try declared.serializedBytes() as [UInt8]))
            #expect(LogFacts.verifierKey(facts[...]) == new)
        }
    }

    @Test(arguments: [0, 1, 127, 128, 300_000] as [Int64])
    func `an anchor has the bytes of the generated code`(subjects: Int64) throws {
        let root = MerkleHash.leaf([UInt8(truncatingIfNeeded: subjects)])
        let anchored = LogAnchored.with {
            $0.mapRoot = Base64.encode(root.bytes)
            $0.subjects = subjects
        }
        let facts = AnchorLeaf.facts(mapRoot: root, subjectCount: UInt64(subjects))
        #expect(facts == (try anchored.serializedBytes() as [UInt8]))
    }

    @Test func `the kinds are those of the vocabulary`() {
        #expect(LogKind.created == Kind.logCreated.rawValue)
        #expect(LogKind.anchored == Kind.logAnchored.rawValue)
        #expect(LogKind.signingKeyDeclared == Kind.signingKeyDeclared.rawValue)
        #expect(AnchorLeaf.kind == UInt64(Kind.logAnchored.rawValue))
    }
}
