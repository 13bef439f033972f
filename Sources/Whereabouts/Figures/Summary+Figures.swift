extension Summary {
    /// A figure under its name in the reports' JSON.
    public struct NamedFigure: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The figure.
        public let figure: Int
    }

    /// Every figure that is a number, in the order of the reports.
    public var figures: [NamedFigure] {
        countFigures + interviewFigures + otherFigures
    }

    private var countFigures: [NamedFigure] {
        [
            NamedFigure("absences", counts.absences.count),
            NamedFigure("missingIncidents", counts.missingIncidents.count),
            NamedFigure("awayIncidents", counts.awayIncidents.count),
            NamedFigure("policeReports", counts.policeReports.count),
            NamedFigure("children", counts.children),
            NamedFigure("childrenMoreThanOnce", counts.childrenMoreThanOnce),
            NamedFigure("maxPerChild", counts.maxPerChild),
            NamedFigure("childrenMissing", counts.childrenMissing),
            NamedFigure("childrenAway", counts.childrenAway),
            NamedFigure("openNow", counts.openNow.count),
            NamedFigure("overnight", counts.overnight.count),
            NamedFigure("secondsAway", Int(counts.secondsAway)),
            NamedFigure("residentDays", counts.residentDays),
        ]
    }

    private var interviewFigures: [NamedFigure] {
        [
            NamedFigure("required", interviews.required.count),
            NamedFigure("offered", interviews.offered.count),
            NamedFigure("offeredIn72", interviews.offeredIn72.count),
            NamedFigure("declined", interviews.declined.count),
            NamedFigure("completed", interviews.completed.count),
            NamedFigure("completedIn72", interviews.completedIn72.count),
            NamedFigure("notOffered", interviews.notOffered.count),
            NamedFigure("awaiting", interviews.awaiting.count),
            NamedFigure("overdue", interviews.overdue.count),
            NamedFigure("clockUnknown", interviews.clockUnknown.count),
            NamedFigure("completedWithoutOffer", interviews.completedWithoutOffer.count),
            NamedFigure("challengesDue", interviews.challengesDue.count),
            NamedFigure("interviews", interviews.interviews.count),
        ]
    }

    private var otherFigures: [NamedFigure] {
        [
            NamedFigure("admitted", admitted.count), NamedFigure("left", left.count),
            NamedFigure("residents", residents.count),
            NamedFigure("notifications", notifications.count),
            NamedFigure("challenges", challenges.count),
            NamedFigure("challengesAnswered", challengesAnswered.count),
            NamedFigure("escalations", escalations.count),
            NamedFigure("persistent", persistent.count), NamedFigure("ended", ended.count),
            NamedFigure("unexplained", unexplained.count),
            NamedFigure("unexplainedMonths", unexplainedMonths),
            NamedFigure("strategies", strategies.count),
            NamedFigure("corrections", corrections.count),
        ] + Flag.allCases.map { NamedFigure("flag.\($0.code)", flags[$0]) }
    }
}

extension Summary.NamedFigure {
    init(_ name: String, _ figure: Int) {
        (self.name, self.figure) = (name, figure)
    }
}
