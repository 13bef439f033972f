import Merkle
import Testing

@Suite struct Witnesses {
    let log = SmallLog(9)

    func witness(newest: TreeHead? = nil) -> Witness {
        Witness(
            key: KnownKeys.witness,
            logs: [
                .init(
                    origin: log.key.name, keys: [log.key.verifierKey], newest: newest)
            ])
    }

    func head(_ size: Int) -> TreeHead { TreeHead(size: UInt64(size), root: log.root(size)) }

    func request(_ oldSize: Int, _ newSize: Int) throws -> WitnessRequest {
        WitnessRequest(
            oldSize: UInt64(oldSize), hashes: log.consistency(oldSize, newSize),
            checkpoint: try log.checkpoint(newSize))
    }

    @Test func `a witness follows a log as it grows`() throws {
        var witness = witness()
        for (old, new) in [(0, 1), (1, 4), (4, 4), (4, 9)] {
            let request = try request(old, new)
            let answer = try witness.answer(to: request.bytes, at: 1_000)
            let change = try #require(answer.change)
            #expect(change.after == head(new))
            let isStored = witness.apply(change)
            #expect(isStored)
            #expect(witness.newest(of: log.key.name) == head(new))
            let keys = [KnownKeys.witness.verifierKey]
            let cosigned = try request.checkpoint.adding(
                answer.response.cosignatures(of: request.checkpoint, by: keys))
            #expect(
                cosigned.note.verified(by: keys).verifiedSignatures?.first?.seconds == 1_000)
        }
    }

    @Test func `a witness forgets nothing when it refuses`() throws {
        let witness = witness(newest: head(4))
        var forged = try request(4, 9)
        forged = WitnessRequest(
            oldSize: 4, hashes: forged.hashes.reversed(), checkpoint: forged.checkpoint)
        let stranger = SmallLog(9, key: KnownKeys.signer("example.com/stranger"))
        let unknown = WitnessRequest(
            oldSize: 0, hashes: [], checkpoint: try stranger.checkpoint(9))
        let unsigned = WitnessRequest(
            oldSize: 4, hashes: log.consistency(4, 9),
            checkpoint: try SignedCheckpoint(
                parsing: try stranger.key.sign(log.checkpoint(9).checkpoint.text).bytes))
        let surplus = WitnessRequest(
            oldSize: 4, hashes: [.zero], checkpoint: try log.checkpoint(4))
        let expected: [([UInt8], WitnessResponse)] = [
            (Array("old 4\n".utf8), .badRequest),
            (try request(4, 9).bytes + Array("no signature line\n".utf8), .notSigned),
            (unknown.bytes, .unknownLog),
            (unsigned.bytes, .notSigned),
            (
                WitnessRequest(oldSize: 9, hashes: [], checkpoint: try log.checkpoint(4)).bytes,
                .badRequest
            ),
            (try request(3, 9).bytes, .otherSize(4)), (try request(0, 9).bytes, .otherSize(4)),
            (forged.bytes, .notConsistent), (surplus.bytes, .notConsistent),
        ]
        for (bytes, response) in expected {
            let answer = try witness.answer(to: bytes, at: 1)
            #expect(answer == WitnessAnswer(response))
        }
    }

    @Test func `a log that shows another tree of the same size is refused`() throws {
        let other = TreeHead(size: 4, root: .leaf([9]))
        let answer = try witness(newest: other).answer(to: try request(4, 4).bytes, at: 1)
        #expect(answer.response == .notConsistent)
    }

    @Test func `a first request carries no proof`() throws {
        let request = WitnessRequest(
            oldSize: 0, hashes: [.zero], checkpoint: try log.checkpoint(4))
        #expect(try witness().answer(to: request.bytes, at: 1).response == .notConsistent)
    }

    @Test func `the empty tree may come first`() throws {
        var witness = witness()
        let first = try witness.answer(to: try request(0, 0).bytes, at: 1)
        let isStored = witness.apply(try #require(first.change))
        #expect(isStored)
        let second = try witness.answer(to: try request(0, 4).bytes, at: 2)
        #expect(second.change?.before == head(0) && second.change?.after == head(4))
    }

    @Test func `of two requests at once the later is judged again`() throws {
        var witness = witness(newest: head(1))
        let small = try #require(try witness.answer(to: try request(1, 4).bytes, at: 1).change)
        let large = try #require(try witness.answer(to: try request(1, 9).bytes, at: 1).change)
        let areStored = [witness.apply(large), witness.apply(small)]
        #expect(areStored == [true, false])
        #expect(witness.newest(of: log.key.name) == head(9))
    }

    @Test func `origins are told apart by bytes`() throws {
        let key = KnownKeys.signer("caf\u{E9}")
        let witness = Witness(
            key: KnownKeys.witness, logs: [.init(origin: "cafe\u{301}", keys: [key.verifierKey])])
        let request = WitnessRequest(
            oldSize: 0, hashes: [], checkpoint: try SmallLog(1, key: key).checkpoint(1))
        #expect(try witness.answer(to: request.bytes, at: 1).response == .unknownLog)
    }

    @Test func `a time beyond 2^63 is not signed`() throws {
        let bytes = try request(0, 1).bytes
        #expect(throws: NoteError.badTime) { try witness().answer(to: bytes, at: 1 << 63) }
    }
}
