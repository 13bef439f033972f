/// Writes protobuf fields.
///
/// The encoding: https://protobuf.dev/programming-guides/encoding
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func varint(_ field: Int, _ value: UInt64) {
        tag(field, .varint)
        raw(value)
    }

    mutating func fixed64(_ field: Int, _ value: Int64) {
        tag(field, .fixed64)
        var rest = UInt64(bitPattern: value)
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func delimited(_ field: Int, _ value: some Collection<UInt8>) {
        tag(field, .delimited)
        raw(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// A packed list; nothing at all for an empty one.
    mutating func packed(_ field: Int, _ values: [Int]) {
        guard !values.isEmpty else { return }
        var list = WireWriter()
        for value in values { list.raw(UInt64(bitPattern: Int64(value))) }
        delimited(field, list.bytes)
    }

    /// Fields that are encoded already.
    mutating func fields(_ encoded: some Sequence<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    private mutating func tag(_ field: Int, _ type: WireType) {
        raw(UInt64(field) << 3 | UInt64(type.rawValue))
    }

    private mutating func raw(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// How a protobuf value is written; groups are out of use and refused.
enum WireType: UInt8 {
    case varint = 0
    case fixed64 = 1
    case delimited = 2
    case fixed32 = 5
}
