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
        var found: [Retention] = []
        for folded in try foldedCases(setting) {
            let numbers = setting.links.identities(of: folded.subject)
            guard try numbers.contains(where: { try hasWords(of: $0) }) else { continue }
            let entries =
                folded.record.person.hasKeepingRule
                ? try EffectiveEntry.entries(
                    of: try entries(of: folded.subject, setting), homes: records.homeNumber) : []
            let child = try records.log.read {
                try records.identities.child(folded.subject.number, in: $0)
            }
            let birth = try folded.birth { try self.birth(of: folded, setting) }
            found.append(try Retention(of: child, born: birth, entries))
        }
        return found
    }
}
