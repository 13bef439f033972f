extension Summary {
    /// A figure under its name in the reports' JSON.
    public struct NamedFigure: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The figure.
        public let figure: Int

        init(_ name: String, _ figure: Int) {
            (self.name, self.figure) = (name, figure)
        }
    }

    /// Every figure that is a number, in the order of the reports.
    public var figures: [NamedFigure] {
        Figure.allCases.flatMap { figure in
            let own = [NamedFigure(figure.name, self[figure])]
            return figure == .unexplained
                ? own + [NamedFigure("unexplainedMonths", unexplainedMonths)] : own
        } + Flag.allCases.map { NamedFigure("flag.\($0.code)", flags[$0]) }
    }

    /// One figure, as the length of the list of what is behind it.
    public subscript(figure: Figure) -> Int {
        switch figure {
        case .absences: counts.absences.count
        case .missingIncidents: counts.missingIncidents.count
        case .awayIncidents: counts.awayIncidents.count
        case .policeReports: counts.policeReports.count
        case .children: counts.children
        case .childrenMoreThanOnce: counts.childrenMoreThanOnce
        case .maxPerChild: counts.maxPerChild
        case .childrenMissing: counts.childrenMissing
        case .childrenAway: counts.childrenAway
        case .openNow: counts.openNow.count
        case .openAtEnd: counts.openAtEnd.count
        case .overnight: counts.overnight.count
        case .secondsAway: Int(counts.secondsAway)
        case .residentDays: counts.residentDays
        case .required: interviews.required.count
        case .offered: interviews.offered.count
        case .offeredIn72: interviews.offeredIn72.count
        case .declined: interviews.declined.count
        case .completed: interviews.completed.count
        case .completedIn72: interviews.completedIn72.count
        case .notOffered: interviews.notOffered.count
        case .awaiting: interviews.awaiting.count
        case .overdue: interviews.overdue.count
        case .clockUnknown: interviews.clockUnknown.count
        case .completedWithoutOffer: interviews.completedWithoutOffer.count
        case .challengesDue: interviews.challengesDue.count
        case .interviews: interviews.interviews.count
        case .admitted: admitted.count
        case .left: left.count
        case .residents: residents.count
        case .residentsAtEnd: residentsAtEnd.count
        case .decisions: decisions.count
        case .notifications: notifications.count
        case .challenges: challenges.count
        case .challengesAnswered: challengesAnswered.count
        case .escalations: escalations.count
        case .persistent: persistent.count
        case .ended: ended.count
        case .unexplained: unexplained.count
        case .strategies: strategies.count
        case .corrections: corrections.count
        }
    }

    /// Whether the source can hold a figure: where it cannot, the figure is no data, and not 0.
    public func hasData(on figure: Figure) -> Bool {
        switch figure {
        case .offered, .offeredIn72, .declined, .notOffered, .completedWithoutOffer,
            .challengesDue:
            interviews.hasOffers
        case .completed, .completedIn72, .awaiting, .overdue, .interviews:
            interviews.hasInterviews
        case .awayIncidents, .childrenAway: counts.hasAway
        case .residentDays, .residents, .residentsAtEnd, .admitted, .left: counts.hasPlacements
        default: true
        }
    }
}
