import EventLog
import LMDB

/// Writes values of a snapshot: numbers as varints, moments and ids as fixed words.
struct SnapshotWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

    mutating func write(_ code: UInt8) { bytes.append(code) }

    mutating func write(_ day: LocalDate) { write(Int(day.yyyymmdd)) }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ position: Position) { write(position.rawValue) }

    mutating func write(_ scope: Scope) { write(scope.number) }

    mutating func write(_ moment: Instant) { bytes.append(littleEndian: moment.microseconds) }

    mutating func write(_ id: EntryID) {
        bytes.append(littleEndian: id.high)
        bytes.append(littleEndian: id.low)
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ occurrence: Occurrence) {
        write(occurrence.at)
        write(occurrence.precision.rawValue)
        write(occurrence.to) { $0.write($1) }
    }

    mutating func write(_ mark: Mark) {
        write(mark.position)
        write(mark.id)
        write(mark.occurrence)
    }

    mutating func write<Value>(_ value: Value?, _ body: (inout Self, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    mutating func write<Value>(_ values: [Value], _ body: (inout Self, Value) -> Void) {
        write(values.count)
        for value in values { body(&self, value) }
    }

    mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }
}

/// Reads what ``SnapshotWriter`` wrote; whatever does not fit is thrown out with the snapshot.
struct SnapshotReader {
    let bytes: [UInt8]
    private(set) var offset: Int

    /// The bytes are not those of a snapshot of this version.
    struct Misfit: Error {}

    init(_ bytes: [UInt8], from offset: Int = 0) {
        (self.bytes, self.offset) = (bytes, offset)
    }

    private mutating func byte() throws(Misfit) -> UInt8 {
        guard offset < bytes.count else { throw Misfit() }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func word() throws(Misfit) -> UInt64 {
        guard offset + 8 <= bytes.count else { throw Misfit() }
        defer { offset += 8 }
        let bytes = bytes
        return bytes.span.loadLittleEndian64(at: offset)
    }

    mutating func number() throws(Misfit) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let next = try byte()
            number |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return number }
        }
        throw Misfit()
    }

    mutating func int() throws(Misfit) -> Int {
        Int(truncatingIfNeeded: Int64(bitPattern: try number()))
    }

    mutating func code() throws(Misfit) -> UInt8 { try byte() }

    mutating func day() throws(Misfit) -> LocalDate {
        let number = Int32(truncatingIfNeeded: try int())
        guard let day = LocalDate(yyyymmdd: number) else { throw Misfit() }
        return day
    }

    mutating func flag() throws(Misfit) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw Misfit()
        }
    }

    mutating func position() throws(Misfit) -> Position { Position(try number()) }

    mutating func scope() throws(Misfit) -> Scope { Scope(try number()) }

    mutating func moment() throws(Misfit) -> Instant {
        Instant(microseconds: Int64(bitPattern: try word()))
    }

    mutating func id() throws(Misfit) -> EntryID {
        EntryID(high: try word(), low: try word())
    }

    mutating func text() throws(Misfit) -> String {
        let count = try int()
        guard count >= 0, count <= bytes.count - offset else { throw Misfit() }
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    mutating func occurrence() throws(Misfit) -> Occurrence {
        let at = try moment()
        guard let precision = Precision(rawValue: try int()) else { throw Misfit() }
        return Occurrence(
            at, to: try optional { reader throws(Misfit) in try reader.moment() }, precision)
    }

    mutating func mark() throws(Misfit) -> Mark {
        Mark(position: try position(), id: try id(), occurrence: try occurrence())
    }

    mutating func marks() throws(Misfit) -> [Mark] {
        try list { reader throws(Misfit) in try reader.mark() }
    }

    mutating func optional<Value>(
        _ body: (inout Self) throws(Misfit) -> Value
    ) throws(Misfit) -> Value? {
        try flag() ? try body(&self) : nil
    }

    mutating func list<Value>(
        _ body: (inout Self) throws(Misfit) -> Value
    ) throws(Misfit) -> [Value] {
        let count = try int()
        // Every value takes a byte at least.
        guard count >= 0, count <= bytes.count - offset else { throw Misfit() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }
}
