import EventLog

/// Why a report could not be issued.
@nonexhaustive
public enum IssueError: Error, Hashable, Sendable {
    /// The question lacks what the report needs.
    case incomplete(ReportQuestion.Name)
    /// No checkpoint was signed at the size that the report is to be made of.
    case noCheckpoint(size: UInt64)
    /// The key's name is not that of the log's reports.
    case wrongKeyName(key: String, expected: String)
    /// The bytes are not a statement.
    case notAStatement
    /// A page was asked for, and nothing that makes pages was given.
    case noPages
    /// The report is a page and has no other form.
    case onlyAsPage(ReportQuestion.Name)
    /// The log has no entry that records the report.
    case notRecorded
}

extension IssueError: CustomStringConvertible {
    /// What is missing, and what to do next.
    public var description: String {
        switch self {
        case .incomplete(let name):
            "the report \(name.rawValue) needs a period, a year, a home or a child; give it"
        case .noCheckpoint(let size):
            "no checkpoint was signed at \(size) entries; sign one with `whereabouts checkpoint`, "
                + "then issue the report of it"
        case .wrongKeyName(let key, let expected):
            "the key is called \(key); the reports of this log are signed by \(expected)"
        case .noPages: "a page needs a renderer; give `Pages()` of WhereaboutsPages"
        case .onlyAsPage(let name): "\(name.rawValue) is a page; ask for it as html"
        case .notAStatement:
            "these bytes are not a report's statement; name the .statement file"
        case .notRecorded:
            "the log has no entry that records this report; it was issued from another log, or "
                + "this is an older copy: run `whereabouts verify` with a pin"
        }
    }
}
