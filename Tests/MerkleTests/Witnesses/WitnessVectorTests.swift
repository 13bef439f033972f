import Foundation
import Merkle
import Testing

/// Requests that torchwood's witness is tested with, in their order.
@Suite(.needsVectors) struct `Published witness requests` {
    struct File: Decodable {
        struct Request: Decodable {
            let request_body: String
            let want_http: Int
            let asserts: String
        }

        let log_ed25519_public_key_hex: String
        let log_origin: String
        let sumdb_vkey: String
        let requests: [Request]
    }

    @Test func `are answered as their authors say`() throws {
        let file = try SharedFolder.json(File.self, "witness-add-checkpoint/litewitness.json")
        let key = try #require(MerkleHash(hex: file.log_ed25519_public_key_hex)).bytes
        let sigsum = TestKeyText.verifier(name: file.log_origin, typed: [1] + key)
        var witness = Witness(
            key: KnownKeys.cosigner("example.com/witness"),
            logs: [
                .init(origin: file.log_origin, keys: [try #require(VerifierKey(sigsum))]),
                .init(
                    origin: "go.sum database tree",
                    keys: [try #require(VerifierKey(file.sumdb_vkey))]),
            ])
        #expect(file.requests.count == 10)
        for (number, request) in file.requests.enumerated() {
            let answer = try witness.answer(to: Array(request.request_body.utf8), at: 1)
            // That witness answers 403 to an unknown log; the specification says 404 now.
            let isUnknown = request.asserts.contains("unknown log")
            #expect(
                answer.response.status == (isUnknown ? 404 : request.want_http),
                "request \(number)")
            let wanted = try #require(request.asserts.split(separator: "\"").dropFirst().first)
            let body = String(decoding: answer.response.body, as: UTF8.self)
            #expect(body.contains(wanted.replacing("\\n", with: "\n")), "request \(number)")
            guard let change = answer.change else { continue }
            let isStored = witness.apply(change)
            #expect(isStored, "request \(number)")
        }
        #expect(witness.newest(of: file.log_origin)?.size == 5)
    }
}
