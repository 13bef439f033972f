public import EventLog

/// One child's record at the moment of a question, with what depends on the time and on the age.
public struct ChildCase: Sendable {
    let folded: FoldedCase
    private let view: RecordsView
    private let setting: Setting
    private let sources: InterviewSources

    init(
        _ folded: FoldedCase, _ view: RecordsView, _ setting: Setting, _ sources: InterviewSources
    ) {
        (self.folded, self.view, self.setting) = (folded, view, setting)
        self.sources = sources
    }

    /// The child's number; of several numbers of one child, the lowest.
    public var subject: Subject { folded.subject }

    /// Episodes, flags, deadlines, stays.
    public var record: CaseRecord { folded.record }

    /// From where the child went, seen from the authority that was responsible on that day.
    public func cohort(of episode: Episode) -> Cohort { setting.cohort(of: episode, record) }

    /// The same, seen from the authority that is responsible at the return.
    public func cohort(ofInterview episode: Episode) -> Cohort {
        setting.cohort(ofInterview: episode, record)
    }

    /// The kind of the home from which the child went, on that day; unspecified where not known.
    public func homeKind(of episode: Episode) -> HomeKind {
        setting.home(episode.scope, on: London.date(of: episode.start.at))?.kind ?? .unspecified
    }

    /// Episodes that call for an interview, as figures ask for them.
    package func asked(_ episodes: [Episode]) throws -> [CohortInterviews.Asked] {
        try episodes.map {
            CohortInterviews.Asked(
                episode: $0, cohort: cohort(ofInterview: $0),
                source: try sources.source(of: $0, record))
        }
    }

    /// The episodes that call for a return home interview: returned, missing at any time, under 18.
    ///
    /// - Throws: What reading throws.
    public func requiringInterview() throws -> [Episode] {
        let places = folded.digest.interviews
        guard !places.isEmpty else { return [] }
        let reading =
            try places.contains(where: \.needsAge) ? CaseReading(folded, view, setting) : nil
        return places.compactMap { returned in
            let episode = record.episodes[returned.place]
            if returned.needsAge, reading?.requiresInterview(episode) == false { return nil }
            return episode
        }
    }

    /// What is owed, and how it stands.
    ///
    /// - Throws: What reading throws.
    public func deadlines() throws -> [DeadlineReading] {
        record.deadlines.isEmpty ? [] : try CaseReading(folded, view, setting).deadlines
    }

    /// The flags that are raised.
    ///
    /// - Throws: What reading throws.
    public func findings() throws -> [Finding] {
        try CaseReading(folded, view, setting).findings
    }

    /// The child's completed years on a day of an episode; `nil` when not known.
    ///
    /// The stored age of the opening serves where it must be the same; else the date of birth is
    /// opened, and where that cannot be read, the stored age stands in.
    ///
    /// - Throws: What reading throws.
    public func age(on day: LocalDate, of episode: Episode) throws -> Int? {
        // Earlier versions stored the ages of a leap day's children a day too soon.
        let isSame =
            record.birthChange == nil && !episode.isOpeningAgeStale
            && day == London.date(of: episode.start.at) && (day.month, day.day) != (2, 28)
        if isSame, let age = episode.ageAtOpening { return age }
        return try folded.ages { try view.ages(of: folded, setting) }
            .years(on: day, of: episode)
    }

    /// Whether the child was in care on any day of a range of days since 1970; `nil` when nothing is
    /// recorded about care.
    ///
    /// - Parameters:
    ///   - days: The days.
    ///   - authority: The code of the authority whose care is meant; `nil` for any.
    /// - Returns: Whether it was.
    public func wasInCare(during days: Range<Int>, of authority: String? = nil) -> Bool? {
        guard record.residence.hasCare else { return nil }
        let spans = authority.map { record.spans(of: $0) } ?? [DaySpan(from: .first, to: nil)]
        return record.residence.care.contains { care in
            DaySpan(from: care.from, to: care.to).clipped(to: spans).contains { own in
                own.from.daysSince1970 < days.upperBound
                    && (own.to?.daysSince1970 ?? .max) >= days.lowerBound
            }
        }
    }
}

/// A home as it was on a day.
public struct RegisteredHome: Hashable, Sendable {
    /// The host's own id.
    public let home: HomeID?
    /// The sector of its provider; `nil` when that is not registered.
    public let sector: Sector?
    /// What kind of home it is.
    public let kind: HomeKind
    /// The authority in whose area it lies; empty when not known.
    public let hostAuthority: String
    /// The police force of its area; empty when not known.
    public let policeForce: String
}

extension RecordsView {
    /// Visits every child's record, by number.
    ///
    /// - Parameter body: Gets each; what it throws ends the visit.
    /// - Throws: What reading or `body` throws.
    /// - Complexity: Linear in what is new since the last question, and in the children.
    public func forEachCase(_ body: (ChildCase) throws -> Void) throws {
        let setting = try setting()
        let sources = try InterviewSources(self, setting)
        for folded in try foldedCases(setting) {
            try body(ChildCase(folded, self, setting, sources))
        }
    }

    /// Visits the records of the children who have entries filed under a home, by number.
    ///
    /// - Parameters:
    ///   - home: The home.
    ///   - body: Gets each; what it throws ends the visit.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, what reading or `body` throws.
    /// - Complexity: Linear in the histories of these children.
    public func forEachCase(at home: HomeID, _ body: (ChildCase) throws -> Void) throws {
        let setting = try setting()
        let sources = try InterviewSources(self, setting)
        for folded in try cases(at: try number(of: home), setting) {
            try body(ChildCase(folded, self, setting, sources))
        }
    }

    /// The number under which a home's episodes and stays are filed.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)`` for a home not registered by then.
    public func scope(of home: HomeID) throws -> Scope { try number(of: home) }

    /// The homes by number, each as it was on a day.
    ///
    /// - Parameter day: The day; `nil` for as registered or changed last.
    /// - Returns: A home a number.
    /// - Throws: What reading throws.
    public func registeredHomes(on day: LocalDate? = nil) throws -> [Scope: RegisteredHome] {
        let setting = try setting()
        let scopes = setting.homes.keys.map { Scope($0) }
        let ids = try ids(of: scopes)
        var homes: [Scope: RegisteredHome] = [:]
        for scope in scopes {
            let home = setting.home(scope, on: day ?? .last)
            homes[scope] = RegisteredHome(
                home: ids[scope], sector: setting.sector(of: scope, on: day ?? .last),
                kind: home?.kind ?? .unspecified, hostAuthority: home?.hostAuthority ?? "",
                policeForce: home?.policeForce ?? "")
        }
        return homes
    }

    /// The codes of the registered authorities, in order of registration.
    ///
    /// - Throws: What reading throws.
    public func authorities() throws -> [String] { try setting().authorities }

    /// Refuses an authority that is neither registered nor was ever responsible for a child.
    ///
    /// - Throws: ``RecordError/unknownAuthority(_:)``, or what reading throws.
    /// - Complexity: As for ``forEachCase(_:)``, unless it is registered.
    public func checkAuthority(_ code: String) throws {
        let setting = try setting()
        if setting.authorities.contains(code) { return }
        guard try foldedCases(setting).contains(where: { $0.record.wasResponsible(code) }) else {
            throw RecordError.unknownAuthority(code)
        }
    }
}
