import Crypto
import EventLog
public import Merkle
public import Whereabouts

extension Records {
    /// Answers a question as of a checkpoint, records that it was answered, and signs for it.
    ///
    /// The view is exactly the entries of the checkpoint, and their root must be the checkpoint's.
    /// `ReportIssued` is recorded before anything is given out; it holds the question, so that the
    /// report can be made again.
    ///
    /// - Parameters:
    ///   - question: What to answer.
    ///   - size: The size of a checkpoint; by default the newest.
    ///   - pages: What makes pages; only needed for HTML.
    ///   - key: The reports' key, called as ``ReportStatement/keyName(of:)`` says.
    ///   - actor: Who issues it.
    /// - Returns: The answer with its statement.
    /// - Throws: ``IssueError``, `LogProofError`, what reading and recording throw; then nothing is
    ///   recorded.
    public func issue(
        _ question: ReportQuestion, atSize size: UInt64? = nil,
        pages: (any PageRenderer)? = nil, signedBy key: SignerKey,
        by actor: RecordingActor = .system("report")
    ) async throws -> IssuedReport {
        let (issued, entry) = try prepare(question, size, pages, key, actor)
        try await log.declare(key.verifierKey)
        try await record([entry])
        try log.keepStatement(issued.note, id: issued.statement.id)
        return issued
    }

    /// Issues a report as ``issue(_:atSize:pages:signedBy:by:)`` does, blocking the caller.
    @available(*, noasync, message: "use the async issue")
    public func issueAndWait(
        _ question: ReportQuestion, atSize size: UInt64? = nil,
        pages: (any PageRenderer)? = nil, signedBy key: SignerKey,
        by actor: RecordingActor = .system("report")
    ) throws -> IssuedReport {
        let (issued, entry) = try prepare(question, size, pages, key, actor)
        try log.declareAndWait(key.verifierKey)
        try recordAndWait([entry])
        try log.keepStatement(issued.note, id: issued.statement.id)
        return issued
    }

    private func prepare(
        _ question: ReportQuestion, _ size: UInt64?, _ pages: (any PageRenderer)?,
        _ key: SignerKey, _ actor: RecordingActor
    ) throws -> (IssuedReport, NewEntry) {
        guard
            let signed = try size.map({ try log.checkpoint(ofSize: $0) }) ?? log.newestCheckpoint()
        else { throw IssueError.noCheckpoint(size: try size ?? log.size) }
        let checkpoint = signed.checkpoint
        let expected = ReportStatement.keyName(of: checkpoint.origin)
        guard key.name == expected else {
            throw IssueError.wrongKeyName(key: key.name, expected: expected)
        }
        try log.check(against: signed)
        let view = try asOf(.size(checkpoint.size))
        let output = try question.answer(in: view, pages: pages)
        let now = log.now
        let statement = try ReportStatement(
            question, output: output, of: view, checkpoint, id: EntryID.make(at: now))
        let note = try key.sign(statement.text)
        let entry = try NewEntry(
            statement.facts(of: question), occurred: .at(now), by: actor, id: statement.id)
        return (IssuedReport(output: output, statement: statement, note: note), entry)
    }
}

extension ReportStatement {
    fileprivate init(
        _ question: ReportQuestion, output: [UInt8], of view: RecordsView,
        _ checkpoint: Checkpoint, id: EntryID
    ) throws {
        let unreadable = try view.unreadable()
        self.init(
            id: id, origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root,
            name: question.name.rawValue, version: ReportQuestion.version,
            parameters: .digest(of: Array(question.parameters.text.utf8)),
            output: .digest(of: output), unreadableCount: UInt64(unreadable.count),
            unreadable: MerkleHash(unreadable.digest) ?? .zero)
    }

    fileprivate func facts(of question: ReportQuestion) -> ReportIssued {
        ReportIssued.with {
            $0.type = name
            $0.sha256 = output.description
            $0.size = Int64(clamping: size)
            $0.root = root.base64
            $0.version = version
            $0.parameters = question.parameters.text
            $0.unreadable = Int64(clamping: unreadableCount)
            $0.unreadableSha256 = unreadable.description
        }
    }
}

extension MerkleHash {
    /// SHA-256 of bytes that stand in no tree.
    static func digest(of bytes: [UInt8]) -> MerkleHash {
        MerkleHash(SHA256.hash(data: bytes)) ?? .zero
    }
}
