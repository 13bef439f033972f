import EventLog
import Whereabouts

extension InterviewFigures {
    /// The figures as a section, drawn as a funnel.
    func section(
        _ name: String, _ title: String, people: Int? = nil, isPart: Bool = false
    ) -> Document.Section {
        var wholes: [String: String] = ["independent": "interviews"]
        for figure in figures
        where !["required", "interviews", "medianHours"].contains(figure.name) {
            wholes[figure.name] = wholes[figure.name] ?? "required"
        }
        return Document.Section(
            name, title, figures: (figures + rates).figures(partOf: wholes), people: people,
            isPart: isPart)
    }
}

extension InterviewReport {
    /// The report as parts.
    public func document(from provenance: Provenance) -> Document {
        let cohorts = Cohort.allCases.filter { !interviews[$0].required.isEmpty }
        return Document(
            "rhi", "Return home interviews", of: home.map { "home \($0)" } ?? "all children",
            during: period, from: provenance, people: people,
            [figures(interviews.all).section("all", "All")]
                + cohorts.map {
                    figures(interviews[$0]).section(
                        $0.rawValue, $0.label.sentence, people: interviews.children($0),
                        isPart: true)
                }
        ).known(state)
    }
}
