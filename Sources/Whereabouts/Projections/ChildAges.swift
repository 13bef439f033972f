import EventLog

/// A child's age on any day: from the date of birth, or, where that cannot be read, as stored.
struct ChildAges: Sendable {
    /// The date of birth in force; `nil` without keys, when erased, or when not recorded.
    let birth: LocalDate?
    /// Ages that an erasure kept, by day: they were told by a date of birth that is gone.
    private var kept: [LocalDate: Int] = [:]
    /// Ages by the day of the entries that were recorded with them, the newest entry's word last.
    private var stored: [LocalDate: Int] = [:]

    /// Ages that follow from a date of birth; from nothing for `nil`.
    init(birth: LocalDate?) { self.birth = birth }

    /// Ages that follow from a date of birth, else from `entries` in log order; before both comes
    /// what an erasure kept after the date of birth was stated.
    init(_ birth: StatedBirth?, _ entries: [LogEntry]) {
        self.birth = birth?.day
        for entry in entries {
            guard let age = entry.header.age else { continue }
            let day = London.date(of: entry.header.occurredAt)
            stored[day] = age
            if entry.isAgeNote, entry.header.position > birth?.position ?? 0 { kept[day] = age }
        }
    }

    /// Completed years on a day; `nil` before the birth, or when no entry of the day tells.
    func years(on day: LocalDate) -> Int? {
        if let kept = kept[day] { return kept }
        return birth.map { $0.completedYears(on: day) } ?? stored[day]
    }
}

/// A date of birth, and the newest entry that states it.
struct StatedBirth: Hashable, Sendable {
    let day: LocalDate
    let position: Position
}

extension ChildAges {
    /// The age on a day of an episode; that of its opening where nothing better is known.
    func years(on day: LocalDate, of episode: Episode) -> Int? {
        years(on: day) ?? episode.ageAtOpening
    }

    /// Whether the child was 18 on the London date of the return; not when no age is known.
    func isAdult(atReturnOf episode: Episode) -> Bool {
        guard let returned = episode.returned else { return false }
        let age = years(on: London.date(of: returned.at)) ?? episode.ageAtReturn
        return age.map { $0 >= 18 } ?? false
    }

    /// F25: still open after the beginning of the 18th birthday in London.
    func isOpenPast18(_ episode: Episode, asOf now: Instant) -> Bool {
        if let birth, episode.lastDay.map({ kept[$0] == nil }) ?? true {
            let end = episode.end?.orderingMoment(isEnding: false) ?? now
            return London.midnight(of: birth.birthday(18)) < end
        }
        return (episode.lastDay.flatMap { years(on: $0) } ?? episode.latestAge ?? 0) >= 18
    }
}

extension Episode {
    /// The London date of the moment before its end; `nil` while it is open.
    fileprivate var lastDay: LocalDate? {
        guard let end = end?.orderingMoment(isEnding: false) else { return nil }
        return London.date(of: Instant(microseconds: end.microseconds - 1))
    }
}

// MARK: - Before an erasure

extension ChildAges {
    /// The days on which figures look at an age that `self` knows and `other` would tell otherwise.
    ///
    /// - Parameters:
    ///   - other: What is left when the date of birth is gone.
    ///   - episodes: The child's episodes, none of them open.
    /// - Returns: Each day with the age, in order.
    func lost(
        to other: ChildAges, in episodes: [Episode]
    ) -> [(day: LocalDate, age: Int)] {
        var lost: [LocalDate: Int] = [:]
        func keep(_ day: LocalDate?) {
            if let day, let age = years(on: day) { lost[day] = age }
        }
        for episode in episodes {
            let days = [episode.start.at] + episode.segments.map(\.start.at)
            for day in Set(days.map { London.date(of: $0) })
            where years(on: day, of: episode) != other.years(on: day, of: episode) { keep(day) }
            if isAdult(atReturnOf: episode) != other.isAdult(atReturnOf: episode) {
                keep(episode.returned.map { London.date(of: $0.at) })
            }
            let end = episode.end?.at ?? episode.start.at
            if isOpenPast18(episode, asOf: end) != other.isOpenPast18(episode, asOf: end) {
                keep(episode.lastDay)
            }
        }
        return lost.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension LogEntry {
    /// Whether it does nothing but keep an age that figures need once the date of birth is erased:
    /// an annotation of a day, without a word, by whoever erased.
    var isAgeNote: Bool {
        header.kind == Kind.entryAnnotated.rawValue && header.age != nil && !hasNarrative
            && Occurrence(self).precision == .date
    }
}

extension RecordsView {
    /// A child's ages: from the date of birth in force, else as stored.
    func ages(of folded: FoldedCase, _ setting: Setting) throws -> ChildAges {
        let subject = folded.subject
        let isAsRegistered =
            folded.record.birthChange == nil && setting.links.groups[subject] == nil
        if isAsRegistered, let birth = try registeredBirth(of: subject) {
            return ChildAges(birth: birth)
        }
        // Where nothing has changed a date of birth, each episode's own stored ages do.
        let needsHistory = records.log.hasKeys || folded.record.birthChange != nil
        guard needsHistory else { return ChildAges(birth: nil) }
        let history = try entries(of: subject, setting)
        let birth = try birth(in: history)
        return ChildAges(birth, history + (try laterAgeNotes(of: subject, setting)))
    }

    /// The ages that will be left when the identity of one of a child's numbers is erased.
    func agesLeft(
        without erased: Subject, of folded: FoldedCase, _ setting: Setting
    ) throws -> ChildAges {
        let history = try entries(of: folded.subject, setting)
        let rest = history.filter { $0.header.subject != erased }
        return ChildAges(try birth(in: rest), history)
    }

    private func birth(in history: [LogEntry]) throws -> StatedBirth? {
        try records.log.read { try records.identities.identity(in: history, in: $0).birth }
    }

    /// What an erasure behind the view kept, unless the date of birth changed in between: the
    /// view's own date of birth is gone all the same.
    private func laterAgeNotes(of subject: Subject, _ setting: Setting) throws -> [LogEntry] {
        let later = try records.asOf(.now).entries(of: subject, setting)
            .filter { $0.header.position.rawValue >= size }
        guard let note = later.firstIndex(where: \.isAgeNote) else { return [] }
        let isSame = try later[..<note].allSatisfy { entry in
            switch Kind(rawValue: entry.header.kind) {
            case .childRegistered, .childDetailsChanged: !entry.hasNarrative
            case .entryCorrected: try !Person.mayChangeBirth(Array(entry.facts))
            case .entryWithdrawn, .entryReinstated: false
            default: true
            }
        }
        return isSame ? later.filter(\.isAgeNote) : []
    }

    /// The date of birth of a child's registration, where no entry has changed it since.
    private func registeredBirth(of subject: Subject) throws -> LocalDate? {
        guard records.log.hasKeys else { return nil }
        return try records.log.read { store in
            let sources = try records.registry.sources(ofChild: subject.number, in: store)
            guard let sources, sources.birth == sources.registration else { return nil }
            return try records.identities.birth(ofChild: subject.number, last: nil, in: store)
        }
    }
}
