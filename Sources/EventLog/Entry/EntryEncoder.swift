import LMDB
import Merkle

/// Writes entries into one growing buffer, each behind the leaf prefix `0x00`.
///
/// The prefix makes the bytes a Merkle leaf's preimage as they stand, so hashing needs no copy.
struct EntryEncoder {
    /// Leaf prefix and entry bytes.
    private(set) var buffer: [UInt8] = []

    /// The places that the log decides.
    struct Assignment {
        var position: Position
        var recordedAt: Instant
        var previousOfSubject: UInt64
        var previousOfScope: UInt64
        var place: UInt64
        /// 32 random bytes that name a subject in the map, on its first entry.
        var streamKey: [UInt8]?
    }

    /// Starts an entry and writes everything up to its facts, which is what a seal is bound to.
    mutating func begin(
        _ draft: EntryDraft, _ assigned: Assignment, keyGeneration: UInt32?
    ) {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(0)
        buffer.append(contentsOf: EntryLayout.template)
        put32(draft.kind, EntryLayout.kind)
        put64(draft.subject.number, EntryLayout.subject)
        put64(draft.scope.number, EntryLayout.scope)
        put64(draft.actor.number, EntryLayout.actor)
        put64(UInt64(bitPattern: assigned.recordedAt.microseconds), EntryLayout.recordedAt)
        put64(UInt64(bitPattern: draft.occurredAt.microseconds), EntryLayout.occurredAt)
        put64(assigned.position.rawValue, EntryLayout.position)
        put64(assigned.previousOfSubject, EntryLayout.previousOfSubject)
        put64(assigned.previousOfScope, EntryLayout.previousOfScope)
        put64(assigned.place, EntryLayout.place)
        put32(UInt32(bitPattern: Int32(clamping: draft.age ?? -1)), EntryLayout.age)
        put64(Self.link(draft.refersTo, assigned.position), EntryLayout.refersTo)
        put64(draft.id.high.byteSwapped, EntryLayout.id)
        put64(draft.id.low.byteSwapped, EntryLayout.id + 8)
        appendOptionalFields(of: draft)
        if let keyGeneration { appendKeyName(draft.keyClass, keyGeneration) }
        if let streamKey = assigned.streamKey {
            Wire.append(bytes: streamKey, field: EntryLayout.Field.streamKey, to: &buffer)
        }
    }

    private mutating func appendKeyName(_ keyClass: KeyName.Class, _ generation: UInt32) {
        typealias Field = EntryLayout.Field
        Wire.append(varint: UInt64(keyClass.rawValue), field: Field.keyClass, to: &buffer)
        Wire.append(varint: UInt64(generation), field: Field.keyGeneration, to: &buffer)
    }

    /// The bytes so far without the leaf prefix: what a seal authenticates beside the words.
    var authenticated: ArraySlice<UInt8> { buffer.dropFirst() }

    /// Ends the entry with its facts and, for a sealed narrative, what commits to it.
    mutating func finish(_ draft: EntryDraft, sealed: SealedRecord.Digests?) {
        Wire.append(bytes: draft.facts, field: UInt64(draft.kind), to: &buffer)
        guard let sealed else { return }
        Wire.append(bytes: sealed.hash, field: EntryLayout.Field.sealedHash, to: &buffer)
        Wire.append(bytes: sealed.commitment, field: EntryLayout.Field.commitment, to: &buffer)
    }

    /// The number of bytes of the entry itself.
    var entryByteCount: Int { buffer.count - 1 }

    private mutating func appendOptionalFields(of draft: EntryDraft) {
        typealias Field = EntryLayout.Field
        if draft.precision != 0 {
            Wire.append(varint: UInt64(draft.precision), field: Field.precision, to: &buffer)
        }
        if let end = draft.occurredTo {
            Wire.append(
                fixed64: UInt64(bitPattern: end.microseconds), field: Field.occurredTo, to: &buffer)
        }
        if let other = draft.alsoRefersTo {
            Wire.append(fixed64: other.rawValue, field: Field.alsoRefersTo, to: &buffer)
        }
        if let registers = draft.registers {
            Wire.append(bytes: Array(registers.utf8), field: Field.registers, to: &buffer)
        }
        if let actor = draft.introducesActor {
            Wire.append(bytes: Array(actor.id.utf8), field: Field.actorID, to: &buffer)
            Wire.append(varint: UInt64(actor.role), field: Field.actorRole, to: &buffer)
        }
    }

    private static func link(_ reference: EntryDraft.Reference, _ own: Position) -> UInt64 {
        switch reference {
        case .none: 0
        case .itself: own.rawValue
        case .entry(let position): position.rawValue
        }
    }

    private mutating func put32(_ value: UInt32, _ offset: Int) {
        buffer.store(littleEndian: value, at: 1 + offset)
    }

    private mutating func put64(_ value: UInt64, _ offset: Int) {
        buffer.store(littleEndian: value, at: 1 + offset)
    }
}
