import EventLog
import SwiftProtobuf

/// Rules about what the police say and do.
extension FlagRules {
    /// F09: absent or no apparent risk, and no review was set.
    func reviews(_ fold: EpisodeFold) throws -> [Finding] {
        guard !fold.steps.contains(where: { $0.kind == .absenceReviewSet }) else { return [] }
        let absent = fold.categories.first { $0.category == .absent }?.step
        let riskless = try fold.grades().first { $0.grade == .noApparentRisk }?.step
        guard let step = [absent, riskless].compactMap({ $0 }).min() else { return [] }
        return [Finding(.noReviewSet, fold.episode.id, [step.position])]
    }

    /// F11, F14: a grade without a report before it; a grade below medium.
    func grades(_ fold: EpisodeFold) throws -> [Finding] {
        let report = fold.episode.policeReports.first
        return try fold.grades().flatMap { step, grade in
            var findings: [Finding] = []
            let isReported = report.map { $0.at <= step.occurrence.at } ?? false
            if !isReported {
                let evidence = [step.position] + (report.map { [$0.position] } ?? [])
                findings.append(Finding(.gradeWithoutReport, fold.episode.id, evidence))
            }
            if grade != .medium && grade != .high {
                findings.append(Finding(.underGraded, fold.episode.id, [step.position]))
            }
            return findings
        }
    }

    /// F12, F13, F14: categories without a source, against the whereabouts, against a local rule.
    func categories(_ fold: EpisodeFold) throws -> [Finding] {
        var findings: [Finding] = []
        for (place, (step, category)) in fold.categories.enumerated() {
            func find(_ flag: Flag) {
                findings.append(Finding(flag, fold.episode.id, [step.position]))
            }
            if try lacksSource(step.entry) { find(.carerCategorised) }
            let next = fold.categories.dropFirst(place + 1).first?.step.occurrence.at
            let end = [next, fold.episode.policeClosed?.at].compactMap { $0 }.min()
            if category == .missing || category == .absent,
                fold.stretches.isKnown(from: step.occurrence.at, to: end)
            {
                find(.knownButCategorised)
            }
            let limit = thresholds.value(.neverAbsentUnderAge, at: step.occurrence.at)
            if category == .absent, let age = step.entry.header.age, age < limit {
                find(.underGraded)
            }
        }
        for step in fold.steps where step.kind == .policeGraded {
            if try lacksSource(step.entry) {
                findings.append(Finding(.carerCategorised, fold.episode.id, [step.position]))
            }
        }
        return findings
    }

    /// Neither recorded by the police nor naming the police source that was relayed.
    private func lacksSource(_ entry: EffectiveEntry) throws -> Bool {
        let relayedBy =
            switch entry.kind {
            case .policeCategorised:
                try PoliceCategorised(serializedBytes: entry.facts).relayedBy
            case .recategorised: try Recategorised(serializedBytes: entry.facts).relayedBy
            default: try PoliceGraded(serializedBytes: entry.facts).relayedBy
            }
        return try relayedBy.isEmpty && roles(entry.header.actor) != .police
    }

    /// F23: police protection of more than 72 hours (Children Act 1989, section 46).
    func protection(_ fold: EpisodeFold) throws -> [Finding] {
        var ends = fold.steps.filter { $0.kind == .policeProtectionEnded }[...]
        return fold.steps.filter { $0.kind == .policeProtectionTaken }.compactMap { taken in
            let due = thresholds.hours(.protectionHours, after: taken.occurrence.at)
            ends = ends.drop { $0 < taken }
            guard let end = ends.popFirst() else {
                return Finding(
                    .protectionTooLong, fold.episode.id, [taken.position], after: due)
            }
            guard due < end.occurrence.at else { return nil }
            return Finding(
                .protectionTooLong, fold.episode.id, [taken.position, end.position])
        }
    }
}

extension EpisodeFold {
    /// The police's grades, in order of time.
    func grades() throws -> [(step: Step, grade: PoliceGrade)] {
        try steps.filter { $0.kind == .policeGraded }.map {
            ($0, try PoliceGraded(serializedBytes: $0.entry.facts).grade)
        }
    }
}

extension Stretches {
    /// Whether the whereabouts were known, and the child not found, at any time of a range.
    func isKnown(from start: Instant, to end: Instant?) -> Bool {
        all.contains { stretch in
            let last = stretch.end?.orderingMoment(isEnding: true)
            return stretch.state == .known && (end.map { stretch.start.at < $0 } ?? true)
                && (last.map { start < $0 } ?? true)
        }
    }
}
