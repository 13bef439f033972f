import EventLog
import Whereabouts
import WhereaboutsReports

/// One entry: when it happened and was recorded, what, by whom, and what became of it.
struct EntryMarkup {
    let templates: Templates
    let child: KnownChild
    let entry: RecordedEntry
    /// Whether the flags of the whole view stand with it.
    var showsFlags = true

    var body: Markup {
        get throws {
            let details = EntryDetails(child: child, entry: entry)
            let (facts, words) = (try details.facts, try details.words)
            let lines = try AmendmentLines(child: child, entry: entry).lines
            let flags = showsFlags ? child.flags(of: entry) : []
            return templates.render(
                .entry,
                Fields([
                    "occurred": .markup(occurred),
                    "recorded": .text(LocalTime.text(entry.recordedAt)),
                    "lag": .text(LocalTime.lag(from: entry.occurrence.at, to: entry.recordedAt)),
                    "kind": .text(Labels.sentence(entry.kind.name)),
                    "withdrawn": .flag(entry.isWithdrawn),
                    "place": .text("\(entry.position)"),
                    "actor": .text(AmendmentLines.name(entry.actor)),
                    "home": .markup(home), "target": .markup(target),
                    "hasFacts": .flag(!facts.isEmpty), "facts": .pairs(facts),
                    "hasWords": .flag(!words.isEmpty), "words": .pairs(words),
                    "hasLines": .flag(!lines.isEmpty),
                    "lines": .list(lines.map { Fields(["line": .markup($0)]) }),
                    "hasFlags": .flag(!flags.isEmpty),
                    "flags": .texts(flags.map { "\($0.code) \($0.name)" }),
                ]))
        }
    }

    private var occurred: Markup {
        let stored = Markup(LocalTime.text(entry.occurrence))
        let now = entry.effective.occurrence
        guard now != entry.occurrence else { return stored }
        return .struck(stored, Markup(LocalTime.text(now)))
    }

    private var target: Markup {
        guard let position = entry.refersTo.flatMap({ child.positions[$0] }) else {
            return Markup("")
        }
        return Markup(", about ") + .reference(position)
    }

    private var home: Markup {
        let stored = entry.home.map { Markup(", home \($0.text)") } ?? Markup("")
        let now = entry.effective.home
        guard now != entry.home else { return stored }
        let old = Markup(entry.home?.text ?? "none")
        return Markup(", home ") + .struck(old, Markup(now?.text ?? "none"))
    }
}

extension RecordedEntry {
    /// Whether it has no effect any more.
    var isWithdrawn: Bool {
        if case .withdrawn = state { return true }
        return false
    }
}
