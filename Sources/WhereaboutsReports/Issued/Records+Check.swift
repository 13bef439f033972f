import EventLog
public import Merkle
import SwiftProtobuf
public import Whereabouts

extension Records {
    /// Makes an issued report again and compares it, byte for byte.
    ///
    /// - Parameters:
    ///   - statement: The signed statement.
    ///   - output: The report as it was given out, if at hand: then a difference can be placed.
    ///   - keys: Verifier keys to trust for the statement; by default those that the log declares.
    ///   - pages: What makes pages; only needed for HTML.
    /// - Returns: Whether it is the same, differs, or cannot be made any more.
    /// - Throws: ``StatementRefusal`` when the statement itself is not to be trusted or not of this
    ///   log, `LogProofError/forked(at:)` when the log was rewritten, what reading throws.
    public func check(
        _ statement: SignedNote, output: [UInt8]? = nil, trusting keys: [VerifierKey]? = nil,
        pages: (any PageRenderer)? = nil
    ) throws -> ReportCheck {
        guard let said = ReportStatement(parsing: statement.text) else {
            throw IssueError.notAStatement
        }
        try verify(statement, said, keys)
        if let output, .digest(of: output) != said.output { throw StatementRefusal.otherOutput }
        guard try log.size >= said.size else {
            throw LogProofError.rolledBack(local: try log.size, pinned: said.size)
        }
        guard try log.root(ofSize: said.size) == said.root else {
            throw LogProofError.forked(at: said.size)
        }
        guard said.version == ReportQuestion.version else {
            throw StatementRefusal.otherVersion(said.version)
        }
        let view = try asOf(.size(said.size))
        let (question, issuedAt) = try recordedQuestion(of: said)
        let again = try question.answer(in: view, pages: pages)
        if .digest(of: again) == said.output { return .same }
        if let erased = try erasedSince(issuedAt, said, view) { return erased }
        guard log.hasKeys else { throw StatementRefusal.keysRequired }
        return .differs(output.flatMap { ReportCheck.Difference(again, $0) })
    }

    private func verify(
        _ note: SignedNote, _ said: ReportStatement, _ keys: [VerifierKey]?
    ) throws {
        guard try log.origin() == said.origin else {
            throw StatementRefusal.otherLog(said.origin)
        }
        let name = ReportStatement.keyName(of: said.origin)
        let trusted = try keys ?? log.declaredKeys().map(\.key).filter { $0.name == name }
        if case .refused(let reason) = note.verified(by: trusted) {
            throw StatementRefusal.badSignature("\(reason)")
        }
    }

    /// The question, and where the entry stands that records the report.
    private func recordedQuestion(
        of said: ReportStatement
    ) throws -> (question: ReportQuestion, position: Position) {
        guard let position = try log.positions(of: [said.id]).first else {
            throw IssueError.notRecorded
        }
        let entry = try log.entry(at: position)
        guard entry.header.kind == Kind.reportIssued.rawValue else { throw IssueError.notRecorded }
        let text = try ReportIssued(serializedBytes: Array(entry.facts)).parameters
        guard .digest(of: Array(text.utf8)) == said.parameters,
            let question = ReportQuestion(parameters: text)
        else { throw IssueError.notRecorded }
        return (question, position)
    }

    /// What was erased since the report was issued; `nil` when nothing was that it could have used.
    private func erasedSince(
        _ issuedAt: Position, _ said: ReportStatement, _ view: RecordsView
    ) throws -> ReportCheck? {
        let unreadable = try view.unreadable()
        guard MerkleHash(unreadable.digest) != said.unreadable else { return nil }
        let more = unreadable.count - Int(clamping: said.unreadableCount)
        // An older checkpoint may have been asked: what was erased by then, the report knew.
        let erasures = try erasures().filter { $0.position > issuedAt }
        return .notReproducible(inputs: max(more, 1), erasures: erasures)
    }
}

/// Why a statement says nothing about a log.
@nonexhaustive
public enum StatementRefusal: Error, Hashable, Sendable {
    /// The report is of another log.
    case otherLog(String)
    /// The signature is not good.
    case badSignature(String)
    /// The output at hand is not the one that was issued.
    case otherOutput
    /// The report's form is of another edition than this program's.
    case otherVersion(String)
    /// Without the log's keys the words that the report may hold cannot be read.
    case keysRequired
}

extension StatementRefusal: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .otherLog(let origin): "the statement is of the log \(origin); name that log"
        case .badSignature(let reason): "the statement's signature: \(reason)"
        case .otherOutput:
            "the report at hand is not the one that the statement was signed for; it was changed, "
                + "or belongs to another statement"
        case .otherVersion(let version):
            "the report has edition \(version), this program makes edition "
                + "\(ReportQuestion.version); use the program that issued it"
        case .keysRequired:
            "the report comes out otherwise without the log's keys; open the log with its keys"
        }
    }
}

extension ReportCheck.Difference {
    /// Where `first` and `second` begin to differ; `nil` when they are equal.
    init?(_ first: [UInt8], _ second: [UInt8]) {
        let shared = zip(first, second).prefix { $0 == $1 }.count
        guard shared < max(first.count, second.count) else { return nil }
        let newline = UInt8(ascii: "\n")
        let before = first[..<shared]
        line = before.count { $0 == newline } + 1
        let start = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
        column = shared - start + 1
    }
}
