public import EventLog

/// Erasure, the first of two steps.
extension Records {
    /// What erasing a child's words would destroy; changes nothing.
    ///
    /// - Parameters:
    ///   - child: The host's id, or `#17` for the child with that number.
    ///   - classes: Which words.
    /// - Returns: The numbers that the erasing entry would hold.
    /// - Throws: ``ErasureError/noClasses``, ``RecordError/unknownChild(_:kind:)``, or what reading
    ///   throws.
    public func erasurePlan(child: ChildID, classes: Set<WordClass>) throws -> ErasurePlan {
        let order = try ErasureOrder(self, child, classes)
        let view = try asOf(.now)
        let last = try log.newest(of: order.subject, in: view.logView)
        let erasable = try log.read { store in
            try log.erasable(
                order.keyClasses, of: order.subject, last: last > 0 ? Position(last) : nil,
                in: store)
        }
        let linked = try view.setting().links.identities(of: order.subject)
        return ErasurePlan(
            child: ChildID("#\(order.subject.number)"), classes: erasable.wordClasses,
            records: erasable.records.count, keys: erasable.keyCount,
            isRefused: try isRefused(order),
            linked: linked.filter { $0 != order.subject }.map { ChildID("#\($0.number)") })
    }

    /// Erases a child's words of some classes: nobody can read them in this log any more.
    ///
    /// Facts, counts and proofs stay as they are. When it returns, sealed records and data keys
    /// are deleted durably, and so is what leads from the child's id to its number, if identity is
    /// among the classes; the child is then called by its number, `#17`. Where stored ages would tell
    /// a figure otherwise than the date of birth did, annotations before the erasing entry keep the
    /// right ones, each with the age on one day. Old pages of the files
    /// and backups still hold sealed bytes and wrapped keys: `completeErasure` is the second step.
    ///
    /// Words recorded afterwards are sealed under new keys. Of linked children each number is
    /// erased by itself; see ``ErasurePlan/linked``.
    ///
    /// - Parameters:
    ///   - child: The host's id, or `#17` for the child with that number.
    ///   - classes: Which words.
    ///   - reason: Why, in words of a rule. It stands in clear for ever: no personal data.
    ///   - legalBasis: The rule it rests on; in clear for ever as well.
    ///   - actor: Who erases.
    ///   - moment: When it was decided.
    /// - Returns: The receipt of the entry that says so; where everything had been erased before,
    ///   that of the newest entry that did, marked ``ErasureReceipt/isRepeat``.
    /// - Throws: ``ErasureError``, ``RecordError``, `AppendError`, or a storage error. If only the
    ///   keys could not be deleted, the next open for writing deletes them.
    @discardableResult
    public func erase(
        child: ChildID, classes: Set<WordClass>, reason: String, legalBasis: String,
        by actor: RecordingActor, at moment: Instant
    ) async throws -> ErasureReceipt {
        let order = try ErasureOrder(self, child, classes)
        if try isRefused(order) { throw ErasureError.episodeOpen(child) }
        let why = try ErasureReason(reason, legalBasis, actor, moment)
        let notes = try ageNotes(before: order, by: actor)
        let receipts = try await log.append(from: source(of: order, why, after: notes))
        return try finished(order, receipts)
    }

    /// Erases as ``erase(child:classes:reason:legalBasis:by:at:)`` does, blocking the caller.
    ///
    /// - Parameters:
    ///   - child: The host's id, or `#17` for the child with that number.
    ///   - classes: Which words.
    ///   - reason: Why, in words of a rule; no personal data.
    ///   - legalBasis: The rule it rests on.
    ///   - actor: Who erases.
    ///   - moment: When it was decided.
    /// - Returns: The receipt of the entry that says so.
    /// - Throws: As the asynchronous form.
    @available(*, noasync, message: "use the async erase")
    @discardableResult
    public func eraseAndWait(
        child: ChildID, classes: Set<WordClass>, reason: String, legalBasis: String,
        by actor: RecordingActor, at moment: Instant
    ) throws -> ErasureReceipt {
        let order = try ErasureOrder(self, child, classes)
        if try isRefused(order) { throw ErasureError.episodeOpen(child) }
        let why = try ErasureReason(reason, legalBasis, actor, moment)
        let notes = try ageNotes(before: order, by: actor)
        let receipts = try log.appendAndWait(from: source(of: order, why, after: notes))
        return try finished(order, receipts)
    }

    /// Whether an episode of the child is open, under any of its numbers, and identity is meant.
    private func isRefused(_ order: ErasureOrder) throws -> Bool {
        guard order.classes.contains(.identity) else { return false }
        let view = try asOf(.now)
        let folded = try view.folded(order.subject, try view.setting())
        return folded?.record.episodes.contains { $0.isOpen } ?? false
    }

