public import Whereabouts

extension Happening {
    /// A manager corrects one value of an earlier entry.
    ///
    /// - Parameters:
    ///   - entry: What is wrong.
    ///   - path: Which value, such as `facts.concerns` or `occurredAt`; not of the narrative.
    ///   - value: The right value as the journal writes it; `.null` takes it away.
    /// - Returns: The correction.
    public static func correction(
        of entry: RecordReceipt, _ path: String, to value: JSONValue
    ) -> Self {
        let patch = Patch.with { ($0.path, $0.new) = (path, value.text) }
        return amendment(
            EntryCorrected.with { ($0.patches, $0.approvedBy) = ([patch], "M-1") }, of: entry)
    }

    /// A manager withdraws an earlier entry.
    public static func withdrawal(of entry: RecordReceipt) -> Self {
        amendment(EntryWithdrawn.with { $0.approvedBy = "M-1" }, of: entry)
    }

    /// A manager takes a withdrawal back; `entry` is the withdrawn entry.
    public static func reinstatement(of entry: RecordReceipt) -> Self {
        amendment(EntryReinstated.with { $0.approvedBy = "M-1" }, of: entry)
    }

    private static func amendment(_ facts: some Facts, of entry: RecordReceipt) -> Self {
        recording(facts, child: .nobody).by(.registeredManager("M-1")).about(entry)
    }
}
