import Whereabouts

/// What the Department's rules will say of one child's rows, so that what fails is announced.
///
/// The logic of the rules as `csc-validator-be-903` has it, the same from 2022-23 to 2026-27; only
/// those that true rows can fail.
struct MissingRules {
    private let rows: ChildReturn
    private let birth: LocalDate?
    private let year: CollectionYear
    private let periods: [CareHistory.Period]

    /// A row that fails a rule.
    struct Failure: Hashable {
        let rule: Int
        /// The place of the row among the child's.
        let place: Int
        var isOfEpisodes = false
    }

    init(_ rows: ChildReturn, birth: LocalDate?, _ year: CollectionYear) {
        (self.rows, self.birth, self.year) = (rows, birth, year)
        periods = Self.periods(rows.episodes)
    }

    /// The failures, by row, then by rule; those of the Episodes table last.
    var failures: [Failure] {
        let overlapping = overlapping
        let uncarried = uncarried
        var failures: [Failure] = []
        for (place, row) in rows.missing.enumerated() {
            var rules: [Int] = []
            if row.isReversed { rules.append(567) }
            if let end = row.end, !year.includes(end, end) { rules.append(571) }
            if overlapping.contains(place) { rules.append(574) }
            if failsPlacementEnded(row) { rules.append(575) }
            if place == uncarried { rules.append(576) }
            if failsCareEnded(row) { rules.append(577) }
            if failsStartOutsideCare(row) { rules.append(578) }
            if failsStartOutsideEpisodes(row) { rules.append(581) }
            if let birth, row.start <= birth { rules.append(586) }
            if rows.episodes.isEmpty { rules.append(1012) }
            failures += rules.map { Failure(rule: $0, place: place) }
        }
        return failures + failuresAt18
    }

    /// Rule 574: by end, an open row by its start; each against the one before it.
    private var overlapping: Set<Int> {
        let order = rows.missing.indices.sorted { left, right in
            let (first, second) = (rows.missing[left], rows.missing[right])
            return (first.end ?? first.start, first.start, left)
                < (second.end ?? second.start, second.start, right)
        }
        var failed: Set<Int> = []
        for (before, place) in zip(order, order.dropFirst()) {
            let end = rows.missing[before].end
            if end.map({ rows.missing[place].start < $0 }) ?? true { failed.insert(place) }
        }
        return failed
    }

    /// Rule 575: the row's first day lies in an episode that has ended, and the row is open.
    private func failsPlacementEnded(_ row: MissingRow) -> Bool {
        row.end == nil
            && rows.episodes.contains { episode in
                guard let dec = episode.dec else { return false }
                return episode.decom <= row.start && row.start <= dec
            }
    }

    /// Rule 576: open last year, and this year's first row starts on another day.
    private var uncarried: Int? {
        guard let first = rows.missing.map(\.start).min() else { return nil }
        let isUncarried = rows.lastYear.contains { $0.end == nil && $0.start != first }
        return isUncarried ? rows.missing.firstIndex { $0.start == first } : nil
    }

    /// Rule 577: the row fits no period of care.
    private func failsCareEnded(_ row: MissingRow) -> Bool {
        !periods.isEmpty
            && periods.allSatisfy { period in
                guard let end = row.end else { return period.to != nil || row.start < period.from }
                return end > period.to ?? .last || end < period.from
            }
    }

    /// Rule 578: the row starts before or after every period of care.
    private func failsStartOutsideCare(_ row: MissingRow) -> Bool {
        !periods.isEmpty
            && periods.allSatisfy { row.start < $0.from || row.start > $0.to ?? .last }
    }

    /// Rule 581: the row starts in no episode; children without any are not looked at.
    private func failsStartOutsideEpisodes(_ row: MissingRow) -> Bool {
        !rows.episodes.isEmpty
            && rows.episodes.allSatisfy { row.start < $0.decom || row.start > $0.dec ?? .last }
    }

    /// Rule 580: missing until care ended at 18, with another reason than E8.
    private var failuresAt18: [Failure] {
        guard let birthday = birth?.adding(years: 18) else { return [] }
        guard rows.missing.contains(where: { $0.end == birthday }) else { return [] }
        return rows.episodes.indices.filter {
            rows.episodes[$0].dec == birthday && rows.episodes[$0].reason != "E8"
        }.map { Failure(rule: 580, place: $0, isOfEpisodes: true) }
    }

    /// Periods of care as rules 577 and 578 make them: a new one where an episode starts after the
    /// one before it ended; it ends as its last one does.
    private static func periods(_ episodes: [EpisodeRow]) -> [CareHistory.Period] {
        var periods: [CareHistory.Period] = []
        for episode in episodes.sorted(by: { $0.decom < $1.decom }) {
            if let last = periods.last, episode.decom <= last.to ?? .last {
                periods[periods.count - 1].to = episode.dec
            } else {
                periods.append(
                    CareHistory.Period(from: episode.decom, to: episode.dec, reason: ""))
            }
        }
        return periods
    }
}
