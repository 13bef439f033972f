import EventLog
public import Whereabouts
public import WhereaboutsReports

/// One child's history as a page with a slider through knowledge time.
///
/// It stops at every entry of the child, at the time when it was recorded, and shows what was known
/// then: entries, values struck through once they were corrected, episodes, deadlines that ran.
/// Without a script it shows everything, as of the view. It works from the file system.
public struct ReplayPage: Sendable {
    private let child: KnownChild

    /// Reads a child's history.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - child: The host's id, or `#17` for the child with that number.
    ///   - disclosure: Whom it is for.
    /// - Throws: ``PageError/notForPublic``, `RecordError.unknownChild`, or what reading throws.
    public init(_ view: RecordsView, of child: ChildID, at disclosure: Disclosure) throws {
        self.child = try KnownChild(view, of: child, at: disclosure)
    }

    /// A self-contained HTML page; the same view gives the same bytes.
    ///
    /// - Returns: The bytes of the page, in UTF-8.
    /// - Throws: When the facts of an entry are damaged, or what reading throws.
    /// - Complexity: For each entry, linear in the episodes and duties so far; for each that amends
    ///   another, in the entries so far.
    public func html() throws -> [UInt8] {
        let templates = try Templates.load()
        let provenance = try child.provenance()
        let parts = PageParts(
            title: "Replay", subject: "Child \(child.history.child)",
            facts: child.facts(provenance), notes: [child.lengthNote],
            content: try content(templates), provenance: provenance, script: .replay)
        return Array(parts.markup(templates).html.utf8)
    }

    private func content(_ templates: Templates) throws -> Markup {
        let states = try ReplayStates(child)
        let now = child.history.now
        return templates.render(
            .replay,
            Fields([
                "stops": .text("\(child.history.entries.count + 1)"),
                "last": .text(lastLabel),
                "now": .text("\(now.seconds)"), "lastStop": .text("\(child.history.entries.count)"),
                "hasEpisodes": .flag(states.episodes.hasLast),
                "hasDeadlines": .flag(states.deadlines.hasLast),
                "hasFlags": .flag(states.flags.hasLast),
                "episodeHeads": .texts(EpisodeRow.heads),
                "deadlineHeads": .texts(DeadlineRow.heads),
                "episodes": rows(states.episodes, by: { $0.number < $1.number }) { $0.markup },
                "deadlines": rows(states.deadlines, by: DeadlineRow.isDueBefore) {
                    $0.markup(at: now)
                },
                "flags": rows(states.flags, by: { $0.flag.rawValue < $1.flag.rawValue }) {
                    FlagList.line($0)
                },
                "entries": .markup(try entries(templates)),
            ]))
    }

    private var lastLabel: String {
        "\(LocalTime.text(child.history.now)), everything in view"
    }

    /// A field for each span, first what stands above.
    private func rows<Value>(
        _ spans: Spans<Value>, by isBefore: (Value, Value) -> Bool, _ markup: (Value) -> Markup
    ) -> Fields.Field {
        let order = spans.spans.indices.sorted { left, right in
            let (first, second) = (spans.spans[left].value, spans.spans[right].value)
            if isBefore(first, second) { return true }
            return isBefore(second, first) ? false : left < right
        }
        return .list(
            order.map { place in
                let span = spans.spans[place]
                return Fields([
                    "attributes": .markup(Markup(ours: span.attributes)),
                    "row": .markup(markup(span.value)),
                ])
            })
    }

    /// The entries, newest first: what was learned at a stop stands above.
    private func entries(_ templates: Templates) throws -> Markup {
        let versions = try EntryVersions(child, templates).versions
        let articles = zip(child.history.entries, versions).enumerated().map { place, pair in
            let (entry, versions) = pair
            let label = "\(LocalTime.text(entry.recordedAt)), \(Labels.sentence(entry.kind.name))"
            return Markup(
                ours: "<article class=\"entry\" id=\"e\(entry.position)\" data-from=\"\(place)\""
                    + " data-stop=\"\(place)\" data-now=\"\(entry.recordedAt.seconds)\""
                    + " data-label=\"\(Markup(label).html)\">\n\(bodies(versions))</article>\n")
        }
        return .joined(articles.reversed())
    }

    private func bodies(_ versions: [EntryVersions.Version]) -> String {
        var html = ""
        for (place, version) in versions.enumerated() {
            let end = place + 1 < versions.count ? versions[place + 1].from : nil
            let span = Spans<Int>.Span(value: place, from: version.from, to: end)
            let state = version.isWithdrawn ? "version withdrawn" : "version"
            html += "<div class=\"\(state)\""
            if versions.count > 1 { html += " \(span.attributes)" }
            html += ">\n\(version.body.html)</div>\n"
        }
        return html
    }
}

extension DeadlineRow {
    /// What is due first stands above; what has no time stands below.
    fileprivate static func isDueBefore(_ left: DeadlineRow, _ right: DeadlineRow) -> Bool {
        (left.due?.microseconds ?? .max) < (right.due?.microseconds ?? .max)
    }
}

extension Spans {
    /// Whether anything stands at the last stop.
    fileprivate var hasLast: Bool { spans.contains { $0.to == nil } }
}
