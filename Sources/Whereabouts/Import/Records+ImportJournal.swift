import Crypto
import EventLog
public import Foundation

extension Records {
    /// Imports a journal: JSON Lines, one entry a line, in UTF-8.
    ///
    /// Streams the file and stores everything in one transaction: all of it, or, unless the policy
    /// is to keep going, nothing. Importing the same file again adds nothing.
    ///
    /// - Parameters:
    ///   - file: A regular file; it is read twice when recorded times are preserved.
    ///   - recordedAt: Which recorded time the entries get.
    ///   - policy: What happens when a line is refused.
    ///   - progress: Called now and then with bytes read and bytes in all.
    /// - Returns: What was imported, repeated and refused.
    /// - Throws: An error of reading the file or of the storage; then nothing is stored.
    /// - Complexity: Linear in the file; memory is bounded by the longest line and by the pages
    ///   that LMDB keeps for one transaction, at most 512 MiB.
    @available(*, noasync, message: "run it on a thread of its own")
    public func importJournal(
        _ file: URL, recordedAt: RecordedAtPolicy = .now, onRefusal policy: RefusalPolicy,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let name = file.lastPathComponent
        let declaration =
            recordedAt == .preserve
            ? try JournalSurvey(file).declaration(source: name) : nil
        let total = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        return try ImportSession(self, policy).run(into: self) {
            var lines = LineReader(try FileHandle(forReadingFrom: file))
            var declaration = declaration
            return { _ in
                if let first = declaration.take() {
                    return ImportSession.Candidate(
                        file: name, line: 0, entry: .success(first), isOnce: true)
                }
                while let line = try lines.next() {
                    if lines.number.isMultiple(of: 1_000) {
                        progress(WorkProgress(done: lines.bytesRead, total: total))
                    }
                    guard let entry = Self.entry(line, recordedAt) else { continue }
                    return ImportSession.Candidate(
                        file: name, line: lines.number, entry: entry)
                }
                progress(WorkProgress(done: total, total: total))
                return nil
            }
        }
    }

    /// What a line says; `nil` for an empty one.
    private static func entry(
        _ line: LineReader.Line, _ recordedAt: RecordedAtPolicy
    ) -> Result<NewEntry, JournalProblem>? {
        switch line {
        case .tooLong: .failure(.tooLong(limitBytes: LineReader.limitBytes))
        case .bytes([]): nil
        case .bytes(let bytes):
            Result { () throws(JournalProblem) in
                try JournalLine.entry(bytes, recordedAt: recordedAt)
            }
        }
    }
}

/// What has to be known of a journal before its entries keep their recorded times.
private struct JournalSurvey {
    private var hasher = SHA256()
    private var lineCount = 0
    private var first: Instant?

    /// Reads the file once.
    init(_ file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        while let data = try handle.read(upToCount: 1 << 16), !data.isEmpty {
            hasher.update(data: data)
        }
        try handle.seek(toOffset: 0)
        var lines = LineReader(handle)
        while let line = try lines.next() {
            guard case .bytes(let bytes) = line, !bytes.isEmpty else { continue }
            lineCount += 1
            if first == nil { first = Self.recordedAt(bytes) }
        }
    }

    /// The entry that declares the import; `nil` when no line has a recorded time.
    func declaration(source: String) throws -> NewEntry? {
        guard let first else { return nil }
        let digest = hasher.finalize().map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        .joined()
        let facts = ImportDeclared.with {
            $0.source = source
            $0.sha256 = digest
            $0.entries = Int64(lineCount)
        }
        let seed = Array("whereabouts/import/v1\n\(digest)".utf8)
        var entry = try NewEntry(
            facts, occurred: .at(first), by: .system("import"),
            id: EntryID(bytes: Array(SHA256.hash(data: seed)).prefix(16)))
        entry.recordedAt = first
        entry.isOwn = true
        return entry
    }

    private static func recordedAt(_ line: [UInt8]) -> Instant? {
        guard let value = try? JSONValue(parsing: line.span),
            case .string(let text)? = value["recordedAt"]
        else { return nil }
        return try? RFC3339.parse(text)
    }
}
