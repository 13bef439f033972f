import EventLog

extension RecordsView {
    /// Until when each child's record is kept, by child number.
    ///
    /// Children with no words left are not listed.
    ///
    /// - Throws: ``RecordError/keysRequired``, since dates of birth are sealed, or what reading
    ///   throws.
    /// - Complexity: Linear in what is new since the last question, and in the children; of those
    ///   with a decision or a death on record, in their entries.
    public func retentions() throws -> [Retention] {
        guard records.log.hasKeys else { throw RecordError.keysRequired }
        let setting = try setting()
        return try Parallel.map(try foldedCases(setting), chunk: 512) { part in
            try records.log.read { store in
                try part.compactMap { try retention(of: $0, setting, in: store) }
            }
        }
    }

    private func retention(
        of folded: FoldedCase, _ setting: Setting, in store: any StoreReading
    ) throws -> Retention? {
        let who = try identity(of: folded, setting, in: store)
        let numbers = setting.links.identities(of: folded.subject)
        let hasWords = try who.words != nil || numbers.contains { try self.hasWords(of: $0) }
        guard hasWords else { return nil }
        let entries =
            folded.record.person.hasKeepingRule
            ? try EffectiveEntry.entries(
                of: try entries(of: folded.subject, setting), homes: records.homeNumber) : []
        return try Retention(of: who.id, born: who.words?.birth, entries)
    }
}
