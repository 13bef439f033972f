/// Reads an entry's bytes as a verifier must: nothing about it may be said in two ways.
///
/// A protobuf reader takes the last of two fields with one number, and this one the first thirteen
/// at their offsets; so fields 1 to 13 may not come again behind the fixed part.
struct EntryReader {
    let bytes: [UInt8]
    /// The fields behind the fixed part, in order.
    let fields: [(number: UInt64, value: Wire.Value)]

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= EntryLayout.maximumByteCount, EntryLayout.hasTags(bytes.span)
        else { return nil }
        var fields: [(number: UInt64, value: Wire.Value)] = []
        let isMessage = Wire.forEachField(of: bytes.span, from: EntryLayout.fixedByteCount) {
            fields.append(($0, $1))
        }
        guard isMessage, fields.allSatisfy({ $0.number >= EntryLayout.Field.precision })
        else { return nil }
        self.bytes = bytes
        self.fields = fields
    }

    var kind: UInt64 { littleEndian(at: EntryLayout.kind, byteCount: 4) }

    func number(at offset: Int) -> UInt64 { littleEndian(at: offset, byteCount: 8) }

    private func littleEndian(at offset: Int, byteCount: Int) -> UInt64 {
        bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
