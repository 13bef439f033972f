/// Where the fixed fields of an entry stand.
///
/// An entry is one protobuf message (`Entry` of `vocabulary.proto`). Its first thirteen fields are
/// fixed-width, always present and in order, so they stand at constant offsets:
///
/// ```
///   0 ┌─0D─┬ kind ············ 4 │  86 ┌─5D─┬ age ··············· 4
///   5 ├─11─┼ subject ········· 8 │  91 ├─61─┼ refers to ········· 8
///  14 ├─19─┼ scope ··········· 8 │ 100 ├6A 10┼ id ··············· 16
///  23 ├─21─┼ actor ··········· 8 │ 118 ├────┴─ end of the fixed part
///  32 ├─29─┼ recorded at ····· 8 │     │ [14 precision] [15 occurred to]
///  41 ├─31─┼ occurred at ····· 8 │     │ [16 also refers to] [17 registers]
///  50 ├─39─┼ position ········ 8 │     │ [18 actor id] [19 actor role]
///  59 ├─41─┼ previous/subject  8 │     │ [20 key class] [21 key generation] [22 stream key]
///  68 ├─49─┼ previous/scope ·· 8 │     │ facts: field number = kind
///  77 ├─51─┼ place ··········· 8 │     │ [1000 sealed record's SHA-256] [1001 commitment]
/// ```
///
/// The hexadecimal numbers are the protobuf tags. Fixed fields are little-endian, as protobuf has
/// it. Fields in brackets are left out where they do not apply; fields of a newer version may
/// follow and are kept.
package enum EntryLayout {
    package static let kind = 1
    package static let subject = 6
    package static let scope = 15
    package static let actor = 24
    package static let recordedAt = 33
    package static let occurredAt = 42
    package static let position = 51
    package static let previousOfSubject = 60
    package static let previousOfScope = 69
    package static let place = 78
    package static let age = 87
    package static let refersTo = 92
    package static let id = 102
    package static let fixedByteCount = 118

    /// An entry's bytes at most, so that C2SP tiles can hold it (tlog-tiles).
    package static let maximumByteCount = 65_535

    /// The tags of the fixed part and their offsets; the last is the length of the id.
    private static let tags: [(offset: Int, byte: UInt8)] = [
        (0, 0x0D), (5, 0x11), (14, 0x19), (23, 0x21), (32, 0x29), (41, 0x31), (50, 0x39),
        (59, 0x41), (68, 0x49), (77, 0x51), (86, 0x5D), (91, 0x61), (100, 0x6A), (101, 0x10),
    ]

    /// The tags of the fixed part at their offsets, the other bytes zero.
    package static let template: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: fixedByteCount)
        for tag in tags { bytes[tag.offset] = tag.byte }
        return bytes
    }()

    /// Whether the tags of the fixed part are where they must be.
    package static func hasTags(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= fixedByteCount && tags.allSatisfy { bytes[$0.offset] == $0.byte }
    }

    /// Field numbers of the optional part.
    package enum Field {
        package static let precision: UInt64 = 14
        package static let occurredTo: UInt64 = 15
        package static let alsoRefersTo: UInt64 = 16
        package static let registers: UInt64 = 17
        package static let actorID: UInt64 = 18
        package static let actorRole: UInt64 = 19
        package static let keyClass: UInt64 = 20
        package static let keyGeneration: UInt64 = 21
        package static let streamKey: UInt64 = 22
        package static let facts: ClosedRange<UInt64> = 64...999
        package static let sealedHash: UInt64 = 1000
        package static let commitment: UInt64 = 1001
    }
}
