package import EventLog

/// From where children went missing, seen from the authority responsible for them.
public enum Cohort: String, Hashable, Sendable, CaseIterable {
    /// From a home in the area of the responsible authority.
    case inArea
    /// From a home elsewhere.
    case outOfArea
    /// From no home on record: from their families.
    case fromHome
}

/// Return home interviews, of all children and by cohort (report 3).
public struct CohortInterviews: Hashable, Sendable {
    /// Those of all cohorts.
    public private(set) var all = Interviews()
    /// In the order of the cohorts.
    private var parts = [Interviews](repeating: Interviews(), count: Cohort.allCases.count)

    /// Children with an episode that calls for an interview.
    public private(set) var children = 0
    private var childrenByCohort = [Int](repeating: 0, count: Cohort.allCases.count)

    package init() {}

    /// Children of one cohort with an episode that calls for an interview.
    public func children(_ cohort: Cohort) -> Int { childrenByCohort[cohort.place] }

    /// Those of one cohort.
    public subscript(cohort: Cohort) -> Interviews { parts[cohort.place] }

    /// An episode that calls for an interview.
    package struct Asked {
        package let episode: Episode
        package let cohort: Cohort
        package let source: InterviewSource
    }

    /// Adds the episodes of one child that call for an interview.
    ///
    /// An interview that covers several of them counts once.
    package mutating func add(_ episodes: [Asked], asOf now: Instant) {
        children += episodes.isEmpty ? 0 : 1
        for cohort in Set(episodes.map(\.cohort)) { childrenByCohort[cohort.place] += 1 }
        var seen: [EntryID] = []
        var seenByCohort = [[EntryID]](repeating: [], count: parts.count)
        for asked in episodes {
            let place = asked.cohort.place
            all.add(asked.episode, from: asked.source, asOf: now, seen: &seen)
            parts[place].add(
                asked.episode, from: asked.source, asOf: now, seen: &seenByCohort[place])
        }
    }
}

extension Cohort {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Setting {
    /// The cohort of an episode from a home on a day, seen from an authority.
    func cohort(of scope: Scope, on day: LocalDate, _ authority: String) -> Cohort {
        guard scope != .none else { return .fromHome }
        return home(scope, on: day)?.hostAuthority == authority ? .inArea : .outOfArea
    }

    /// The cohort of an absence: area and authority are those of the day on which it started.
    func cohort(of episode: Episode, _ record: CaseRecord) -> Cohort {
        let day = London.date(of: episode.start.at)
        return cohort(of: episode.scope, on: day, record.responsibleAuthority(on: day))
    }

    /// The cohort of an interview: seen from the authority that is responsible at the return.
    func cohort(ofInterview episode: Episode, _ record: CaseRecord) -> Cohort {
        cohort(
            of: episode.scope, on: London.date(of: episode.start.at),
            record.authority(ofInterview: episode))
    }
}

extension CaseRecord {
    /// The code of the authority that is responsible when the episode ends, and so for its
    /// interview; of an open one, when it starts.
    public func authority(ofInterview episode: Episode) -> String {
        responsibleAuthority(on: London.date(of: (episode.end ?? episode.start).at))
    }
}
