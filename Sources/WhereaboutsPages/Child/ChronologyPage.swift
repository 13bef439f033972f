import EventLog
public import Whereabouts
public import WhereaboutsReports

/// One child's chronology as a page: episodes with their timelines, every entry, what is owed.
///
/// Every entry stands as it was stored; a value that was corrected is struck through, and who
/// corrected it, when and why stands below. Free words stand in it at `internal` only.
public struct ChronologyPage: Sendable {
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
    /// - Throws: When the facts of an entry are damaged.
    public func html() throws -> [UInt8] {
        let templates = try Templates.load()
        let provenance = try child.provenance()
        let parts = PageParts(
            title: "Chronology", subject: "Child \(child.history.child)",
            facts: child.facts(provenance),
            notes: [child.lengthNote], content: try content(templates),
            provenance: provenance)
        return Array(parts.markup(templates).html.utf8)
    }

    private func content(_ templates: Templates) throws -> Markup {
        let sections = ChildSections(
            child: child, standing: try child.view.standing(of: child.history))
        var content = SectionMarkup(
            templates: templates, section: sections.standingSection, number: 1
        ).markup
        if child.history.episodes.count > 1 {
            content += part(
                "overview", "Episodes over time", templates,
                content: EpisodeTimeline.overview(child.history))
        }
        content += try episodes(templates)
        let owed = Document.Section("deadlines", "Deadlines", tables: [sections.deadlineTable])
        content += SectionMarkup(templates: templates, section: owed, number: 2).markup
        return content
            + part(
                "flags", "Flags", templates,
                content: FlagList(findings: child.history.findings).markup)
    }

    private func episodes(_ templates: Templates) throws -> Markup {
        let episodes = child.history.episodes
        let ids = Set(episodes.map(\.id))
        let byEpisode = Dictionary(grouping: child.history.entries) { entry in
            entry.episode.flatMap { ids.contains($0) ? $0 : nil }
        }
        var content = part(
            "register", "Register and corrections", templates,
            content: try list(byEpisode[nil] ?? [], templates))
        for (place, episode) in episodes.enumerated() {
            let facts = EpisodeFacts(
                episode: episode, home: child.history.home(of: episode),
                needsInterview: child.history.requiresInterview(episode))
            let timeline = EpisodeTimeline(
                episode: episode, number: place + 1, now: child.history.now,
                interviewDue: child.history.outlook(of: episode).due)
            content += part(
                "episode-\(place + 1)", "Episode \(place + 1)", templates, facts: facts.pairs,
                content: timeline.markup + (try list(byEpisode[episode.id] ?? [], templates)))
        }
        return content
    }

    private func list(_ entries: [RecordedEntry], _ templates: Templates) throws -> Markup {
        .joined(
            try entries.map { entry in
                let body = try EntryMarkup(templates: templates, child: child, entry: entry).body
                let state = entry.isWithdrawn ? "entry withdrawn" : "entry"
                return Markup(
                    ours: "<article class=\"\(state)\" id=\"e\(entry.position)\">\n\(body.html)"
                        + "</article>\n")
            })
    }

    private func part(
        _ id: String, _ title: String, _ templates: Templates,
        facts: [(label: String, value: Markup)] = [], content: Markup
    ) -> Markup {
        templates.render(
            .chronology,
            Fields([
                "id": .text(id), "title": .text(title), "hasFacts": .flag(!facts.isEmpty),
                "facts": .pairs(facts), "content": .markup(content),
            ]))
    }
}

extension KnownChild {
    /// What stands below the title.
    func facts(_ provenance: Provenance) -> [(label: String, value: Markup)] {
        [("As of", Markup(provenance.asOf)), ("For", Markup(disclosure.sentence))]
    }

    /// How much there is.
    var lengthNote: String {
        let entries = history.entries.count
        let episodes = history.episodes.count
        return "\(entries) \(entries == 1 ? "entry" : "entries"), "
            + "\(episodes) \(episodes == 1 ? "episode" : "episodes"). Times are London's."
    }
}
