public import EventLog

/// Return home interviews by responsible authority (report 3; The Children's Society, 2019).
public struct AuthorityInterviews: Hashable, Sendable {
    /// One authority's.
    public struct Row: Hashable, Sendable {
        /// The authority's code.
        public let authority: String
        /// The interviews of the children it is responsible for.
        public let interviews: CohortInterviews

        /// Episodes past due without any entry about an interview, whatever the source holds.
        public var unrecorded: [EntryID] { interviews.all.unrecorded }
    }

    /// The registered authorities, by code; also those without any episode.
    public let authorities: [Row]
    /// Children whose authority is not registered.
    public let others: CohortInterviews

    /// The authorities that do not record consistently: with an episode past due and no entry.
    public var inconsistent: [Row] { authorities.filter { !$0.unrecorded.isEmpty } }

    /// How many authorities have data on a cohort, and the mean of their rates.
    ///
    /// - Parameter cohort: The cohort.
    /// - Returns: Those with data have an episode whose source holds interviews; no interview held of
    ///   such episodes is 0 %.
    public func average(of cohort: Cohort) -> Average {
        let rates = authorities.map { $0.interviews[cohort] }.map { own in
            Rate(own.completed.count, of: own.required.count - own.withoutInterviews.count)
        }.filter { $0.denominator > 0 }
        return Average(of: rates, without: authorities.count - rates.count)
    }

    /// The mean of rates, each counting the same.
    public struct Average: Hashable, Sendable {
        /// How many have a rate.
        public let withData: Int
        /// How many have none.
        public let withoutData: Int
        /// Tenths of a percent, rounded half up; `nil` without any rate.
        public let tenthsOfPercent: Int?

        /// Each rate is taken to the billionth, so that integers do.
        init(of rates: [Rate], without: Int) {
            (withData, withoutData) = (rates.count, without)
            let billion = 1_000_000_000
            let sum = rates.reduce(0) { sum, rate in
                sum + (rate.numerator * billion + rate.denominator / 2) / rate.denominator
            }
            let unit = billion / 1_000 * rates.count
            tenthsOfPercent = rates.isEmpty ? nil : (2 * sum + unit) / (2 * unit)
        }
    }
}

extension RecordsView {
    /// Return home interviews of the episodes that ended in a period, by cohort (report 3).
    ///
    /// - Parameters:
    ///   - home: The home from which the children went; `nil` for all, and for none on record.
    ///   - period: When the episode ended.
    /// - Returns: The figures.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    public func interviews(of home: HomeID? = nil, during period: Period) throws
        -> CohortInterviews
    {
        let scope = try home.map { try number(of: $0) }
        var interviews = CohortInterviews()
        try forEachRequired(during: period) { _, episodes in
            interviews.add(
                episodes.filter { scope == nil || $0.episode.scope == scope }, asOf: now)
        }
        return interviews
    }

    /// Return home interviews of the episodes that ended in a period, by the authority that was
    /// responsible on the day of the return.
    ///
    /// - Throws: What reading throws.
    public func interviewsByAuthority(during period: Period) throws -> AuthorityInterviews {
        var figures: [String: CohortInterviews] = [:]
        for code in try setting().authorities { figures[code] = CohortInterviews() }
        var others = CohortInterviews()
        try forEachRequired(during: period) { record, episodes in
            let byCode = Dictionary(grouping: episodes) {
                record.authority(ofInterview: $0.episode)
            }
            for (code, own) in byCode {
                if figures[code] == nil {
                    others.add(own, asOf: now)
                } else {
                    figures[code]?.add(own, asOf: now)
                }
            }
        }
        let codes = figures.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return AuthorityInterviews(
            authorities: codes.map { code in
                AuthorityInterviews.Row(
                    authority: code, interviews: figures[code] ?? CohortInterviews())
            }, others: others)
    }

    /// Gives each child's episodes that ended in the period and call for an interview.
    private func forEachRequired(
        during period: Period,
        _ body: (CaseRecord, [CohortInterviews.Asked]) throws -> Void
    ) throws {
        let (setting, question) = (try setting(), Question(period, now))
        let sources = try InterviewSources(self, setting)
        for folded in try foldedCases(setting) {
            let reading = try CaseReading(folded, self, setting)
            let episodes = folded.record.episodes.filter { episode in
                episode.end.map { question.contains($0.at) } ?? false
                    && reading.requiresInterview(episode)
            }
            guard !episodes.isEmpty else { continue }
            try body(
                folded.record,
                try episodes.map {
                    CohortInterviews.Asked(
                        episode: $0, cohort: setting.cohort(ofInterview: $0, folded.record),
                        source: try sources.source(of: $0, folded.record))
                })
        }
    }
}

extension RecordsView {
    /// Whether something is recorded within a reach on a day, as `RecordingPractice` entries say.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    package func records(
        _ practice: Practice, in reach: Reach, on day: LocalDate
    ) throws -> Bool {
        var (scope, authority) = (Scope.none, "")
        switch reach {
        case .everything: break
        case .home(let home): scope = try number(of: home)
        case .authority(let code): authority = code
        }
        return try setting().practices.records(practice, on: day, at: scope, of: authority)
    }
}
