import LMDB
import Testing

@Suite struct BytesTests {
    @Test func `the checksum of the digits is the published one`() {
        let digits = Array("123456789".utf8)
        #expect(CRC32C.checksum(of: digits.span) == 0xE306_9283)
        #expect(CRC32C.portableChecksum(of: digits.span) == 0xE306_9283)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 200, 299, 300])
    func `hardware and table agree, whole and in parts`(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let whole = CRC32C.checksum(of: bytes.span)
        #expect(whole == CRC32C.portableChecksum(of: bytes.span))
        for cut in 0...count {
            let head = CRC32C.checksum(of: bytes.span.extracting(0..<cut))
            let both = CRC32C.checksum(of: bytes.span.extracting(cut..<count), continuing: head)
            #expect(both == whole)
        }
    }

    @Test func `words are read in both byte orders at any offset`() {
        let bytes: [UInt8] = [0xFF, 1, 2, 3, 4, 5, 6, 7, 8]
        #expect(bytes.span.loadLittleEndian16(at: 1) == 0x0201)
        #expect(bytes.span.loadLittleEndian32(at: 1) == 0x0403_0201)
        #expect(bytes.span.loadBigEndian32(at: 1) == 0x0102_0304)
        #expect(bytes.span.loadLittleEndian64(at: 1) == 0x0807_0605_0403_0201)
        #expect(bytes.span.loadBigEndian64(at: 1) == 0x0102_0304_0506_0708)
        #expect(Array(copying: bytes.span) == bytes)
    }

    @Test(arguments: [-1, 2, 9]) func `a word beyond the bytes traps`(offset: Int) async {
        await #expect(processExitsWith: .failure) { [offset] in
            let bytes = [UInt8](repeating: 0, count: 9)
            _ = bytes.span.loadLittleEndian64(at: offset)
        }
    }
}
