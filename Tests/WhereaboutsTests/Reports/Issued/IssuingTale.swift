import EventLog
import Merkle
import TestSupport
import Whereabouts
import WhereaboutsReports

/// A log that issues reports: two episodes of one child, the first with words, and a checkpoint.
struct IssuingTale {
    let tale: Tale
    let logKey: SignerKey
    let reportKey: SignerKey
    /// The opening entry of the second episode.
    let absence: RecordReceipt

    var records: Records { tale.records }

    init(open: (WallClock) throws -> Records = { try .inMemory(clock: $0) }) throws {
        tale = try Tale.withWords(open: open)
        absence = try tale.absence("2025-05-05T19:00:00Z")
        try tale.report("2025-05-05T20:00:00Z")
        try tale.returned("2025-05-06T07:00:00Z")
        let origin = try tale.records.log.origin() ?? ""
        logKey = try SignerKey(name: origin)
        reportKey = try SignerKey(name: ReportStatement.keyName(of: origin))
        try checkpoint()
    }

    @discardableResult
    func checkpoint() throws -> SignedCheckpoint {
        try records.makeCheckpointAndWait(signedBy: logKey)
    }

    func issue(
        _ name: ReportQuestion.Name, as form: ReportQuestion.Form = .text,
        atSize size: UInt64? = nil
    ) throws -> IssuedReport {
        try records.issueAndWait(.whole(name, as: form), atSize: size, signedBy: reportKey)
    }

    /// A note of the reports' own key that says something else than `issued`.
    func signed(_ issued: IssuedReport, replacing old: String, with new: String) throws
        -> SignedNote
    {
        try reportKey.sign(issued.statement.text.replacing(old, with: new))
    }

    /// The newest entry, as `ReportIssued`.
    func newest() throws -> RecordedEntry {
        var last: RecordedEntry?
        try records.asOf(.now).forEachEntry {
            last = $0
            return .next
        }
        guard let last else { preconditionFailure("the log is not empty") }
        return last
    }
}

extension ReportQuestion {
    /// A question about everything of 2025, and for a history about the first child.
    static func whole(_ name: Name, as form: Form = .text) -> ReportQuestion {
        var question = ReportQuestion(name, as: form)
        switch name {
        case .overdue, .owed, .retention: break
        case .history, .replay: question.child = 1
        case .national: question.year = 2025
        case .pack, .visit, .review:
            question.period = .year(2025)
            question.home = "SC000001"
        default: question.period = .year(2025)
        }
        return question
    }
}

extension ReportQuestion.Name {
    /// All but the one that is a page only.
    static let withText = allCases.filter { $0 != .replay }
}
