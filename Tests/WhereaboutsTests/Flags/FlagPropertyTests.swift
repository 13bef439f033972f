import EventLog
import TestSupport
import Testing
import Whereabouts

/// What holds of flags and deadlines in every log, tried on generated ones.
@Suite struct FlagPropertyTests {
    private let much = Tale.moment("2198-01-01T00:00:00Z")

    private func histories(_ seed: UInt64, _ point: KnowledgePoint = .now) throws -> [History] {
        let view = try GeneratedLogs.log(seed: seed).records.asOf(point)
        return try (1...25).map { try view.history(of: ChildID("#\($0)")) }
    }

    @Test(arguments: UInt64(1)...10)
    func `every flag stands on entries of the child, once, in order`(seed: UInt64) throws {
        for history in try histories(seed) {
            let positions = Set(history.entries.map(\.position))
            let openings = Set(history.episodes.map(\.id))
            for finding in history.findings {
                #expect(!finding.evidence.isEmpty)
                #expect(positions.isSuperset(of: finding.evidence))
                #expect(finding.evidence == finding.evidence.sorted())
                if let episode = finding.episode { #expect(openings.contains(episode)) }
            }
            #expect(Set(history.findings).count == history.findings.count)
            let numbers = history.findings.map(\.flag.rawValue)
            #expect(numbers == numbers.sorted())
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `a flag is raised from its moment on and for ever`(seed: UInt64) throws {
        var count = 0
        let later = try histories(seed, .recorded(before: much))
        for (history, later) in zip(try histories(seed), later) {
            #expect(history.record == later.record)
            let (now, then) = (Set(history.findings), Set(later.findings))
            #expect(then.isSuperset(of: now))
            for finding in then.subtracting(now) where finding.flag != .openPast18 {
                let after = try #require(finding.after)
                #expect(after >= history.now)
                #expect(!finding.isRaised(asOf: after))
                #expect(finding.isRaised(asOf: after.adding(seconds: 1)))
                count += 1
            }
        }
        #expect(count > 0)
    }

    @Test(arguments: UInt64(1)...10)
    func `flags of episodes are those of a naive reading`(seed: UInt64) throws {
        var counts: [Flag: Int] = [:]
        for history in try histories(seed) {
            for flag in NaiveFlags.flags {
                let found = Set(
                    history.findings.filter { $0.flag == flag }.compactMap(\.episode))
                let expected = NaiveFlags.episodes(flag, history)
                #expect(found == expected, "\(flag.code) of \(history.child)")
                counts[flag, default: 0] += expected.count
            }
        }
        for flag in NaiveFlags.flags where flag != .overlap && flag != .endBeforeStart {
            #expect(counts[flag] ?? 0 > 0, "\(flag.code)")
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `a duty has its flag exactly where it is overdue or was met late`(seed: UInt64) throws {
        let flags: [Deadline.Duty: Flag] = [
            .absenceReview: .reviewOverdue, .returnInterview: .interviewLate,
            .safeAndWell: .noSafeAndWell, .placingAuthority: .placingAuthorityNotTold,
            .parents: .parentsUndecided, .homeOfficeMissing: .homeOfficeNotTold,
            .homeOfficeFound: .homeOfficeNotTold, .ofsted: .ofstedUndecided,
        ]
        var count = 0
        for history in try histories(seed) {
            let broken = history.deadlines.filter { $0.state == .overdue || $0.state == .metLate }
            let expected = broken.compactMap { reading in
                flags[reading.deadline.duty].map { flag in
                    let evidence = [reading.deadline.cause, reading.deadline.met]
                    return "\(flag) \(evidence.compactMap { $0?.position.rawValue }.sorted())"
                }
            }
            let found = history.findings.filter { flags.values.contains($0.flag) }
                .map { "\($0.flag) \($0.evidence.map(\.rawValue))" }
            #expect(found.sorted() == expected.sorted())
            count += found.count
        }
        #expect(count > 0)
    }

    @Test(arguments: UInt64(1)...4)
    func `entries recorded in another order raise the same flags`(seed: UInt64) throws {
        let log = try GeneratedLogs.log(seed: seed)
        let records = try Records.inMemory()
        try records.recordAndWait(
            try Shuffle(log.entries, seed: seed).entries.map { try $0.newEntry() })
        let ties = Shuffle.episodesWithTies(log.entries)
        for place in 1...25 {
            let child = ChildID("C" + String(String(1_000_000 + place).dropFirst()))
            let told = try [log.records, records].map { records in
                let history = try records.asOf(.recorded(before: much)).history(of: child)
                return ToldFlag.flags(of: history, without: ties)
            }
            #expect(told[0] == told[1])
        }
    }
}

/// A flag, and what shows it, without positions.
private struct ToldFlag: Hashable {
    let flag: Flag
    let episode: EntryID?
    let evidence: Set<EntryID>
    let after: Instant?

    /// All but those that turn on when an entry was recorded.
    static func flags(of history: History, without ties: Set<EntryID>) -> Set<ToldFlag> {
        let ids = Dictionary(uniqueKeysWithValues: history.entries.map { ($0.position, $0.id) })
        let timeless = history.findings.filter { finding in
            finding.flag != .lateEntry && finding.flag != .future
                && finding.episode.map { !ties.contains($0) } ?? true
        }
        return Set(
            timeless.map { finding in
                ToldFlag(
                    flag: finding.flag, episode: finding.episode,
                    evidence: Set(finding.evidence.compactMap { ids[$0] }),
                    after: finding.after)
            })
    }
}

/// Which episodes have a flag, by asking of each alone or of all pairs.
private enum NaiveFlags {
    static let flags: [Flag] = [
        .foundBeforeReported, .endBeforeStart, .overlap, .reportWithoutAbsence,
        .interviewLate, .interviewNotOffered, .duplicateReport, .unexplained,
    ]

    static func episodes(_ flag: Flag, _ history: History) -> Set<EntryID> {
        let kinds = Dictionary(
            uniqueKeysWithValues: history.entries.map { ($0.position, $0.kind) })
        return Set(
            history.episodes.filter { episode in
                switch flag {
                case .overlap: overlapsEarlier(episode, history.episodes)
                case .reportWithoutAbsence: kinds[episode.opening] == .reportedToPolice
                case .interviewLate, .interviewNotOffered:
                    history.requiresInterview(episode) && isInterview(flag, episode, history.now)
                default: isRaised(flag, episode, history.now)
                }
            }.map(\.id))
    }

    private static func isRaised(_ flag: Flag, _ episode: Episode, _ now: Instant) -> Bool {
        let ends = [episode.found, episode.returned].compactMap { $0?.occurrence }
        let reports = episode.policeReports.map(\.at)
        switch flag {
        case .foundBeforeReported:
            return reports.min().map { first in ends.contains { last(of: $0) < first } } ?? false
        case .endBeforeStart:
            let start = max(episode.start.at, episode.lastSeen ?? episode.start.at)
            return (ends + [episode.endedOtherwise?.occurrence].compactMap { $0 })
                .contains { last(of: $0) < start }
        case .duplicateReport:
            return reports.sorted().dropFirst().contains { report in
                episode.end.map { report < last(of: $0) } ?? true
            }
        case .unexplained:
            guard let end = episode.end, episode.explanation == nil else { return false }
            return last(of: end).adding(seconds: 7 * 86_400) < now
        default: return false
        }
    }

    private static func isInterview(_ flag: Flag, _ episode: Episode, _ now: Instant) -> Bool {
        guard let returned = episode.returned?.occurrence,
            [.minute, .hour].contains(returned.precision)
        else { return false }
        let due = returned.at.adding(seconds: 72 * 3_600)
        let interview = episode.interview
        if flag == .interviewNotOffered {
            return interview.offers.map(\.at).min().map { due < $0 } ?? (due < now)
        }
        if let held = interview.completions.map(\.mark.at).min() { return due < held }
        return due < now && !interview.isDeclined
    }

    private static func overlapsEarlier(_ episode: Episode, _ all: [Episode]) -> Bool {
        all.contains { other in
            (other.start.at, other.opening) < (episode.start.at, episode.opening)
                && (other.end.map { last(of: $0) > episode.start.at } ?? true)
        }
    }

    /// The last moment at which an end that has no time may have happened.
    private static func last(of end: Occurrence) -> Instant {
        end.precision == .date ? London.midnight(after: London.date(of: end.at)) : end.at
    }
}
