public import EventLog
import Merkle
import SwiftProtobuf
public import Whereabouts

/// A report that was issued, as the log holds it.
public struct IssuedRecord: Hashable, Sendable {
    /// The id of the entry that records it.
    public let id: EntryID
    /// The position of the entry.
    public let position: Position
    /// When it was issued.
    public let issuedAt: Instant
    /// Who issued it; `nil` when that is not known.
    public let actor: RecordingActor?
    /// Which report.
    public let name: String
    /// The question; `nil` of another edition.
    public let question: ReportQuestion?
    /// How many entries it was made of.
    public let size: UInt64
    /// The SHA-256 of what was given out, as lower-case hexadecimal digits.
    public let digest: String
    /// The newest report that replaces it; `nil` while none does.
    public internal(set) var supersededBy: EntryID?
}

extension Records {
    /// The reports that were issued, in log order.
    ///
    /// - Parameter point: As of when.
    /// - Returns: Each with its question, and what replaced it.
    /// - Throws: What reading throws.
    /// - Complexity: One pass over the fixed fields of the log.
    public func issuedReports(asOf point: KnowledgePoint = .now) throws -> [IssuedRecord] {
        let kinds = [Kind.reportIssued.rawValue, Kind.reportSuperseded.rawValue]
        var found: [LogEntry] = []
        try log.scan(Position(0)..<Position(try asOf(point).size)) { header, bytes in
            if kinds.contains(header.kind) {
                guard let entry = LogEntry(copying: bytes) else {
                    throw ReadError.corrupt(position: header.position)
                }
                found.append(entry)
            }
            return .next
        }
        var issued: [IssuedRecord] = []
        for entry in try found.map({ try resolved($0) }) {
            let facts = Array(entry.stored.facts)
            if entry.kind == .reportIssued {
                issued.append(IssuedRecord(entry, try ReportIssued(serializedBytes: facts)))
            } else if let place = issued.firstIndex(where: { $0.id == entry.refersTo }) {
                issued[place].supersededBy = try ReportSuperseded(serializedBytes: facts).by
            }
        }
        return issued
    }
}

extension IssuedRecord {
    fileprivate init(_ entry: RecordedEntry, _ facts: ReportIssued) {
        self.init(
            id: entry.id, position: entry.position, issuedAt: entry.recordedAt,
            actor: entry.actor, name: facts.type,
            question: ReportQuestion(parameters: facts.parameters),
            size: UInt64(clamping: facts.size), digest: facts.sha256, supersededBy: nil)
    }
}

extension Records {
    /// Makes an issued report again, from the entries that it was made of.
    ///
    /// - Parameters:
    ///   - id: The id of the entry that records it.
    ///   - pages: What makes pages; only needed for HTML.
    /// - Returns: The bytes, and whether they are those that were given out.
    /// - Throws: ``IssueError/notRecorded`` when the log has no such report,
    ///   ``StatementRefusal/otherVersion(_:)`` when it is of another edition; what reading throws.
    public func reprint(
        _ id: EntryID, pages: (any PageRenderer)? = nil
    ) throws -> (output: [UInt8], isSame: Bool) {
        guard let position = try log.positions(of: [id]).first else {
            throw IssueError.notRecorded
        }
        let entry = try log.entry(at: position)
        guard entry.header.kind == Kind.reportIssued.rawValue else { throw IssueError.notRecorded }
        let facts = try ReportIssued(serializedBytes: Array(entry.facts))
        guard facts.version == ReportQuestion.version,
            let question = ReportQuestion(parameters: facts.parameters)
        else { throw StatementRefusal.otherVersion(facts.version) }
        let view = try asOf(.size(UInt64(clamping: facts.size)))
        let output = try question.answer(in: view, pages: pages)
        return (output, MerkleHash.digest(of: output).description == facts.sha256)
    }
}
