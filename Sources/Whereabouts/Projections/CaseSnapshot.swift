import EventLog
import Foundation
import LMDB

/// The case records of all children in a file beside the log, so that a new process need not tell
/// every history anew.
///
/// ```
/// magic 8 │ version 4 │ size 8 │ leaf hash of the entry before size 32 │ children 8
/// each child: number, newest entry, length (varints), record
/// CRC-32C of all before 4
/// ```
///
/// It holds facts and no words, and no date of birth. Whatever does not match, by version, by log,
/// by checksum or by a child's newest entry, is told anew from the log.
struct CaseSnapshot {
    /// The number of entries in the log when it was made.
    let size: UInt64
    let cases: [FoldedCase]

    /// To be raised when the rules of episodes, flags or deadlines change, or these bytes.
    private static let version: UInt32 = 8
    private static let magic = Array("WHCASES\u{1}".utf8)
    static let headerByteCount = 8 + 4 + 8 + 32 + 8

    init(size: UInt64, cases: [FoldedCase]) {
        (self.size, self.cases) = (size, cases)
    }

    /// The bytes of the file.
    func bytes(_ log: EventLog) throws -> [UInt8] {
        var bytes = Self.magic
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: size)
        bytes += try log.leafHash(at: Position(size - 1))
        bytes.append(littleEndian: UInt64(cases.count))
        var writer = SnapshotWriter()
        for folded in cases {
            var record = SnapshotWriter()
            folded.record.write(to: &record)
            writer.write(folded.subject.number)
            writer.write(folded.through)
            writer.write(record.bytes.count)
            writer.append(record.bytes)
        }
        bytes += writer.bytes
        bytes.append(littleEndian: CRC32C.checksum(of: bytes.span))
        return bytes
    }

    /// Reads a file; `nil` when it is not a whole snapshot of this log and version.
    init?(_ bytes: [UInt8], of log: EventLog) throws {
        let end = bytes.count - 4
        let span = bytes.span
        guard end >= Self.headerByteCount,
            CRC32C.checksum(of: span.extracting(..<end)) == span.loadLittleEndian32(at: end),
            let size = try Self.size(bytes, of: log)
        else { return nil }
        self.size = size
        let count = span.loadLittleEndian64(at: 52)
        let limits = (subjects: log.subjectCount, size: size)
        guard let cases = try? Self.cases(count, bytes, limits) else { return nil }
        self.cases = cases
    }

    /// How many entries went into it, by its head; `nil` when that fits neither log nor version.
    static func size(_ bytes: [UInt8], of log: EventLog) throws -> UInt64? {
        let span = bytes.span
        guard bytes.count >= headerByteCount, bytes.starts(with: magic),
            span.loadLittleEndian32(at: 8) == version
        else { return nil }
        let size = span.loadLittleEndian64(at: 12)
        guard size > 0, try size <= log.size,
            try log.leafHash(at: Position(size - 1)) == Array(bytes[20..<52])
        else { return nil }
        return size
    }

    private static func cases(
        _ count: UInt64, _ bytes: [UInt8], _ limits: (subjects: UInt64, size: UInt64)
    ) throws -> [FoldedCase] {
        var reader = SnapshotReader(bytes, from: headerByteCount)
        var cases: [FoldedCase] = []
        guard count <= bytes.count else { throw SnapshotReader.Misfit() }
        cases.reserveCapacity(Int(count))
        for _ in 0..<count {
            let (subject, through) = (Subject(try reader.number()), try reader.number())
            guard (1...max(1, limits.subjects)).contains(subject.number), through < limits.size
            else { throw SnapshotReader.Misfit() }
            let end = try reader.int() + reader.offset
            cases.append(
                FoldedCase(subject, through: through, try CaseRecord(&reader), after: nil))
            guard reader.offset == end else { throw SnapshotReader.Misfit() }
        }
        return cases
    }
}

extension Records {
    /// Tells the record of every child that has new entries, and saves them all beside the log.
    ///
    /// Questions about many children then start from what is saved. The file can be deleted at any
    /// time; it never changes an answer. Nothing is saved for a log in memory.
    ///
    /// - Parameter progress: Told how many children are done, one call at a time, on any thread.
    /// - Throws: What reading throws, or the file system when the file cannot be written.
    /// - Complexity: Linear in what is new, and in the size of the file.
    public func saveSnapshot(
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        let view = try asOf(.now)
        guard let path, view.size > 0 else { return }
        let cases = try view.foldedCases(try view.setting(), progress: progress)
        let bytes = try CaseSnapshot(size: view.size, cases: cases).bytes(log)
        try Self.write(Data(bytes), to: path + Self.snapshotName)
    }

    /// Replaces a file as a whole; at no time may others read it.
    private static func write(_ data: Data, to path: String) throws {
        let temporary = path + ".new"
        try? FileManager.default.removeItem(atPath: temporary)
        // Empty at first: it is written when nobody else may read it any more.
        let isMade = FileManager.default.createFile(
            atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: temporary) else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path])
        }
        try file.write(contentsOf: data)
        try file.synchronize()
        try file.close()
        // Without a file for a moment nothing is wrong: then all is told anew. Only a file is
        // replaced, never a folder that somebody put there.
        let old = try? FileManager.default.attributesOfItem(atPath: path)
        if old?[.type] as? FileAttributeType == .typeRegular {
            try FileManager.default.removeItem(atPath: path)
        }
        try FileManager.default.moveItem(atPath: temporary, toPath: path)
    }

    /// Deletes what is saved, so that every record is told anew from the log.
    ///
    /// - Throws: The file system when there is a file and it cannot be deleted.
    public func deleteSnapshot() throws {
        guard let path, FileManager.default.fileExists(atPath: path + Self.snapshotName) else {
            return
        }
        try FileManager.default.removeItem(atPath: path + Self.snapshotName)
    }

    /// How many entries the saved records know; `nil` without a file that fits the log.
    ///
    /// Reads the head of the file only: damage behind it shows when the records are taken in.
    func snapshotSize() throws -> UInt64? {
        guard let path, let file = FileHandle(forReadingAtPath: path + Self.snapshotName) else {
            return nil
        }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: CaseSnapshot.headerByteCount) else {
            return nil
        }
        return try CaseSnapshot.size(Array(head), of: log)
    }

    /// Takes in what is saved, once; without a file, or with one that does not match, nothing.
    func loadSnapshot() throws {
        guard let path, cases.beginLoading(),
            let data = FileManager.default.contents(atPath: path + Self.snapshotName),
            let snapshot = try CaseSnapshot(Array(data), of: log)
        else { return }
        cases.keep(snapshot.cases, try asOf(.size(snapshot.size)).setting())
    }

    private static let snapshotName = "/cases.snapshot"
}
