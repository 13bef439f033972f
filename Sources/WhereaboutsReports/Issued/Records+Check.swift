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
    /// - Returns: Whether it is the same, differs, or cannot be made any more.
    /// - Throws: ``StatementRefusal`` when the statement itself is not to be trusted or not of this
    ///   log, `LogProofError/forked(at:)` when the log was rewritten, what reading throws.
    public func check(
        _ statement: SignedNote, output: [UInt8]? = nil, trusting keys: [VerifierKey]? = nil
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
        let again = try recordedQuestion(of: said).answer(in: view)
        if .digest(of: again) == said.output { return .same }
        return try difference(of: again, from: output, said, view)
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

    /// The question, from the entry that records the report.
    private func recordedQuestion(of said: ReportStatement) throws -> ReportQuestion {
        guard let position = try log.positions(of: [said.id]).first else {
            throw IssueError.notRecorded
        }
        let entry = try log.entry(at: position)
        guard entry.header.kind == Kind.reportIssued.rawValue else { throw IssueError.notRecorded }
        let text = try ReportIssued(serializedBytes: Array(entry.facts)).parameters
        guard .digest(of: Array(text.utf8)) == said.parameters,
            let question = ReportQuestion(parameters: text)
        else { throw IssueError.notRecorded }
        return question
    }

    private func difference(
        of again: [UInt8], from output: [UInt8]?, _ said: ReportStatement, _ view: RecordsView
    ) throws -> ReportCheck {
        let unreadable = try view.unreadable()
        let isSameList = MerkleHash(unreadable.digest) == said.unreadable
        guard isSameList else {
            let erasures = try erasures().filter { $0.position.rawValue >= said.size }
            let more = unreadable.count - Int(clamping: said.unreadableCount)
            return .notReproducible(inputs: max(more, 1), erasures: erasures)
        }
        return .differs(output.flatMap { ReportCheck.Difference(again, $0) })
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
