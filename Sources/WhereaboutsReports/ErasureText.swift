import EventLog
import Whereabouts

/// What reports say where words were erased: when, and under which rule.
enum ErasureText {
    /// For people, such as `erased 2025-05-02 21:00 under Regs 2015, reg 36(2): retention ended`.
    static func erased(by erasure: ErasureReceipt?, clock: FactLine.Clock = .london) -> String {
        guard let erasure else { return "erased" }
        let when = FactLine(clock: clock).text(erasure.recordedAt)
        return "erased \(when) under \(erasure.legalBasis): \(erasure.reason)"
    }

    /// For machines.
    static func member(_ erasure: ErasureReceipt) -> JSONMember {
        JSONMember(
            "erasure",
            [
                "id": .string(erasure.id.description),
                "position": .integer(Int64(erasure.position.rawValue)),
                "recordedAt": .string(RFC3339.format(erasure.recordedAt)),
                "reason": .string(erasure.reason),
                "legalBasis": .string(erasure.legalBasis),
            ])
    }
}
