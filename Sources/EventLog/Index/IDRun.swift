import LMDB

/// The ids of a stretch of the log, sorted by fingerprint.
///
/// ```
/// version 4 │ first position 8 │ entries 8 │ pairs 8 │ filter words 8
/// filter: 8 each │ fingerprints: 8 each, ascending │ offsets from the first position: 4 each
/// CRC-32C of all before 4
/// ```
///
/// All integers little-endian. A fingerprint finds candidates; the entry's own id decides. The
/// checksum is verified when a run is opened: a damaged one would let an id be used twice.
struct IDRun {
    let start: UInt64
    let count: UInt64
    private let filter: [UInt64]

    struct Pair: Comparable {
        var fingerprint: UInt64
        var offset: UInt32

        static func < (left: Pair, right: Pair) -> Bool {
            (left.fingerprint, left.offset) < (right.fingerprint, right.offset)
        }
    }

    private static let version: UInt32 = 1
    private static let prefixByteCount = 36
    private static let checksumByteCount = 4
    private static let idsPerFilterWord: UInt64 = 4

    static func name(_ start: UInt64) -> [UInt8] { Array("ids/".utf8) + start.bigEndianBytes }

    /// Mixes an id to 64 evenly spread bits (the finaliser of SplitMix64).
    static func fingerprint(of id: EntryID) -> UInt64 {
        var mixed = id.high &* 0x9E37_79B9_7F4A_7C15 ^ id.low
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    init(startingAt start: UInt64, count: UInt64, sorted pairs: [Pair]) {
        self.start = start
        self.count = count
        var filter = [UInt64](repeating: 0, count: Int(count / Self.idsPerFilterWord))
        for pair in pairs {
            filter[Self.word(pair.fingerprint, filter.count)] |= Self.bits(pair.fingerprint)
        }
        self.filter = filter
    }

    init(startingAt start: UInt64, count: UInt64, in store: any StoreReading) throws {
        let damaged = ReadError.damagedIndex(name: "ids/\(start)")
        let filter = try store.withDerived(Self.name(start)) { bytes in
            guard let layout = Layout(bytes), layout.start == start, layout.count == count,
                layout.hasChecksum(bytes)
            else { throw damaged }
            return layout.filter(bytes)
        }
        guard let filter else { throw damaged }
        self.start = start
        self.count = count
        self.filter = filter
    }

    func mayContain(_ fingerprint: UInt64) -> Bool {
        let bits = Self.bits(fingerprint)
        return filter[Self.word(fingerprint, filter.count)] & bits == bits
    }

    /// The positions of entries whose ids have this fingerprint: almost always none or one.
    func candidates(_ fingerprint: UInt64, in store: any StoreReading) throws -> [UInt64] {
        try withLayout(in: store) { layout, bytes in
            var index = layout.lowerBound(of: fingerprint, bytes)
            var found: [UInt64] = []
            while index < layout.pairCount, layout.fingerprint(index, bytes) == fingerprint {
                found.append(start + UInt64(layout.offset(index, bytes)))
                index += 1
            }
            return found
        }
    }

    /// This run's pairs and `newer`, whose offsets count from the end of this run, in one order.
    func merged(with newer: [Pair], in store: any StoreReading) throws -> [Pair] {
        try withLayout(in: store) { layout, bytes in
            var merged: [Pair] = []
            merged.reserveCapacity(layout.pairCount + newer.count)
            var next = 0
            for index in 0..<layout.pairCount {
                let own = Pair(
                    fingerprint: layout.fingerprint(index, bytes),
                    offset: layout.offset(index, bytes))
                while next < newer.count, newer[next].fingerprint < own.fingerprint {
                    merged.append(shifted(newer[next]))
                    next += 1
                }
                merged.append(own)
            }
            for pair in newer[next...] { merged.append(shifted(pair)) }
            return merged
        }
    }

    func encoded(_ pairs: [Pair]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            Self.prefixByteCount + filter.count * 8 + pairs.count * 12
                + Self.checksumByteCount)
        bytes.append(littleEndian: Self.version)
        for value in [start, count, UInt64(pairs.count), UInt64(filter.count)] {
            bytes.append(littleEndian: value)
        }
        for word in filter { bytes.append(littleEndian: word) }
        for pair in pairs { bytes.append(littleEndian: pair.fingerprint) }
        for pair in pairs { bytes.append(littleEndian: pair.offset) }
        bytes.append(littleEndian: CRC32C.checksum(of: bytes.span))
        return bytes
    }

    private func shifted(_ pair: Pair) -> Pair {
        Pair(fingerprint: pair.fingerprint, offset: pair.offset + UInt32(count))
    }

    private func withLayout<Result>(
        in store: any StoreReading, _ body: (Layout, Span<UInt8>) throws -> Result
    ) throws -> Result {
        let damaged = ReadError.damagedIndex(name: "ids/\(start)")
        let result = try store.withDerived(Self.name(start)) { bytes in
            guard let layout = Layout(bytes) else { throw damaged }
            return try body(layout, bytes)
        }
        guard let result else { throw damaged }
        return result
    }

    private static func word(_ fingerprint: UInt64, _ count: Int) -> Int {
        Int(fingerprint.multipliedFullWidth(by: UInt64(count)).high)
    }

    /// Four of the word's 64 bits, from low bits that the word's choice does not use.
    private static func bits(_ fingerprint: UInt64) -> UInt64 {
        1 << (fingerprint & 63) | 1 << (fingerprint >> 6 & 63) | 1 << (fingerprint >> 12 & 63)
            | 1 << (fingerprint >> 18 & 63)
    }

    /// Where the parts of a stored run stand.
    private struct Layout {
        let start: UInt64
        let count: UInt64
        let pairCount: Int
        let filterCount: Int

        init?(_ bytes: Span<UInt8>) {
            guard bytes.count >= prefixByteCount, bytes.loadLittleEndian32(at: 0) == version else {
                return nil
            }
            start = bytes.loadLittleEndian64(at: 4)
            count = bytes.loadLittleEndian64(at: 12)
            let pairs = bytes.loadLittleEndian64(at: 20)
            let words = bytes.loadLittleEndian64(at: 28)
            let limit = UInt64(bytes.count)
            guard pairs <= limit, words <= limit, words > 0,
                limit == UInt64(prefixByteCount + checksumByteCount) + words * 8 + pairs * 12
            else { return nil }
            pairCount = Int(pairs)
            filterCount = Int(words)
        }

        func hasChecksum(_ bytes: Span<UInt8>) -> Bool {
            let end = bytes.count - checksumByteCount
            return CRC32C.checksum(of: bytes.extracting(..<end))
                == bytes.loadLittleEndian32(at: end)
        }

        func filter(_ bytes: Span<UInt8>) -> [UInt64] {
            (0..<filterCount).map { bytes.loadLittleEndian64(at: prefixByteCount + $0 * 8) }
        }

        func fingerprint(_ index: Int, _ bytes: Span<UInt8>) -> UInt64 {
            bytes.loadLittleEndian64(at: prefixByteCount + filterCount * 8 + index * 8)
        }

        func offset(_ index: Int, _ bytes: Span<UInt8>) -> UInt32 {
            bytes.loadLittleEndian32(
                at: prefixByteCount + (filterCount + pairCount) * 8 + index * 4)
        }

        func lowerBound(of fingerprint: UInt64, _ bytes: Span<UInt8>) -> Int {
            var low = 0
            var high = pairCount
            while low < high {
                let middle = (low + high) / 2
                if self.fingerprint(middle, bytes) < fingerprint {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
    }
}
