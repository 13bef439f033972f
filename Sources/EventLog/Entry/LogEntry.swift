import LMDB
import Merkle

/// One record of the log, as it was stored, copied out of the store.
public struct LogEntry: Sendable {
    /// The fixed fields.
    public let header: EntryHeader
    /// Every byte of the entry, as it stands in the log: the Merkle leaf's data.
    public let bytes: [UInt8]
    /// The end of the range in which it happened; `nil` unless only a range is known.
    public private(set) var occurredTo: Instant?
    /// The code of the precision of `occurredAt`; 0 is the default precision.
    public private(set) var precision: UInt8 = 0
    /// A second entry that it refers to.
    public private(set) var alsoRefersTo: Position?
    /// The host's own id of the scope that this entry registers.
    public private(set) var registers: String?
    /// The host's own id of the actor that appears here for the first time.
    public private(set) var actorID: String?
    /// The role code of the actor that appears here for the first time.
    public private(set) var actorRole: UInt8?
    /// 32 random bytes that name the subject in the map of a checkpoint; only on its first entry.
    public private(set) var streamKey: [UInt8]?
    /// SHA-256 of the sealed record; `nil` when there is no narrative.
    public private(set) var sealedHash: [UInt8]?
    /// The keyed commitment to the narrative's plaintext.
    public private(set) var commitment: [UInt8]?

    /// The name of the key that the narrative is sealed under; `nil` when there is none.
    public var keyName: KeyName? {
        guard let keyClass, hasNarrative else { return nil }
        let owner = KeyName.Owner(header.subject, header.scope)
        return KeyName(owner: owner, keyClass: keyClass, generation: keyGeneration)
    }

    private var factsRange = 0..<0
    private var keyClass: KeyName.Class?
    private var keyGeneration: UInt32 = 0

    /// Copies an entry; `nil` when `bytes` is not one.
    package init?(copying bytes: Span<UInt8>) {
        guard let header = EntryHeader(bytes), EntryLayout.hasTags(bytes) else { return nil }
        self.header = header
        self.bytes = Array(copying: bytes)
        guard readOptionalFields() else { return nil }
    }

    /// The facts, as the bytes of their protobuf message.
    public var facts: ArraySlice<UInt8> { bytes[factsRange] }

    /// Whether the entry has a narrative, readable or not.
    public var hasNarrative: Bool { sealedHash != nil }

    /// The bytes up to the facts, which the sealed narrative is bound to.
    package var authenticated: ArraySlice<UInt8> {
        let tagByteCount = factsHeaderByteCount
        return bytes[0..<(factsRange.lowerBound - tagByteCount)]
    }

    private var factsHeaderByteCount: Int {
        var header: [UInt8] = []
        Wire.append(varint: UInt64(self.header.kind) << 3 | 2, to: &header)
        Wire.append(varint: UInt64(factsRange.count), to: &header)
        return header.count
    }

    private mutating func readOptionalFields() -> Bool {
        typealias Field = EntryLayout.Field
        var found = self
        var foundFacts = false
        let bytes = bytes
        let span = bytes.span
        let isMessage = Wire.forEachField(of: span, from: EntryLayout.fixedByteCount) {
            switch ($0, $1) {
            case (Field.precision, .varint(let code)): found.precision = UInt8(clamping: code)
            case (Field.occurredTo, .fixed64(let bits)):
                found.occurredTo = Instant(microseconds: Int64(bitPattern: bits))
            case (Field.alsoRefersTo, .fixed64(let raw)): found.alsoRefersTo = Position(raw)
            case (Field.registers, .bytes(let range)): found.registers = text(range)
            case (Field.actorID, .bytes(let range)): found.actorID = text(range)
            case (Field.actorRole, .varint(let code)): found.actorRole = UInt8(clamping: code)
            case (Field.keyClass, .varint(let code)):
                found.keyClass = KeyName.Class(rawValue: UInt8(clamping: code))
            case (Field.keyGeneration, .varint(let count)):
                found.keyGeneration = UInt32(clamping: count)
            case (Field.streamKey, .bytes(let range)) where range.count == MerkleHash.byteCount:
                found.streamKey = Array(bytes[range])
            case (UInt64(header.kind), .bytes(let range)):
                found.factsRange = range
                foundFacts = true
            case (Field.sealedHash, .bytes(let range)): found.sealedHash = Array(bytes[range])
            case (Field.commitment, .bytes(let range)): found.commitment = Array(bytes[range])
            default: break
            }
        }
        guard isMessage, foundFacts else { return false }
        self = found
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
