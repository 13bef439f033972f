/// Damages good inputs, one to four times each.
struct Mutator {
    private static let maximumByteCount = 1 << 16

    /// Pieces that parsers look for, and numbers at the limits.
    private static let pieces: [[UInt8]] =
        [
            "\n", "\n\n", " ", "\t", "\r\n", "\u{2014} ", "+", "=", "==", "AAAA", "0", "00", "-1",
            "#",
            "9223372036854775807", "9223372036854775808", "18446744073709551615",
            "18446744073709551616", "extra ", "index ", "old ", "none", "all", "any", "cafe\u{301}",
            "caf\u{E9}", "\u{A0}", "\u{0}", "\u{7F}",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x30, 0x80]]

    private var random: SplitMix64
    private let corpus: [[UInt8]]

    init(seed: UInt64, corpus: [[UInt8]]) {
        random = SplitMix64(seed: seed)
        self.corpus = corpus
    }

    mutating func next() -> [UInt8] {
        var input = corpus[Int.random(in: corpus.indices, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&input) }
        return Array(input.prefix(Self.maximumByteCount))
    }

    private mutating func damage(_ input: inout [UInt8]) {
        let (start, end) = (place(input.count), place(input.count))
        let range = min(start, end)..<max(start, end)
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where start < input.count: input[start] ^= 1 << UInt8(place(7))
        case 1 where start < input.count: input[start] = UInt8(place(255))
        case 2: input.insert(UInt8(place(255)), at: start)
        case 3: input.removeSubrange(range.prefix(1 + place(8)))
        case 4: input.removeSubrange(range)
        case 5: input.insert(contentsOf: input[range].prefix(200), at: start)
        case 6: input.insert(contentsOf: piece, at: start)
        default: splice(&input, at: start)
        }
    }

    private var piece: [UInt8] {
        mutating get { Self.pieces[place(Self.pieces.count - 1)] }
    }

    /// The beginning of this input and the end of another.
    private mutating func splice(_ input: inout [UInt8], at start: Int) {
        let other = corpus[place(corpus.count - 1)]
        input = Array(input.prefix(start)) + other.suffix(place(other.count))
    }

    private mutating func place(_ last: Int) -> Int { Int.random(in: 0...last, using: &random) }
}
