public import EventLog
import Merkle
public import Whereabouts

/// What an audit found, for people and for machines.
public struct AuditText: Sendable {
    private let report: AuditReport
    private let isPinned: Bool
    private let hasPolicy: Bool

    /// Makes the texts of `report`.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - isPinned: Whether the log was compared with a checkpoint from outside.
    ///   - hasPolicy: Whether signatures were demanded that somebody outside trusts.
    public init(_ report: AuditReport, isPinned: Bool, hasPolicy: Bool) {
        self.report = report
        self.isPinned = isPinned
        self.hasPolicy = hasPolicy
    }

    /// The findings as text, one a line, and what was compared.
    public var text: String {
        var lines = report.findings.map(\.description)
        let hidden = report.findingCount - report.findings.count
        if hidden > 0 { lines.append("and \(hidden) more") }
        lines.append("\(isSound ? "sound" : "NOT SOUND"): \(summary)")
        lines.append("root  \(report.root.base64)")
        lines += remarks
        return lines.joined(separator: "\n") + "\n"
    }

    /// The findings as JSON.
    public var json: JSONValue {
        [
            "sound": .bool(isSound),
            "origin": report.origin.map { .string($0) } ?? .null,
            "size": .integer(Int64(report.size)),
            "root": .string(report.root.base64),
            "children": .integer(Int64(report.subjectCount)),
            "anchors": .integer(Int64(report.anchorCount)),
            "soundCheckpoints": .array(report.soundCheckpoints.map { .integer(Int64($0)) }),
            "pinned": .bool(isPinned),
            "policy": .bool(hasPolicy),
            "findingCount": .integer(Int64(report.findingCount)),
            "findings": .array(report.findings.map { Self.members(of: $0) }),
        ]
    }

    /// One finding of an audit that could not end, as text.
    public static func text(of finding: AuditFinding) -> String {
        "\(finding)\nNOT SOUND: the audit did not end\n"
    }

    /// One finding of an audit that could not end, as JSON.
    public static func json(of finding: AuditFinding) -> JSONValue {
        [
            "sound": .bool(false), "findingCount": .integer(1),
            "findings": .array([members(of: finding)]),
        ]
    }

    private var isSound: Bool { report.isSound }

    private var summary: String {
        "\(report.size) entries, \(report.subjectCount) children, \(report.anchorCount) anchors, "
            + "\(report.soundCheckpoints.count) sound checkpoints, \(report.findingCount) findings"
    }

    /// What the answer does not cover.
    private var remarks: [String] {
        var remarks: [String] = []
        if let newest = report.soundCheckpoints.last {
            if newest < report.size {
                remarks.append(
                    "note: \(report.size - newest) entries came after the newest checkpoint; "
                        + "nobody has signed them yet")
            }
        } else {
            remarks.append("note: no checkpoint vouches for the log; `whereabouts checkpoint`")
        }
        if !isPinned {
            remarks.append("note: without --pin an older copy of the log cannot be told from it")
        }
        if !hasPolicy {
            remarks.append("note: signatures were checked with the keys that the log itself names")
        }
        return remarks
    }

    private static func members(of finding: AuditFinding) -> JSONValue {
        var members: [JSONMember] = []
        switch finding.place {
        case .log: members.append(JSONMember("place", .string("log")))
        case .entry(let position):
            members.append(JSONMember("position", .integer(Int64(position.rawValue))))
        case .checkpoint(let size):
            members.append(JSONMember("checkpoint", .integer(Int64(size))))
        case .node(let address):
            members.append(
                JSONMember(
                    "node",
                    [
                        "level": .integer(Int64(address.level)),
                        "index": .integer(Int64(address.index)),
                    ]))
        case .index(let name): members.append(JSONMember("index", .string(name)))
        }
        members.append(JSONMember("rule", .string(finding.rule.code)))
        members.append(JSONMember("text", .string(finding.rule.description)))
        return .object(members)
    }
}
