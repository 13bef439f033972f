import Merkle
import WhereaboutsReports

/// What every page is made of.
struct PageParts {
    let title: String
    let subject: String
    /// What stands below the title: period, as of, for whom.
    let facts: [(label: String, value: Markup)]
    let notes: [String]
    let content: Markup
    let provenance: Provenance
    /// The only script of the page; empty for most.
    var script = PageScript.none

    /// The whole page.
    func markup(_ templates: Templates) -> Markup {
        templates.render(
            .page,
            Fields([
                "policy": .text(script.policy), "title": .text(title),
                "subject": .text(subject), "style": .markup(Markup(ours: StyleSheet.all)),
                "facts": .pairs(facts), "notes": .texts(notes), "content": .markup(content),
                "origins": .pairs(provenance.pairs), "steps": .list(provenance.stepFields),
                "script": .markup(Markup(ours: script.source)),
            ]))
    }
}

extension Provenance {
    /// What a reader needs to ask the same question of the same entries.
    fileprivate var pairs: [(label: String, value: Markup)] {
        var pairs: [(label: String, value: Markup)] = [
            ("Log", Markup(origin ?? "no entries")), ("Entries", Markup("\(size)")),
        ]
        if let root { pairs.append(("Root (RFC 6962, Base64)", .code(root.base64))) }
        pairs.append(("As of", Markup(now.map { LocalTime.text($0) + " (London)" } ?? "no time")))
        pairs += parameters.map { ($0.name.sentence, Markup($0.value)) }
        pairs.append(("Thresholds", Markup(thresholds)))
        return pairs
    }

    fileprivate var stepFields: [Fields] {
        steps.map { Fields(["step": .markup(.prose($0))]) }
    }
}

extension Markup {
    /// Something to be copied letter for letter.
    static func code(_ text: String) -> Markup {
        Markup(ours: "<code>\(Markup(text).html)</code>")
    }

    /// A sentence with commands in back quotes.
    static func prose(_ text: String) -> Markup {
        .joined(
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
                $0 % 2 == 0 ? Markup(String($1)) : .code(String($1))
            })
    }
}
