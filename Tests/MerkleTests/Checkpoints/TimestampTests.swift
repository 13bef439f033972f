import Crypto
import Foundation
import Merkle
import Testing

@Suite struct `Time stamps` {
    let log = SmallLog(3)

    @Test func `cosignatures do not change what is stamped`() throws {
        let plain = try log.checkpoint(3)
        let cosigned = try plain.adding([
            try KnownKeys.witness.cosign(plain.checkpoint, at: 1)
        ])
        let imprint = TimestampImprint.of(cosigned, signedBy: log.key.verifierKey)
        #expect(imprint == Array(SHA256.hash(data: Data(plain.bytes))))
        #expect(TimestampImprint.of(cosigned, signedBy: KnownKeys.peter.verifierKey) == nil)
    }

    @Test(arguments: [
        nil, 0, 1, 0x7F, 0x80, 0xFF, 0x100, UInt64(1) << 63 - 1, 1 << 63, UInt64.max,
    ])
    func `a request gives its own bytes again`(nonce: UInt64?) throws {
        let request = try #require(
            TimestampRequest(imprint: MerkleHash.leaf([1]).bytes, nonce: nonce))
        #expect(TimestampRequest(parsing: request.bytes) == request)
    }

    @Test(
        arguments: [
            (0, [0x02, 0x01, 0x00]), (0x7F, [0x02, 0x01, 0x7F]), (0x80, [0x02, 0x02, 0x00, 0x80]),
        ] as [(UInt64, [UInt8])])
    func `a nonce is a positive number in as few bytes as can be`(
        nonce: UInt64, integer: [UInt8]
    ) {
        let imprint = [UInt8](repeating: 7, count: 32)
        let bytes = TimestampRequest(imprint: imprint, nonce: nonce)?.bytes
        #expect(bytes?.suffix(integer.count + 3) == integer + [0x01, 0x01, 0xFF])
    }

    @Test func `an imprint has 32 bytes`() {
        #expect(TimestampRequest(imprint: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(TimestampRequest(imprint: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func `a request has one spelling only`() throws {
        let bytes = try #require(
            TimestampRequest(imprint: MerkleHash.leaf([1]).bytes, nonce: 0x80)
        ).bytes
        for count in 0..<bytes.count {
            #expect(TimestampRequest(parsing: Array(bytes.prefix(count))) == nil)
        }
        #expect(TimestampRequest(parsing: bytes + [0]) == nil)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x40
            guard let request = TimestampRequest(parsing: changed) else { continue }
            // Only the imprint and the nonce are free.
            #expect(request.bytes == changed)
            #expect((24..<56).contains(index) || (58...59).contains(index))
        }
    }
}
