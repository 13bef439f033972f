public import EventLog
import LMDB

/// Erasure, the second of two steps.
extension Records {
    /// Completes every pending erasure: no byte of the words is left in a file of the log.
    ///
    /// The log must be open nowhere. Its files are written anew without what was deleted, every
    /// surviving data key is wrapped under a new wrapping key, the old wrapping key is destroyed,
    /// and an entry says so. What old backups and disks still hold nobody can open any more.
    ///
    /// It can be called again after a crash at any moment, with the same keys, and ends well. It
    /// needs as much room as the log takes.
    ///
    /// - Parameters:
    ///   - path: The log's own folder.
    ///   - old: The wrapping key in use; it is destroyed. `nil` says that the host has destroyed
    ///     it, after an earlier call that could not end.
    ///   - new: The wrapping key to use from now on.
    ///   - actor: Who completes it.
    ///   - clock: Where the time of recording is read.
    ///   - mapSizeBytes: As in ``open(at:keys:access:clock:mapSizeBytes:pins:continuing:)``.
    ///   - progress: Told how many records of the log are written.
    /// - Returns: The receipts of all erasures; all of them say complete.
    /// - Throws: `OpenError.inUse`, `OpenError.wrongKey`, ``ErasureError/nothingPending``,
    ///   ``ErasureError/sameKey(id:)``, ``ErasureError/keyNotDestroyed(id:)``, a storage error.
    /// - Complexity: Linear in the size of the log.
    @available(*, noasync, message: "it blocks for as long as the log takes to be written")
    @discardableResult
    public static func completeErasure(
        at path: String, keys old: (any KeyWrapping)?, newKeys new: any KeyWrapping,
        by actor: RecordingActor = .system("whereabouts"), clock: WallClock = .system,
        mapSizeBytes: Int? = nil, progress: (WorkProgress) -> Void = { _ in }
    ) throws -> [ErasureReceipt] {
        try completeErasure(
            at: path, keys: old, newKeys: new, by: actor, clock: clock,
            mapSizeBytes: mapSizeBytes, progress: progress, reached: { _ in })
    }

    /// Completes erasures, and calls `reached` after every step: a test ends it there.
    package static func completeErasure(
        at path: String, keys old: (any KeyWrapping)?, newKeys new: any KeyWrapping,
        by actor: RecordingActor, clock: WallClock, mapSizeBytes: Int?,
        progress: (WorkProgress) -> Void, reached: @escaping (LogRewrite.Step) throws -> Void
    ) throws -> [ErasureReceipt] {
        guard old?.keyID != new.keyID else { throw ErasureError.sameKey(id: new.keyID) }
        let lock = try LogFolder.lockAlone(path)
        defer { lock.release() }
        let rewrite = try LogRewrite(at: path, mapSizeBytes: mapSizeBytes, reached: reached)
        let isRewrapped = try rewrite.isWrapped(under: new)
        guard let inUse = isRewrapped ? new : old else {
            throw OpenError.wrongKey(reason: "the new key is not in use, and no old key was given")
        }
        if let old, let other = try rewrite.retiredKeys().first(where: { $0 != old.keyID }) {
            throw ErasureError.keyNotDestroyed(id: other)
        }
        let opening = Opening(path: path, clock: clock, mapSizeBytes: mapSizeBytes, lock: lock)
        let before = try opening.withRecords(keys: inUse) { try $0.erasures() }
        let pending = before.count { $0.state == .pending }
        guard pending > 0 else {
            guard isRewrapped, !before.isEmpty else { throw ErasureError.nothingPending }
            try rewrite.forgetRetired()
            try rewrite.removeDrafts()
            return before
        }
        if !isRewrapped { try rewrite.rewrapKeys(from: inUse, to: new) }
        try rewrite.rewriteLog { progress(WorkProgress(done: $0, total: $1)) }
        try old?.destroy()
        try reached(.keyDestroyed)
        let receipts = try opening.withRecords(keys: new) { records in
            try records.noteCompletion(of: pending, under: new.keyID, by: actor)
            return try records.erasures()
        }
        try reached(.recorded)
        try rewrite.forgetRetired()
        return receipts
    }

    private func noteCompletion(
        of erasures: Int, under keyID: String, by actor: RecordingActor
    ) throws {
        var entry = try NewEntry(
            ErasureCompleted.with { ($0.erasures, $0.keyID) = (Int64(erasures), keyID) },
            occurred: .at(composer.clock.now), by: actor)
        entry.isOwn = true
        try recordAndWait([entry])
    }

    /// Opens the log under a lock that is held already.
    private struct Opening {
        let path: String
        let clock: WallClock
        let mapSizeBytes: Int?
        let lock: FileLock

        func withRecords<Result>(
            keys: any KeyWrapping, _ body: (Records) throws -> Result
        ) throws -> Result {
            let records = try Records.open(
                at: path, keys: keys, access: .readWrite, clock: clock,
                mapSizeBytes: mapSizeBytes, pins: nil, continuing: nil, holding: lock)
            let result = Swift.Result { try body(records) }
            try records.close()
            return try result.get()
        }
    }
}
