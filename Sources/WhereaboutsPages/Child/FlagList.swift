import Whereabouts

/// The flags raised, each with the entries that show it.
struct FlagList {
    let findings: [Finding]

    var markup: Markup {
        guard !findings.isEmpty else {
            return Markup(ours: "<p class=\"note\">No flag is raised.</p>\n")
        }
        let items = findings.map { Markup(ours: "<li>\(Self.line($0).html)</li>\n") }
        return Markup(ours: "<ul>\n\(Markup.joined(items).html)</ul>\n")
    }

    /// Code, name, nature and evidence.
    static func line(_ finding: Finding) -> Markup {
        let flag = finding.flag
        return Markup("\(flag.code) \(flag.name) (\(flag.nature.rawValue)): ")
            + .joined(finding.evidence.map { .reference($0) }, by: " ")
    }
}
