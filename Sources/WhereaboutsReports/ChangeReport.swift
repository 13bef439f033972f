import EventLog
public import Whereabouts

/// What is known at one point and was not at an earlier one, and what follows from it.
///
/// Positions of entries say because of what an episode or a figure differs.
public struct ChangeReport: Report {
    private let earlier: ReportHead
    private let later: ReportHead
    private let period: Period?
    private let home: HomeID?
    private let list: ChangeList

    /// Makes a report of the changes between two points of knowledge.
    ///
    /// - Parameters:
    ///   - records: The log.
    ///   - point: The earlier point, such as the size that a report says of itself. One that lies
    ///     behind the newest entry is compared with itself: nothing was recorded since.
    ///   - end: The later one; where it is the earlier of the two, they change places.
    ///   - period: Only what concerns it, with figures; `nil` for all episodes and no figures.
    ///   - home: Only what concerns one home.
    /// - Throws: `RecordError.unknownHome`, or what reading throws.
    public init(
        _ records: Records, from point: KnowledgePoint, to end: KnowledgePoint = .now,
        during period: Period? = nil, home: HomeID? = nil
    ) throws {
        let newest = try records.asOf(end)
        let first = try records.asOf(point)
        var views = [first, newest].sorted { ($0.size, $0.now) < ($1.size, $1.now) }
        // Another process may be recording: now is the same for the list and for the head.
        var last = end == .now ? .size(newest.size) : end
        if end == .now, views[0].size == newest.size, views[0].now == newest.now {
            (views, last) = ([first, first], point)
        }
        (earlier, later) = (try ReportHead(views[0]), try ReportHead(views[1]))
        (self.period, self.home) = (period, home)
        list = try records.changes(from: point, to: last, during: period, at: home)
    }

    /// The report as JSON: `now` and `size` are those of the later point, `since` the earlier one.
    public func json() -> JSONValue {
        .merged(
            later.members,
            [
                JSONMember("since", earlier.point),
                JSONMember("home", .optional(home?.text)),
                JSONMember("from", .optional(period?.from.description)),
                JSONMember("to", .optional(period?.to.description)),
                JSONMember("changed", .bool(!list.isEmpty)),
                JSONMember("entries", .array(list.entries.map(\.json))),
                JSONMember("episodes", .array(list.episodes.map(\.json))),
                JSONMember("figures", .array(list.figures.map(\.json))),
            ])
    }

    /// The report as text.
    public func text() -> String {
        var text = "Changes since \(earlier.pointText)\n\(later.text)"
        let scope = [home.map { "home \($0)" }, period?.text].compactMap { $0 }
        if !scope.isEmpty { text += "Of \(scope.joined(separator: ", "))\n" }
        if list.isEmpty { return text + "\nNothing has changed.\n" }
        text += "\nEntries (\(list.entries.count))\n"
        text += list.entries.map(\.lines).joined()
        text += "\nEpisodes (\(list.episodes.count))\n"
        text += list.episodes.map(\.lines).joined()
        text += "\nFigures (\(list.figures.count))\n"
        if period == nil { return text + "  none without a period\n" }
        return list.figures.isEmpty ? text : text + ChangedFigures.table(list.figures)
    }
}

extension ChangeEntry {
    fileprivate var json: JSONValue {
        [
            "position": .integer(Int64(position.rawValue)), "id": .string(id.description),
            "kind": .string(kind.name), "nature": .string(nature.rawValue),
            "child": .optional(child?.text), "episodes": .ids(episodes),
            "occurredAt": .moment(occurrence),
            "recordedAt": .string(RFC3339.format(recordedAt)),
        ]
    }

    fileprivate var lines: String {
        var text = "  [\(position)] \(nature.rawValue) \(kind)"
        if let child { text += ", child \(child)" }
        text += "\n    occurred \(LocalTime.text(occurrence))"
        text += ", recorded \(LocalTime.text(recordedAt))\n    id \(id)"
        if !episodes.isEmpty {
            text += ", episode " + episodes.map(\.description).joined(separator: " ")
        }
        return text + "\n"
    }
}

extension EpisodeChange {
    fileprivate var json: JSONValue {
        [
            "id": .string(episode.description), "child": .string(child.text),
            "home": .optional(home?.text), "nature": .string(nature.rawValue),
            "differences": .array(
                differences.map {
                    ["name": .string($0.name), "was": .optional($0.was), "now": .optional($0.now)]
                }),
            "becauseOf": .positions(causes),
        ]
    }

    fileprivate var lines: String {
        let place = home.map { ", home \($0)" } ?? ""
        let start = "  \(nature.rawValue): child \(child)\(place), episode \(episode)"
        return "\(start)\n    \(Causes.text(causes))\n"
            + differences.map { difference in
                let (was, now) = (Self.shown(difference.was), Self.shown(difference.now))
                return "    \(difference.name): ~~\(was)~~ \(now)\n"
            }.joined()
    }

    /// A value with its moments on London's clock.
    private static func shown(_ value: String?) -> String {
        guard let value else { return "none" }
        return value.split(separator: " ").map { word in
            let comma = word.hasSuffix(",") ? "," : ""
            let moment = try? RFC3339.parse(String(word.dropLast(comma.count)))
            return moment.map { LocalTime.text($0) + comma } ?? String(word)
        }.joined(separator: " ")
    }
}

extension FigureChange {
    fileprivate var json: JSONValue {
        [
            "home": .optional(home?.text), "total": .bool(isTotal), "name": .string(name),
            "was": .integer(Int64(was)), "now": .integer(Int64(now)),
            "becauseOf": .positions(causes),
        ]
    }
}

private enum ChangedFigures {
    static func table(_ figures: [FigureChange]) -> String {
        let rows = figures.map { figure in
            [
                "  " + (figure.isTotal ? "all homes" : figure.home?.text ?? "(not known)"),
                figure.name, "~~\(figure.was)~~", "\(figure.now)", Causes.text(figure.causes),
            ]
        }
        return TextTable.text(rows, leading: 5)
    }
}

/// Because of which entries something differs.
private enum Causes {
    /// So many are named in text; the JSON names all.
    private static let limit = 8

    static func text(_ causes: [Position]) -> String {
        if causes.isEmpty { return "time has passed" }
        let named = causes.prefix(limit).map { "[\($0)]" }.joined(separator: " ")
        let rest = causes.count - limit
        return "because of \(named)" + (rest > 0 ? " and \(rest) more" : "")
    }
}

extension JSONValue {
    fileprivate static func positions(_ positions: [Position]) -> JSONValue {
        .array(positions.map { .integer(Int64($0.rawValue)) })
    }
}
