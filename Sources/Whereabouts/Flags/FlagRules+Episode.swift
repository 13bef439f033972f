import EventLog
import SwiftProtobuf

/// Rules about start, end and place.
extension FlagRules {
    /// F02, F03, F29: ends against the report, against the start, and without a time.
    func endings(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        let ends = [episode.found, episode.returned].compactMap { $0 }
        var findings: [Finding] = []
        func moment(_ mark: Mark) -> Instant { mark.occurrence.orderingMoment(isEnding: true) }
        if let report = episode.policeReports.first,
            let end = ends.first(where: { moment($0) < report.at })
        {
            findings.append(
                Finding(.foundBeforeReported, episode.id, [report.position, end.position]))
        }
        let start = max(episode.lastSeen ?? episode.start.at, episode.start.at)
        for end in ends + [episode.endedOtherwise].compactMap({ $0 }) where moment(end) < start {
            findings.append(
                Finding(.endBeforeStart, episode.id, [episode.opening, end.position]))
        }
        for end in ends where !end.occurrence.hasTime {
            findings.append(Finding(.noReturnTime, episode.id, [end.position]))
        }
        return findings
    }

    /// F07: a placement that starts or ends while the child is away.
    func transfers(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        let start = episode.start.at
        let end = episode.end?.orderingMoment(isEnding: true) ?? .distantFuture
        let changes =
            self.fold.residence.stays.flatMap { [$0.started, $0.ended].compactMap { $0 } }
            + self.fold.residence.otherEnds
        return changes.filter { start < $0.at && $0.at < end }.map {
            Finding(.transferWhileMissing, episode.id, [episode.opening, $0.position])
        }
    }

    /// F08, F24, F28: how it was opened, where the child was, and how often it was reported.
    func start(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        var findings: [Finding] = []
        if fold.opening.kind == .reportedToPolice {
            findings.append(Finding(.reportWithoutAbsence, episode.id, [episode.opening]))
        }
        if self.fold.residence.isOutside(episode.start.at) {
            findings.append(Finding(.notInCare, episode.id, [episode.opening]))
        }
        let end = episode.end?.orderingMoment(isEnding: true) ?? .distantFuture
        for report in episode.policeReports.dropFirst() where report.at < end {
            findings.append(
                Finding(
                    .duplicateReport, episode.id,
                    [episode.policeReports[0].position, report.position]))
        }
        return findings
    }

    /// F27: back in another home than that of the placement.
    func returns(_ fold: EpisodeFold) throws -> [Finding] {
        let episode = fold.episode
        guard let returned = episode.returned,
            let step = fold.steps.first(where: { $0.position == returned.position })
        else { return [] }
        let home = try ChildReturned(serializedBytes: step.entry.facts).toHome
        let placed = self.fold.residence.home(at: returned.at) ?? episode.scope
        guard placed != .none, try homes(HomeID(home)) != placed else { return [] }
        return [Finding(.returnElsewhere, episode.id, [returned.position])]
    }

    /// F30: no reason and no explanation a week after the end; a split ends a part, not an absence.
    func unexplained(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        guard let end = episode.end, episode.explanation == nil,
            let mark = episode.returned ?? episode.endedOtherwise,
            episode.returned != nil || episode.endedReason != nil
        else { return [] }
        let due = thresholds.days(.unexplainedDays, after: end.orderingMoment(isEnding: true))
        return [Finding(.unexplained, episode.id, [mark.position], after: due)]
    }

    /// The alert for a child subject to restriction who goes soon after admission.
    func admission(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        guard self.fold.record.isRestricted, episode.hasMissingSegment,
            let admitted = self.fold.residence.admission(before: episode.start.at),
            episode.start.at <= thresholds.days(.recentAdmissionDays, after: admitted)
        else { return [] }
        return [Finding(.recentAdmission, episode.id, [episode.opening])]
    }
}
