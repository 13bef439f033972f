public import EventLog

extension RecordsView {
    /// The hosts' own ids of children; `#17` for one whose words are sealed or erased.
    ///
    /// - Throws: What reading throws.
    public func ids(of children: some Sequence<Subject>) throws -> [Subject: ChildID] {
        try records.log.read { store in
            let resolver = EntryResolver(records, store)
            var ids: [Subject: ChildID] = [:]
            for child in children where ids[child] == nil { ids[child] = try resolver.child(child) }
            return ids
        }
    }

    /// The hosts' own ids of homes; without those that are not known.
    ///
    /// - Throws: What reading throws.
    public func ids(of homes: some Sequence<Scope>) throws -> [Scope: HomeID] {
        try records.log.read { store in
            let resolver = EntryResolver(records, store)
            var ids: [Scope: HomeID] = [:]
            for home in homes where ids[home] == nil { ids[home] = try resolver.home(home) }
            return ids
        }
    }

    /// The limits in force as of the view.
    ///
    /// - Throws: What reading throws.
    public func thresholds() throws -> Thresholds { try setting().thresholds }
}
