import Merkle
import Testing

@Suite struct `Messages to and from witnesses` {
    let log = SmallLog(9)

    @Test func `a request gives its own bytes again`() throws {
        let request = WitnessRequest(
            oldSize: 4, hashes: log.consistency(4, 9), checkpoint: try log.checkpoint(9))
        #expect(try WitnessRequest(parsing: request.bytes) == request)
    }

    @Test func `a request has up to 63 hashes`() throws {
        let checkpoint = try log.checkpoint(9)
        let hashes = [MerkleHash](repeating: .zero, count: 63)
        let longest = WitnessRequest(oldSize: 0, hashes: hashes, checkpoint: checkpoint).bytes
        #expect(try WitnessRequest(parsing: longest).hashes == hashes)
        let more = Array("old 0\n\(Base64.encode(MerkleHash.zero.bytes))\n".utf8)
        #expect(throws: WitnessRequestError.badHashes) {
            try WitnessRequest(parsing: more + longest.dropFirst("old 0\n".utf8.count))
        }
    }

    @Test func `a request has up to 1,004,096 bytes`() {
        let bytes = [UInt8](repeating: 0x61, count: 1_004_097)
        #expect(throws: WitnessRequestError.tooLong(byteCount: 1_004_097)) {
            try WitnessRequest(parsing: bytes)
        }
        #expect(throws: WitnessRequestError.badOldSize) {
            try WitnessRequest(parsing: bytes.dropLast())
        }
    }

    @Test(arguments: [
        ("", WitnessRequestError.badOldSize), ("old\n\n", .badOldSize), ("old 00\n\n", .badOldSize),
        ("old 1", .badOldSize), ("OLD 1\n\n", .badOldSize), ("old 1\n", .badHashes),
        ("old 1\nAAAA\n\n", .badHashes), ("old 1\n\n", .checkpoint(.note(.noSignature))),
    ])
    func `what is not a request is refused with its reason`(
        text: String, reason: WitnessRequestError
    ) {
        #expect(throws: reason) { try WitnessRequest(parsing: Array(text.utf8)) }
    }

    @Test func `every answer gives its own bytes again`() throws {
        let checkpoint = try log.checkpoint(9).checkpoint
        let signature = try KnownKeys.witness.cosign(checkpoint, at: 1)
        let responses: [WitnessResponse] = [
            .cosigned([signature]), .badRequest, .notSigned, .unknownLog, .otherSize(0),
            .otherSize(42), .notConsistent,
        ]
        for response in responses {
            #expect(WitnessResponse(status: response.status, body: response.body) == response)
        }
        #expect(responses.map(\.status) == [200, 400, 403, 404, 409, 409, 422])
        #expect(WitnessResponse.otherSize(42).contentType == "text/x.tlog.size")
    }

    @Test(arguments: [
        (200, ""), (200, "thanks\n"), (409, ""), (409, "4"), (409, "04\n"), (409, "4\n\n"),
        (500, ""), (204, ""),
    ])
    func `an answer outside the protocol is none`(status: Int, body: String) {
        #expect(WitnessResponse(status: status, body: Array(body.utf8)) == nil)
    }

    @Test func `only good cosignatures of known witnesses are taken`() throws {
        let signed = try log.checkpoint(9)
        let good = try KnownKeys.witness.cosign(signed.checkpoint, at: 1)
        let stranger = try KnownKeys.thirdWitness.cosign(signed.checkpoint, at: 1)
        let bad = try KnownKeys.secondWitness.cosign(try log.checkpoint(8).checkpoint, at: 1)
        let keys = [KnownKeys.witness, KnownKeys.secondWitness].map(\.verifierKey)
        let response = WitnessResponse.cosigned([stranger, bad, good])
        #expect(response.cosignatures(of: signed, by: keys) == [good])
        #expect(WitnessResponse.badRequest.cosignatures(of: signed, by: keys) == [])
    }
}
