import EventLog
import TestSupport
import Testing
import Whereabouts

/// What is said names the entries that say it, and those are in view.
@Suite struct EvidenceTests {
    @Test(arguments: UInt64(1)...6)
    func `evidence lies in the child's history and in view`(seed: UInt64) throws {
        let (log, records) = try Self.log(seed)
        var dice = Dice(seed: seed)
        var count = 0
        for _ in 0..<6 {
            let size = UInt64(dice.draw(60...log.entries.count))
            let view = try records.asOf(.size(size))
            for child in log.children {
                let history = try view.history(of: child)
                let positions = Set(history.entries.map(\.position))
                let openings = Set(history.episodes.map(\.id))
                for finding in history.findings {
                    #expect(!finding.evidence.isEmpty)
                    #expect(positions.isSuperset(of: finding.evidence), "\(finding)")
                    #expect(finding.evidence.allSatisfy { $0.rawValue < size }, "\(finding)")
                    #expect(finding.episode.map(openings.contains) ?? true, "\(finding)")
                    count += 1
                }
                for reading in history.deadlines {
                    #expect(positions.contains(reading.deadline.cause.position))
                }
            }
        }
        #expect(count > 100)
    }

    @Test(arguments: UInt64(1)...6)
    func `figures list each entry once, and only entries in view`(seed: UInt64) throws {
        let (log, records) = try Self.log(seed)
        var dice = Dice(seed: seed)
        for _ in 0..<6 {
            let size = UInt64(dice.draw(60...log.entries.count))
            let view = try records.asOf(.size(size))
            var known: Set<EntryID> = []
            try view.forEachEntry { entry in
                known.insert(entry.id)
                return .next
            }
            let summaries = try view.summaries(during: Answers.period)
            for summary in summaries.homes + [summaries.total] {
                for (name, ids) in summary.lists {
                    #expect(known.isSuperset(of: ids), "\(name)")
                    // An incident is a segment, and an episode may have several.
                    if name.hasSuffix("Incidents") { continue }
                    #expect(Set(ids).count == ids.count, "\(name)")
                }
            }
        }
    }

    @Test(arguments: UInt64(1)...6)
    func `the figures of interviews add up`(seed: UInt64) throws {
        let (log, records) = try Self.log(seed)
        var dice = Dice(seed: seed)
        var required = 0
        for _ in 0..<10 {
            let size = UInt64(dice.draw(60...log.entries.count))
            let summaries = try records.asOf(.size(size)).summaries(during: Answers.period)
            for summary in summaries.homes + [summaries.total] {
                check(summary.interviews)
                required += summary.interviews.required.count
            }
            let homes = summaries.homes.flatMap(\.interviews.required)
            #expect(Set(homes) == Set(summaries.total.interviews.required))
        }
        #expect(required > 20)
    }

    private func check(_ interviews: Interviews) {
        let required = Set(interviews.required)
        let (offered, held) = (Set(interviews.offered), Set(interviews.completed))
        let declined = Set(interviews.declined)
        let (awaiting, overdue) = (Set(interviews.awaiting), Set(interviews.overdue))
        let unknown = Set(interviews.clockUnknown)
        let notOffered = Set(interviews.notOffered)
        for part in [offered, held, declined, awaiting, overdue, unknown, notOffered] {
            #expect(part.isSubset(of: required))
        }
        #expect(Set(interviews.offeredIn72).isSubset(of: offered))
        #expect(Set(interviews.completedIn72).isSubset(of: held))
        #expect(Set(interviews.completedWithoutOffer) == held.subtracting(offered))
        #expect(Set(interviews.challengesDue).isSubset(of: notOffered))
        #expect(notOffered.isDisjoint(with: offered))
        // What no source holds is neither; here everything is recorded.
        #expect(interviews.withoutData.isEmpty)
        // Every required one whose clock is known is settled, or is owed before or after it is due.
        let settled = held.union(declined)
        #expect(awaiting.isDisjoint(with: overdue))
        #expect(settled.isDisjoint(with: awaiting.union(overdue)))
        #expect(
            required.subtracting(unknown)
                == settled.union(awaiting).union(overdue)
                .subtracting(unknown))
        let timed: [[EntryID]] = [
            interviews.offeredIn72, interviews.completedIn72, interviews.awaiting,
            interviews.overdue, interviews.notOffered,
        ]
        for part in timed { #expect(unknown.isDisjoint(with: part)) }
        #expect(interviews.independent.count <= interviews.interviews.count)
    }

    @Test(arguments: UInt64(1)...6)
    func `the flags counted are those of the histories`(seed: UInt64) throws {
        let (log, records) = try Self.log(seed)
        let total = try records.asOf(.now).summaries(during: Answers.period).total
        var seen: Set<EntryID> = []
        var counts: [Flag: Int] = [:]
        for child in log.children {
            let history = try records.history(of: child)
            // Children under several ids have one history.
            guard let first = history.entries.first, seen.insert(first.id).inserted else {
                continue
            }
            let episodes = Dictionary(uniqueKeysWithValues: history.episodes.map { ($0.id, $0) })
            for finding in history.findings {
                guard let episode = finding.episode.flatMap({ episodes[$0] }),
                    Answers.period.contains(episode.start.at)
                else { continue }
                counts[finding.flag, default: 0] += 1
            }
        }
        for flag in Flag.allCases {
            #expect(total.flags[flag] == counts[flag, default: 0], "\(flag.code)")
        }
    }

    private static func log(_ seed: UInt64) throws -> (TroubledLog, Records) {
        let log = TroubledLog(seed: seed)
        return (log, try Records.holding(try log.newEntries()))
    }
}

extension Period {
    fileprivate func contains(_ moment: Instant) -> Bool {
        let day = London.date(of: moment)
        return from <= day && day < to
    }
}

extension Summary {
    /// Every figure that lists entries, by name.
    fileprivate var lists: [(String, [EntryID])] {
        [
            ("absences", counts.absences), ("missingIncidents", counts.missingIncidents),
            ("awayIncidents", counts.awayIncidents), ("policeReports", counts.policeReports),
            ("openNow", counts.openNow), ("openAtEnd", counts.openAtEnd),
            ("overnight", counts.overnight),
            ("required", interviews.required), ("offered", interviews.offered),
            ("offeredIn72", interviews.offeredIn72), ("declined", interviews.declined),
            ("completed", interviews.completed), ("completedIn72", interviews.completedIn72),
            ("notOffered", interviews.notOffered), ("awaiting", interviews.awaiting),
            ("overdue", interviews.overdue), ("clockUnknown", interviews.clockUnknown),
            ("withoutData", interviews.withoutData), ("withoutEntry", interviews.withoutEntry),
            ("interviews", interviews.interviews),
            ("admitted", admitted), ("left", left), ("decisions", decisions.map(\.mark.id)),
            ("challenges", challenges),
            ("challengesAnswered", challengesAnswered), ("escalations", escalations),
            ("ended", ended), ("unexplained", unexplained), ("strategies", strategies),
            ("corrections", corrections),
        ]
    }
}
