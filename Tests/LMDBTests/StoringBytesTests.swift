import LMDB
import Testing

@Suite struct StoringBytesTests {
    @Test func `words are appended in both byte orders`() {
        var bytes: [UInt8] = [0xFF]
        bytes.append(littleEndian: UInt32(0x0403_0201))
        bytes.append(bigEndian: UInt64(0x0102_0304_0506_0708))
        #expect(bytes == [0xFF, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func `a word is stored at any offset and nowhere else`() {
        for offset in 0...3 {
            var bytes = [UInt8](repeating: 0xFF, count: 7)
            bytes.store(littleEndian: UInt32(0x0403_0201), at: offset)
            let rest = [UInt8](repeating: 0xFF, count: 3 - offset)
            #expect(bytes == [UInt8](repeating: 0xFF, count: offset) + [1, 2, 3, 4] + rest)
        }
    }

    @Test func `a span is appended whole`() {
        let source: [UInt8] = [1, 2, 3]
        var bytes: [UInt8] = [0]
        bytes.append(copying: source.span.extracting(1...))
        #expect(bytes == [0, 2, 3])
    }

    @Test func `random words differ from call to call`() {
        let words = (0..<8).flatMap { _ in SystemRandom.words(SystemRandom.callLimit) }
        #expect(words.count == 256)
        #expect(Set(words).count == words.count)
    }
}
