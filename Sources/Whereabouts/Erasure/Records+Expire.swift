public import EventLog
import SwiftProtobuf

/// Retention: what is past its date, and its erasure (Regs 2015, reg 36(2)).
extension Records {
    /// Children whose record is past its last day of keeping, and those of whom it is unknown.
    ///
    /// Children with no words left are not listed. The 75th birthday, and the day 15 years after a
    /// death, still belong to the time of keeping.
    ///
    /// - Parameter day: The day on which the question is asked.
    /// - Returns: By child number; with ``Retention/Rule/unknown`` nothing is past its date.
    /// - Throws: ``RecordError/keysRequired``, or what reading throws.
    /// - Complexity: Linear in the entries about children.
    public func expired(asOf day: LocalDate) throws -> [Retention] {
        try asOf(.now).retentions().filter { $0.isOver(on: day) || $0.rule == .unknown }
    }

    /// What erasing by retention has done.
    public struct Expiry: Hashable, Sendable {
        /// The receipts, one a number of a child.
        public let receipts: [ErasureReceipt]
        /// Children past their date of whom an episode is open; nothing of theirs was erased.
        public let refused: [ChildID]
    }

    /// Erases all words of the children that ``expired(asOf:)`` lists as past their date.
    ///
    /// All numbers of linked children are erased. The entry's own time tells about when the date
    /// was: ask once a year rather than every day.
    ///
    /// - Parameters:
    ///   - day: The day on which it is done.
    ///   - actor: Who does it.
    ///   - moment: When it was decided.
    /// - Returns: The receipts, and who was left out.
    /// - Throws: As ``erase(child:classes:reason:legalBasis:by:at:)``; children before stay erased.
    @available(*, noasync, message: "it blocks for every child")
    public func expire(
        asOf day: LocalDate, by actor: RecordingActor, at moment: Instant
    ) throws -> Expiry {
        var (receipts, refused) = ([ErasureReceipt](), [ChildID]())
        let view = try asOf(.now)
        let setting = try view.setting()
        for retention in try expired(asOf: day) where retention.isOver(on: day) {
            guard let number = try number(of: retention.child) else { continue }
            let numbers = setting.links.identities(of: Subject(number))
            let plan = try erasurePlan(child: retention.child, classes: Self.allClasses)
            guard !plan.isRefused else {
                refused.append(retention.child)
                continue
            }
            for number in numbers {
                receipts.append(
                    try eraseAndWait(
                        child: ChildID("#\(number.number)"), classes: Self.allClasses,
                        reason: "retention ended: \(retention.rule.text)",
                        legalBasis: retention.rule.legalBasis, by: actor, at: moment))
            }
        }
        return Expiry(receipts: receipts, refused: refused)
    }

    /// Every class of words.
    public static let allClasses: Set<WordClass> = [.narrative, .identity, .policeIntelligence]
}

extension RecordsView {
    /// Whether there is something to erase about a child's number.
    func hasWords(of subject: Subject) throws -> Bool {
        let last = try records.log.newest(of: subject, in: logView)
        let classes = Records.allClasses.map { KeyName.Class(rawValue: UInt8($0.rawValue)) }
        return try records.log.read { store in
            let erasable = try records.log.erasable(
                classes, of: subject, last: last > 0 ? Position(last) : nil, in: store)
            return !erasable.records.isEmpty || erasable.keyCount > 0
        }
    }
}