    /// The ages that figures need and that stored ages would tell otherwise, as entries about the
    /// number that is erased: annotations of its first entry.
    ///
    /// What is recorded between this look and the erasure has the right age of its own.
    private func ageNotes(
        before order: ErasureOrder, by actor: RecordingActor
    ) throws -> [NewEntry] {
        guard order.classes.contains(.identity) else { return [] }
        let view = try asOf(.now)
        let setting = try view.setting()
        guard let folded = try view.folded(order.subject, setting),
            let first = try log.history(of: order.subject, in: view.logView).first
        else { return [] }
        let known = try view.ages(of: folded, setting)
        guard known.birth != nil else { return [] }
        let left = try view.agesLeft(without: order.subject, of: folded, setting)
        return try known.lost(to: left, in: folded.record.episodes).map { lost in
            var note = try NewEntry(
                EntryAnnotated(), occurred: .on(lost.day), by: actor, refersTo: first.header.id)
            note.age = lost.age
            note.isOwn = true
            return note
        }
    }

    /// Composes the erasing entry inside the transaction, from what there is to erase then.
    private func source(
        of order: ErasureOrder, _ why: ErasureReason, after notes: [NewEntry]
    ) -> @Sendable () -> (AppendContext) throws -> EntryDraft? {
        { [composer, identities, log] in
            var isComposed = false
            var rest = notes[...]
            return { context in
                guard !isComposed else { return nil }
                let erasable = try log.erasable(
                    order.keyClasses, of: order.subject, last: context.last(of: order.subject),
                    in: context.store)
                guard !erasable.classes.isEmpty else { return nil }
                if erasable.wordClasses.contains(.identity), let note = rest.popFirst() {
                    return try composer.draft(of: note, in: context, identities)
                }
                isComposed = true
                let entry = try why.entry(erasing: erasable)
                if erasable.wordClasses.contains(.identity),
                    try composer.isOpen(order.subject, context)
                {
                    throw ErasureError.episodeOpen(ChildID("#\(order.subject.number)"))
                }
                var draft = try composer.draft(of: entry, in: context, identities)
                draft.erases = erasable
                return draft
            }
        }
    }

    /// Deletes the keys and drops what memory holds of the words.
    private func finished(
        _ order: ErasureOrder, _ receipts: [Receipt]
    ) throws -> ErasureReceipt {
        try log.destroyErasedKeys(of: order.subject)
        cases.forgetAges()
        let made = receipts.last?.position
        guard let position = try made ?? newestErasure(order) else {
            throw ErasureError.noClasses
        }
        var receipt = try asOf(.now).erasures().last { $0.position == position }
        if receipt == nil {
            receipt = try ErasureReceipt(try log.entry(at: position), completedBy: nil)
        }
        guard var receipt else { throw ErasureError.noClasses }
        receipt.isRepeat = made == nil
        return receipt
    }

    private func newestErasure(_ order: ErasureOrder) throws -> Position? {
        try log.read { store in
            try order.keyClasses.flatMap {
                try log.erasures(of: order.subject, $0, in: store)
            }.max()
        }
    }
}

/// Whose words of which classes are to be erased.
private struct ErasureOrder: Sendable {
    let subject: Subject
    let classes: Set<WordClass>

    init(_ records: Records, _ child: ChildID, _ classes: Set<WordClass>) throws {
        self.classes = classes.filter { $0 != .unspecified }
        guard !self.classes.isEmpty else { throw ErasureError.noClasses }
        guard records.log.hasKeys else { throw RecordError.keysRequired }
        guard let number = try records.number(of: child) else {
            throw RecordError.unknownChild(child, kind: nil)
        }
        subject = Subject(number)
    }

    var keyClasses: [KeyName.Class] {
        classes.map { KeyName.Class(rawValue: UInt8(clamping: $0.rawValue)) }
    }
}

/// What the erasing entry says besides what it destroys.
private struct ErasureReason: Sendable {
    let reason: String
    let legalBasis: String
    let actor: RecordingActor
    let moment: Instant
    /// The same when the transaction has to be done again.
    let id = EntryID.make(at: WallClock.system.now)

    init(
        _ reason: String, _ legalBasis: String, _ actor: RecordingActor, _ moment: Instant
    ) throws {
        (self.reason, self.legalBasis) = (reason, legalBasis)
        (self.actor, self.moment) = (actor, moment)
    }

    func entry(erasing erasable: Erasable) throws -> NewEntry {
        var entry = try NewEntry(
            WordsErased.with {
                $0.classes = erasable.wordClasses
                ($0.reason, $0.legalBasis) = (reason, legalBasis)
                $0.records = Int64(erasable.records.count)
                $0.keys = Int64(erasable.keyCount)
            }, child: ChildID("#\(erasable.subject.number)"), occurred: .at(moment), by: actor,
            id: id)
        entry.isOwn = true
        return entry
    }
}

extension Erasable {
    /// The classes as the vocabulary has them.
    fileprivate var wordClasses: [WordClass] {
        classes.compactMap { WordClass(rawValue: Int($0.rawValue)) }
    }
}

extension Composer {
    /// Whether an episode of a child is open, as the log stands inside the transaction.
    fileprivate func isOpen(_ subject: Subject, _ context: AppendContext) throws -> Bool {
        try tracker.episodes(of: subject, last: context.last(of: subject), in: context.store)
            .newestOpen > 0
    }
}
