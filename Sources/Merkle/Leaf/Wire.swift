/// The protobuf wire format, as far as an entry's optional part needs it.
///
/// Source: the Protocol Buffers encoding specification (varint, 64-bit, length-delimited, 32-bit).
package enum Wire {
    /// One field as it stands on the wire.
    package enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case bytes(Range<Int>)
        case fixed32(UInt32)
    }

    package static func append(varint value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package static func append(varint value: UInt64, field: UInt64, to bytes: inout [UInt8]) {
        append(varint: field << 3, to: &bytes)
        append(varint: value, to: &bytes)
    }

    package static func append(fixed64 value: UInt64, field: UInt64, to bytes: inout [UInt8]) {
        append(varint: field << 3 | 1, to: &bytes)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    package static func append(bytes value: [UInt8], field: UInt64, to bytes: inout [UInt8]) {
        append(varint: field << 3 | 2, to: &bytes)
        append(varint: UInt64(value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }

    /// Visits every field of `bytes` from `start` on; `nil` when they are not a protobuf message.
    ///
    /// - Parameters:
    ///   - bytes: The message.
    ///   - start: The offset of the first tag to read.
    ///   - body: Called with the field's number and value, in order.
    /// - Returns: `false` when a field is cut off or of an unknown wire type.
    package static func forEachField(
        of bytes: Span<UInt8>, from start: Int = 0, _ body: (UInt64, Value) -> Void
    ) -> Bool {
        var offset = start
        while offset < bytes.count {
            guard let tag = varint(bytes, &offset), tag >> 3 > 0,
                let value = value(bytes, &offset, type: tag & 7)
            else { return false }
            body(tag >> 3, value)
        }
        return true
    }

    private static func value(_ bytes: Span<UInt8>, _ offset: inout Int, type: UInt64) -> Value? {
        switch type {
        case 0:
            return varint(bytes, &offset).map(Value.varint)
        case 1:
            return little(bytes, &offset, byteCount: 8).map(Value.fixed64)
        case 2:
            guard let count = varint(bytes, &offset), count <= UInt64(bytes.count - offset)
            else { return nil }
            defer { offset += Int(count) }
            return .bytes(offset..<offset + Int(count))
        case 5:
            return little(bytes, &offset, byteCount: 4).map { .fixed32(UInt32($0)) }
        default:
            return nil
        }
    }

    private static func varint(_ bytes: Span<UInt8>, _ offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private static func little(
        _ bytes: Span<UInt8>, _ offset: inout Int, byteCount: Int
    ) -> UInt64? {
        guard bytes.count - offset >= byteCount else { return nil }
        var value: UInt64 = 0
        for index in 0..<byteCount {
            value |= UInt64(bytes[offset + index]) << UInt64(8 * index)
        }
        offset += byteCount
        return value
    }
}
