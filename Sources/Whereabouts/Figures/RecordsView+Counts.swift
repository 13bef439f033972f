import EventLog

extension Records {
    /// What happened at one home in a period, as known now.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    public func counts(of home: HomeID, during period: Period) throws -> HomeCounts {
        try asOf(.now).counts(of: home, during: period)
    }

    /// What happened at every home in a period, as known now.
    public func counts(during period: Period) throws -> CountsByHome {
        try asOf(.now).counts(during: period)
    }

    /// What Ofsted is shown about one home, as known now.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    public func summary(of home: HomeID, during period: Period) throws -> Summary {
        try asOf(.now).summary(of: home, during: period)
    }
}

extension RecordsView {
    /// What happened at one home in a period.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the histories of the children who have entries at the home, or a home
    ///   corrected.
    public func counts(of home: HomeID, during period: Period) throws -> HomeCounts {
        try summary(of: home, during: period).counts
    }

    /// What happened at every home in a period.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in what is new since the last question, and in the episodes.
    public func counts(during period: Period) throws -> CountsByHome {
        let summaries = try summaries(during: period)
        return CountsByHome(
            homes: summaries.homes.map(\.counts).filter { !$0.isEmpty },
            total: summaries.total.counts)
    }

    /// What Ofsted is shown about one home (report 4), with counts and interviews.
    ///
    /// - Parameters:
    ///   - home: The home from which the children went.
    ///   - period: Absences count where they start, interviews where the episode ends.
    /// - Returns: The summary; for a home without entries of children everything is 0.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the histories of the children who have entries at the home.
    public func summary(of home: HomeID, during period: Period) throws -> Summary {
        let scope = try number(of: home)
        let setting = try setting()
        var census = Census(
            Question(period, now), setting, try InterviewSources(self, setting), only: scope)
        for folded in try cases(at: scope, setting) {
            try census.add(folded) { try CaseReading(folded, self, setting) }
        }
        return census.summaries { _ in home }.first ?? Summary(home: home)
    }

    /// What Ofsted is shown about every home, and about all of them together.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in what is new since the last question, and in the episodes.
    public func summaries(during period: Period) throws -> SummaryByHome {
        let setting = try setting()
        var census = Census(Question(period, now), setting, try InterviewSources(self, setting))
        for folded in try foldedCases(setting) {
            try census.add(folded) { try CaseReading(folded, self, setting) }
        }
        let homes = try records.log.read { store in
            let resolver = EntryResolver(records, store)
            return try census.summaries { try resolver.home($0) }
        }
        return SummaryByHome(
            homes: homes.sorted { $0.counts.precedes($1.counts) }, total: census.total)
    }

    /// The number of a home that was registered by then.
    func number(of home: HomeID) throws -> Scope {
        let number = try records.log.read { try records.registry.number(of: home, in: $0) }
        guard let number, try records.log.newest(of: Scope(number), in: logView) > 0 else {
            throw RecordError.unknownHome(home, kind: nil)
        }
        return Scope(number)
    }

    /// The records of the children who have entries filed under a home, by number.
    ///
    /// Those of whom a correction has changed any home come too: what is filed under this one may
    /// not say so itself.
    func cases(at scope: Scope, _ setting: Setting) throws -> [FoldedCase] {
        var subjects: Set<Subject> = []
        for entry in try records.log.entries(of: scope, in: logView) {
            guard entry.header.subject != .none else { continue }
            subjects.insert(setting.links.identities(of: entry.header.subject)[0])
        }
        for subject in try movedSubjects() {
            subjects.insert(setting.links.identities(of: subject)[0])
        }
        return try subjects.sorted { $0.number < $1.number }
            .compactMap { try folded($0, setting) }
    }
}

extension RecordsView {
    /// The children of whom a correction in view changes a home.
    private func movedSubjects() throws -> [Subject] {
        try records.log.read { store in
            try MoveIndex.list.positions(before: size, in: store)
                .map { try store.header(at: $0).subject }
        }
    }
}
