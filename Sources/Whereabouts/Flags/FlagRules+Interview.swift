import EventLog
import SwiftProtobuf

/// Rules about the return home interview (2014 guidance).
extension FlagRules {
    /// F04, F05, F15: held or declined without an offer, before the return, not independent.
    func interviews(_ fold: EpisodeFold) throws -> [Finding] {
        let (episode, interview) = (fold.episode, fold.episode.interview)
        var findings: [Finding] = []
        let answers = interview.completions.map(\.mark) + interview.refusals
        for answer in answers where !interview.offers.contains(where: { $0.at <= answer.at }) {
            findings.append(Finding(.interviewWithoutOffer, episode.id, [answer.position]))
        }
        for held in interview.completions {
            if let returned = episode.returned, returned.occurrence.hasTime,
                held.mark.at < returned.at
            {
                findings.append(
                    Finding(
                        .interviewBeforeReturn, episode.id,
                        [held.mark.position, returned.position]))
            }
            if !held.isIndependent, try !isWished(interview, before: held.mark) {
                findings.append(Finding(.notIndependent, episode.id, [held.mark.position]))
            }
        }
        return findings
    }

    /// The child accepted an offer by somebody who was not independent.
    private func isWished(_ interview: Interview, before held: Mark) throws -> Bool {
        let offers = Set(interview.offers.map(\.position))
        let isOffered = try entries.contains { entry in
            try offers.contains(entry.header.position) && entry.occurrence.at <= held.at
                && !RhiOffered(serializedBytes: entry.facts).independent
        }
        guard isOffered else { return false }
        let acceptances = Set(interview.acceptances.map(\.position))
        return try entries.contains { entry in
            try acceptances.contains(entry.header.position) && entry.occurrence.at <= held.at
                && RhiAccepted(serializedBytes: entry.facts).by == .child
        }
    }

    /// F17: no offer when the interview was due, or before.
    func offer(_ fold: EpisodeFold) -> [Finding] {
        let episode = fold.episode
        guard let returned = episode.returned, episode.hasMissingSegment,
            let due = episode.interview.due
        else { return [] }
        guard let offer = episode.interview.firstOffer else {
            return [
                Finding(.interviewNotOffered, episode.id, [returned.position], after: due)
            ]
        }
        guard due < offer.at else { return [] }
        return [
            Finding(.interviewNotOffered, episode.id, [returned.position, offer.position])
        ]
    }
}
