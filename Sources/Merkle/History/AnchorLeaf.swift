/// An anchor: the entry that commits to every subject's history, the last one of a checkpoint.
///
/// It is an entry of kind 66, `LogAnchored` of `vocabulary.proto`, of no subject and no scope.
public struct AnchorLeaf: Hashable, Sendable {
    /// The kind of an anchor, and the field number of its facts.
    public static let kind: UInt64 = 66

    /// The root of the map of all subjects.
    public let mapRoot: MerkleHash
    /// The number of subjects in the map.
    public let subjectCount: UInt64
    /// The entry's place in the log, counted from 0.
    public let position: UInt64

    /// Reads an anchor; `nil` for the bytes of anything else.
    ///
    /// Strict, so that no two readers see two roots: the facts are the last field, come once, and
    /// have the one spelling that ``facts(mapRoot:subjectCount:)`` gives them; before them stand
    /// only optional fields of every entry, in rising order and without a stream key.
    public init?(_ entry: [UInt8]) {
        guard let reader = EntryReader(entry), reader.kind == Self.kind,
            [EntryLayout.subject, EntryLayout.scope, EntryLayout.place]
                .allSatisfy({ reader.number(at: $0) == 0 }),
            Self.areOptional(reader.fields.dropLast().map(\.number)),
            let last = reader.fields.last, last.number == Self.kind,
            case .bytes(let range) = last.value,
            let facts = Self.read(Array(entry[range]))
        else { return nil }
        mapRoot = facts.mapRoot
        subjectCount = facts.subjectCount
        position = reader.number(at: EntryLayout.position)
    }

    /// The bytes of an anchor's facts, without the field's own tag and length.
    public static func facts(mapRoot: MerkleHash, subjectCount: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        Wire.append(bytes: Array(Base64.encode(mapRoot.bytes).utf8), field: 1, to: &bytes)
        Wire.append(varint: subjectCount, field: 2, to: &bytes)
        return bytes
    }

    private static func areOptional(_ numbers: [UInt64]) -> Bool {
        let allowed = EntryLayout.Field.precision..<EntryLayout.Field.streamKey
        return numbers.allSatisfy(allowed.contains)
            && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }

    private static func read(_ facts: [UInt8]) -> (mapRoot: MerkleHash, subjectCount: UInt64)? {
        var root: MerkleHash?
        var count: UInt64?
        let isMessage = Wire.forEachField(of: facts.span) { number, value in
            switch (number, value) {
            case (1, .bytes(let range)):
                let text = String(decoding: facts[range], as: UTF8.self)
                root = Base64.decode(text).flatMap { MerkleHash($0) }
            case (2, .varint(let value)):
                count = value
            default:
                break
            }
        }
        // Spelled anew, the facts show every field that is doubled, unknown, out of order or long.
        guard isMessage, let root, let count, count <= UInt64(Int64.max),
            facts == Self.facts(mapRoot: root, subjectCount: count)
        else { return nil }
        return (root, count)
    }
}
