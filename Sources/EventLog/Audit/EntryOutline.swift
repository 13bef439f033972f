import LMDB
import Merkle

/// What an audit reads of an entry besides the fixed fields, without copying it.
struct EntryOutline {
    private(set) var keyClass: KeyName.Class?
    private(set) var alsoRefersTo: UInt64 = 0
    private(set) var introducesActor = false
    private(set) var facts: Range<Int>?
    private(set) var sealedHash: MerkleHash?
    private(set) var streamKey: [UInt8]?

    /// Reads the optional part; `nil` when `bytes` is not an entry of the published form.
    init?(_ bytes: Span<UInt8>, kind: UInt32) {
        guard EntryLayout.hasTags(bytes) else { return nil }
        typealias Field = EntryLayout.Field
        var found = EntryOutline()
        var isSound = true
        let isMessage = Wire.forEachField(of: bytes, from: EntryLayout.fixedByteCount) {
            switch ($0, $1) {
            case (Field.keyClass, .varint(let code)):
                found.keyClass = KeyName.Class(rawValue: UInt8(clamping: code))
            case (Field.alsoRefersTo, .fixed64(let raw)): found.alsoRefersTo = raw
            case (Field.actorID, .bytes): found.introducesActor = true
            case (Field.streamKey, .bytes(let range)):
                isSound = isSound && found.streamKey == nil && range.count == MerkleHash.byteCount
                found.streamKey = Array(copying: bytes.extracting(range))
            case (UInt64(kind), .bytes(let range)):
                isSound = isSound && found.facts == nil
                found.facts = range
            case (Field.sealedHash, .bytes(let range)):
                isSound = isSound && range.count == MerkleHash.byteCount
                if isSound { found.sealedHash = MerkleHash(bytes, at: range.lowerBound) }
            default: break
            }
        }
        guard isMessage, isSound, found.facts != nil else { return nil }
        self = found
    }

    private init() {}
}
