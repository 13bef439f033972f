/// A file that proves offline that something is in a log: suffix `.tlog-proof` (C2SP tlog-proof).
///
/// ```
/// c2sp.org/tlog-proof@v1\n
/// extra <base64>\n            only when there is some; nobody vouches for it
/// index <number>\n
/// <base64 hash>\n             the leaf's sibling first
/// \n
/// <the signed checkpoint>
/// ```
public struct TLogProof: Hashable, Sendable {
    /// The hashes at most: a tree of less than 2^63 leaves needs no more.
    public static let maximumHashCount = 63
    /// The bytes of extra data at most: as many as an entry can have.
    public static let maximumExtraByteCount = EntryLayout.maximumByteCount
    /// The bytes of a file at most.
    public static let maximumByteCount = SignedNote.maximumByteCount + 100_000

    /// The leaf's place, counted from 0.
    public let index: UInt64
    /// The siblings on the way to the root, the leaf's own first.
    public let hashes: [MerkleHash]
    /// Data beside the proof, such as the entry's bytes; nobody vouches for it.
    public let extra: [UInt8]?
    /// The checkpoint whose root the proof leads to.
    public let checkpoint: SignedCheckpoint

    /// Makes a proof; nothing is verified yet.
    ///
    /// - Parameters:
    ///   - index: The leaf's place, counted from 0.
    ///   - hashes: The siblings, at most ``maximumHashCount``.
    ///   - extra: Data beside the proof, at most ``maximumExtraByteCount`` bytes.
    ///   - checkpoint: The checkpoint whose root the proof leads to.
    public init(
        index: UInt64, hashes: [MerkleHash], extra: [UInt8]? = nil, checkpoint: SignedCheckpoint
    ) {
        precondition(hashes.count <= Self.maximumHashCount, "a proof has at most 63 hashes")
        precondition(
            (extra?.count ?? 0) <= Self.maximumExtraByteCount,
            "extra data has at most 65,535 bytes")
        self.index = index
        self.hashes = hashes
        self.extra = extra
        self.checkpoint = checkpoint
    }

    /// Parses a proof, strictly: ``bytes`` gives the same bytes again.
    ///
    /// - Parameter bytes: The whole file.
    /// - Throws: ``TLogProofError`` when it is not a proof.
    public init(parsing bytes: [UInt8]) throws(TLogProofError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(byteCount: bytes.count) }
        var reader = LineReader(bytes)
        guard let header = reader.next(), header.elementsEqual(Self.header.utf8)
        else { throw .badHeader }
        extra = try Self.extra(&reader)
        guard let index = reader.next(after: "index ").flatMap({ Decimal.parse($0) })
        else { throw .badIndex }
        guard let hashes = reader.hashesUntilEmptyLine(limit: Self.maximumHashCount)
        else { throw .badHashes }
        do throws(CheckpointError) {
            checkpoint = try SignedCheckpoint(parsing: Array(reader.rest))
        } catch { throw .checkpoint(error) }
        self.index = index
        self.hashes = hashes
    }

    private static let header = "c2sp.org/tlog-proof@v1"

    private static func extra(_ reader: inout LineReader) throws(TLogProofError) -> [UInt8]? {
        guard reader.rest.starts(with: "extra ".utf8) else { return nil }
        guard let line = reader.next(after: "extra "), let extra = Base64.decode(utf8: line),
            extra.count <= maximumExtraByteCount
        else { throw .badExtra }
        return extra
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append("extra \(Base64.encode(extra))") }
        lines.append("index \(index)")
        lines += hashes.map { Base64.encode($0.bytes) }
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [Ascii.newline] + checkpoint.bytes
    }
}

/// Why bytes are not a proof.
@nonexhaustive
public enum TLogProofError: Error, Hashable, Sendable {
    /// More bytes than ``TLogProof/maximumByteCount``.
    case tooLong(byteCount: Int)
    /// The first line is another one.
    case badHeader
    /// The extra data is not Base64, or has more than ``TLogProof/maximumExtraByteCount`` bytes.
    case badExtra
    /// The index is missing, or not a number without leading zeros.
    case badIndex
    /// Not up to 63 hashes of 32 bytes and an empty line.
    case badHashes
    /// What follows the empty line is not a signed checkpoint.
    case checkpoint(CheckpointError)
}

extension TLogProofError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .tooLong(let byteCount):
            "a proof of \(byteCount) bytes, the limit is \(TLogProof.maximumByteCount); "
                + "check that this is a .tlog-proof"
        case .badHeader:
            "the first line is not \"c2sp.org/tlog-proof@v1\"; check that this is a .tlog-proof"
        case .badExtra:
            "the extra line is not Base64 of at most 65535 bytes; ask for the proof again"
        case .badIndex:
            "the index line is not \"index <number>\"; ask for the proof again"
        case .badHashes:
            "not up to 63 hashes of 32 bytes before an empty line; ask for the proof again"
        case .checkpoint(let error):
            error.description
        }
    }
}
