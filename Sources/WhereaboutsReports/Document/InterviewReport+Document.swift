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
            name, title,
            figures: (figures + rates).figures(partOf: wholes, from: Self.inputs), people: people,
            isPart: isPart, relations: Self.relations)
    }

    /// What the rates are made of.
    static let inputs = [
        "offeredOfRequired": ["offered", "required"],
        "declinedOfOffered": ["offeredAndDeclined", "offered"],
        "completedOfRequired": ["completed", "required"],
        "completedOfOffered": ["offeredAndCompleted", "offered"],
        "completedIn72OfRequired": ["completedIn72", "required"],
        "completedIn72OfCompleted": ["completedIn72", "completed"],
        "independentOfInterviews": ["independent", "interviews"],
        "medianHours": ["completed"],
    ]

    /// What holds between the figures besides their being parts of the episodes.
    static let relations: [Relation] = [
        .part("offeredIn72", of: "offered"), .part("completedIn72", of: "completed"),
        .part("completedWithoutOffer", of: "completed"),
        .sum("completed", of: ["completedWithoutOffer", "offeredAndCompleted"]),
        .part("offeredAndDeclined", of: "declined"),
        .part("challengesDue", of: "notOffered"),
        .parts(["offered", "notOffered"], of: "required"),
        // Those that are left came back without a time.
        .parts(["completed", "declined", "awaiting", "overdue"], of: "required"),
        .atMost(
            [(1, "required")],
            of: ["completed", "declined", "awaiting", "overdue", "clockUnknown"].map { (1, $0) }),
    ]
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
