import LMDB
import Synchronization

/// The id of an entry: a UUID, chosen by whoever records it.
///
/// The same id with the same content is the same entry, so a repeated request changes nothing.
/// Ids compare by their bytes; those of ``make(at:)`` sort by time.
public struct EntryID: Hashable, Comparable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Joins two halves, each big-endian.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the 16 bytes of a UUID, in the order of its text; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(high: Self.bigEndian(bytes.prefix(8)), low: Self.bigEndian(bytes.dropFirst(8)))
    }

    /// Makes a random id that sorts by time: UUID version 7, RFC 9562 section 5.7.
    ///
    /// 48 bits of milliseconds, 12 bits of fraction (section 6.2, method 3), 62 random bits. A
    /// moment before 1970 counts as 1970.
    public static func make(at moment: Instant) -> EntryID {
        var generator = PooledRandom()
        return make(at: moment, using: &generator)
    }

    /// Makes an id as ``make(at:)`` does, with random bits from `generator`.
    public static func make(
        at moment: Instant, using generator: inout some RandomNumberGenerator
    ) -> EntryID {
        let microseconds = UInt64(max(0, moment.microseconds))
        let milliseconds = (microseconds / 1000) & 0xFFFF_FFFF_FFFF
        let fraction = microseconds % 1000 * 4096 / 1000
        let random: UInt64 = generator.next()
        return EntryID(
            high: milliseconds << 16 | 0x7000 | fraction, low: 0x8000_0000_0000_0000 | random >> 2)
    }

    /// The 16 bytes, in the order of the text.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        return bytes
    }

    /// Orders by bytes.
    public static func < (left: EntryID, right: EntryID) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    private static func bigEndian(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension EntryID: LosslessStringConvertible {
    /// Reads a UUID's text: 8-4-4-4-12 hexadecimal digits of either case; `nil` for anything else.
    public init?(_ text: String) {
        let characters = text.utf8
        guard characters.count == 36 else { return nil }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for (place, character) in characters.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.digit(character) else { return nil }
            if place < 18 {
                halves.high = halves.high << 4 | digit
            } else {
                halves.low = halves.low << 4 | digit
            }
        }
        self.init(high: halves.high, low: halves.low)
    }

    /// The UUID's text in lower case, 36 characters.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

/// Random words of the system's, fetched many at a time.
///
/// One system call an id would cost more than the rest of the entry's making. A forked copy of the
/// process would repeat the words left over; LMDB forbids the use of a log after a fork anyway.
private struct PooledRandom: RandomNumberGenerator {
    private static let words = Mutex<[UInt64]>([])

    mutating func next() -> UInt64 {
        Self.words.withLock { words in
            if let word = words.popLast() { return word }
            words = SystemRandom.words(SystemRandom.callLimit)
            return words.removeLast()
        }
    }
}
