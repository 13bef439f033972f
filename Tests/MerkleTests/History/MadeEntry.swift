import Merkle

/// The bytes of an entry, made without the log.
struct MadeEntry {
    var kind: UInt64 = 100
    var subject: UInt64 = 0
    var scope: UInt64 = 0
    var position: UInt64 = 0
    var previousOfSubject: UInt64 = 0
    var place: UInt64 = 0
    /// What follows the fixed part.
    var fields: [UInt8] = []

    var bytes: [UInt8] {
        var bytes = EntryLayout.template
        write(kind, byteCount: 4, at: EntryLayout.kind, to: &bytes)
        write(subject, at: EntryLayout.subject, to: &bytes)
        write(scope, at: EntryLayout.scope, to: &bytes)
        write(position, at: EntryLayout.position, to: &bytes)
        write(previousOfSubject, at: EntryLayout.previousOfSubject, to: &bytes)
        write(place, at: EntryLayout.place, to: &bytes)
        return bytes + fields
    }

    private func write(
        _ value: UInt64, byteCount: Int = 8, at offset: Int, to bytes: inout [UInt8]
    ) {
        for index in 0..<byteCount {
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
        }
    }

    static func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        var field: [UInt8] = []
        Wire.append(bytes: bytes, field: number, to: &field)
        return field
    }

    static func field(_ number: UInt64, _ value: UInt64) -> [UInt8] {
        var field: [UInt8] = []
        Wire.append(varint: value, field: number, to: &field)
        return field
    }

    static func anchor(
        mapRoot: MerkleHash, subjectCount: UInt64, position: UInt64
    ) -> MadeEntry {
        let facts = AnchorLeaf.facts(mapRoot: mapRoot, subjectCount: subjectCount)
        return MadeEntry(kind: 66, position: position, fields: field(66, facts))
    }
}
