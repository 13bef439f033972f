/// A random generator whose numbers follow from its seed: a failing seed fails again.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of `seed`.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits: SplitMix64, Steele, Lea and Flood 2014.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Draws in whole numbers only, so that a seed gives the same bytes with every compiler.
///
/// The standard library's own draws may change between its versions.
public struct Dice: Sendable {
    private var generator: SplitMix64

    /// Starts the draws of `seed`.
    public init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    /// 64 random bits.
    public mutating func bits() -> UInt64 { generator.next() }

    /// A number from 0 up to, not including, `bound`, which is at least 1.
    public mutating func below(_ bound: Int) -> Int {
        Int(generator.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number of `range`.
    public mutating func draw(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// Whether something happens that does so `percent` times in a hundred.
    public mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    /// One of `choices`, which are not empty.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[below(choices.count)]
    }

    /// A rank from 0 to `count` - 1; rank r is drawn about once for r + 1 times that rank 0 is.
    ///
    /// Zipf's law by octaves: each doubling of the rank is as likely as the one before.
    public mutating func rank(of count: Int) -> Int {
        let octaves = Int.bitWidth - count.leadingZeroBitCount
        while true {
            let start = 1 << below(octaves)
            let rank = start + below(start)
            if rank <= count { return rank - 1 }
        }
    }

    /// Puts `elements` in random order.
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for place in elements.indices.reversed() where place > 0 {
            elements.swapAt(place, below(place + 1))
        }
    }
}
