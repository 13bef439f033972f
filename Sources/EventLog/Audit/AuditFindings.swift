/// Findings as they come: all are counted, a bounded number is kept.
struct AuditFindings {
    /// Damage of the whole file would otherwise fill the memory.
    static let limit = 10_000

    private(set) var kept: [AuditFinding] = []
    private(set) var count = 0

    mutating func add(_ place: AuditFinding.Place, _ rule: AuditRule) {
        count += 1
        if kept.count < Self.limit { kept.append(AuditFinding(place, rule)) }
    }

    mutating func add(_ position: UInt64, _ rule: AuditRule) {
        add(.entry(Position(position)), rule)
    }
}
