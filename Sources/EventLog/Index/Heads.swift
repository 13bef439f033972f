import LMDB
import Merkle

/// The newest entry, the count and the running hash of every subject; the newest of every scope.
///
/// Lives in memory, so that an append writes no index. A snapshot is stored when as many entries
/// have come as would pay for it, at positions that depend on the log alone: two processes, or a
/// rebuild, write the same bytes.
struct Heads: Equatable {
    struct Subject: Equatable {
        var last: UInt64 = 0
        var count: UInt64 = 0
        var running = MerkleHash.zero
        /// Where it stands in the map of a checkpoint.
        var key = MerkleHash.zero

        fileprivate mutating func take(_ position: UInt64, _ leaf: MerkleHash) {
            last = position
            count += 1
            running = running.following(leaf)
        }
    }

    /// The number of entries taken in.
    private(set) var size: UInt64 = 0
    private(set) var lastRecordedAt = Instant(microseconds: .min)
    /// The leaf hash of the entry at `size - 1`; binds a snapshot to its log.
    private(set) var lastLeaf = MerkleHash.zero
    /// By subject number - 1.
    private(set) var subjects: [Subject] = []
    /// By scope number - 1: the position of the newest entry.
    private(set) var scopes: [UInt64] = []
    /// The size at which the next snapshot is due.
    private(set) var nextSnapshot = Self.minimumInterval

    private static let minimumInterval: UInt64 = 16_384

    func subject(_ number: UInt64) -> Subject {
        number > 0 && number <= subjects.count ? subjects[Int(number - 1)] : Subject()
    }

    func lastOfScope(_ number: UInt64) -> UInt64 {
        number > 0 && number <= scopes.count ? scopes[Int(number - 1)] : 0
    }

    /// Takes in the entry at position ``size``.
    mutating func note(
        subject: UInt64, scope: UInt64, recordedAt: Instant, leaf: MerkleHash, streamKey: [UInt8]?
    ) {
        let position = size
        if subject > 0 {
            while subjects.count < subject { subjects.append(Subject()) }
            subjects[Int(subject - 1)].take(position, leaf)
            if let streamKey { subjects[Int(subject - 1)].key = MapKey(streamKey: streamKey).hash }
        }
        if scope > 0 {
            while scopes.count < scope { scopes.append(0) }
            scopes[Int(scope - 1)] = position
        }
        size += 1
        lastRecordedAt = recordedAt
        lastLeaf = leaf
    }

    /// Whether both say the same of every subject and scope.
    func isSame(as other: Heads) -> Bool {
        size == other.size && lastLeaf == other.lastLeaf && subjects == other.subjects
            && scopes == other.scopes
    }

    /// Leaves out positions at which nothing is stored: for audits of a damaged log.
    mutating func skip(to position: UInt64) { size = max(size, position) }

    /// Counts on from `place`, as a damaged log's entry says: for audits.
    mutating func resume(_ subject: UInt64, after place: UInt64) {
        if subject > 0 { subjects[Int(subject - 1)].count = place }
    }

    var isSnapshotDue: Bool { size >= nextSnapshot }
}

/// The stored form of the heads.
///
/// ```
/// version 4 │ size 8 │ last recorded 8 │ last leaf 32 │ subjects 8 │ scopes 8
/// each subject: last 8 │ count 8 │ running hash 32 │ map key 32      each scope: last 8
/// CRC-32C of all before 4
/// ```
///
/// All integers little-endian. A wrong head would become a wrong link in the log, for ever.
extension Heads {
    static let derivedName = Array("heads".utf8)
    private static let version: UInt32 = 2
    private static let prefixByteCount = 68
    private static let subjectByteCount = 80
    private static let checksumByteCount = 4

    /// Sets when the next snapshot is due, as of the one that is due now.
    mutating func setNextSnapshot() {
        nextSnapshot = size + Self.interval(subjects: subjects.count, scopes: scopes.count)
    }

    /// Makes the snapshot that is due now and sets when the next one is.
    mutating func takeSnapshot() -> [UInt8] {
        setNextSnapshot()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            Self.prefixByteCount + subjects.count * Self.subjectByteCount + scopes.count * 8)
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: size)
        bytes.append(littleEndian: lastRecordedAt.microseconds)
        lastLeaf.append(to: &bytes)
        bytes.append(littleEndian: UInt64(subjects.count))
        bytes.append(littleEndian: UInt64(scopes.count))
        for subject in subjects {
            bytes.append(littleEndian: subject.last)
            bytes.append(littleEndian: subject.count)
            subject.running.append(to: &bytes)
            subject.key.append(to: &bytes)
        }
        for last in scopes { bytes.append(littleEndian: last) }
        bytes.append(littleEndian: CRC32C.checksum(of: bytes.span))
        return bytes
    }

    /// Reads a snapshot; `nil` when it is damaged or of another version.
    init?(snapshot bytes: Span<UInt8>) {
        let end = bytes.count - Self.checksumByteCount
        guard end >= Self.prefixByteCount, bytes.loadLittleEndian32(at: 0) == Self.version,
            CRC32C.checksum(of: bytes.extracting(..<end)) == bytes.loadLittleEndian32(at: end)
        else { return nil }
        size = bytes.loadLittleEndian64(at: 4)
        lastRecordedAt = Instant(
            microseconds: Int64(bitPattern: bytes.loadLittleEndian64(at: 12)))
        lastLeaf = MerkleHash(bytes, at: 20)
        let subjectCount = bytes.loadLittleEndian64(at: 52)
        let scopeCount = bytes.loadLittleEndian64(at: 60)
        let limit = UInt64(end)
        guard subjectCount <= limit, scopeCount <= limit,
            limit == 68 + subjectCount * 80 + scopeCount * 8
        else { return nil }
        readSubjects(bytes, count: Int(subjectCount))
        let start = Self.prefixByteCount + Int(subjectCount) * Self.subjectByteCount
        scopes = (0..<Int(scopeCount)).map { bytes.loadLittleEndian64(at: start + $0 * 8) }
        setNextSnapshot()
    }

    private mutating func readSubjects(_ bytes: Span<UInt8>, count: Int) {
        subjects.reserveCapacity(count)
        for index in 0..<count {
            let start = Self.prefixByteCount + index * Self.subjectByteCount
            subjects.append(
                Subject(
                    last: bytes.loadLittleEndian64(at: start),
                    count: bytes.loadLittleEndian64(at: start + 8),
                    running: MerkleHash(bytes, at: start + 16),
                    key: MerkleHash(bytes, at: start + 48)))
        }
    }

    /// A quarter of what a snapshot holds: the tail that an open has to read stays short.
    private static func interval(subjects: Int, scopes: Int) -> UInt64 {
        max(minimumInterval, UInt64(subjects + scopes) / 4)
    }
}
