/// A consistent view of an environment, within which tables can be read.
///
/// Only ``ReadTransaction`` and ``WriteTransaction`` conform. They cannot be copied, leave the
/// closure they were lent to, or change threads.
public protocol Transaction: ~Copyable {
    /// What the tables of this module need of it.
    var handle: TransactionHandle { get }
}

/// The inside of a ``Transaction``, of no use outside this module.
@unsafe public struct TransactionHandle {
    @usableFromInline let pointer: OpaquePointer
    @usableFromInline let environment: UInt64
    @usableFromInline let changes: UnsafeMutablePointer<ChangeState>?
}

/// What has to be remembered while a write transaction runs.
@usableFromInline struct ChangeState {
    /// How many closures look at bytes of the transaction right now; a change would move them.
    @usableFromInline var lentCount = 0
    /// Whether the map was full, so that the transaction has to be repeated in a larger one.
    @usableFromInline var isMapFull = false
    /// Whether a reserved value was left half-written, so that it must not be committed.
    @usableFromInline var isSpoiled = false
    /// The largest size the map may grow to, for messages.
    @usableFromInline let mapLimitBytes: Int

    init(mapLimitBytes: Int) {
        self.mapLimitBytes = mapLimitBytes
    }
}

/// A read transaction: the environment as it was when the transaction began.
///
/// Later commits are invisible to it. While it lives, the pages it can see are not reused, so a
/// long one makes the file grow; read in short turns.
@safe public struct ReadTransaction: ~Copyable, Transaction {
    /// What the tables of this module need of it.
    @unsafe public let handle: TransactionHandle

    init(handle: TransactionHandle) {
        unsafe self.handle = handle
    }
}

/// A write transaction: sees its own changes; nobody else does until it commits.
///
/// There is one at a time among all processes. A change while a closure looks at bytes of the
/// same transaction is a programming error and traps, for the bytes would move.
@safe public struct WriteTransaction: ~Copyable, Transaction {
    /// What the tables of this module need of it.
    @unsafe public let handle: TransactionHandle

    init(handle: TransactionHandle) {
        unsafe self.handle = handle
    }
}

extension TransactionHandle {
    /// Traps unless the table is of the transaction's environment.
    @inlinable @inline(__always)
    func check(_ environment: UInt64) {
        unsafe precondition(
            self.environment == environment,
            "the table and the transaction belong to different environments")
    }

    /// Counts one more closure that looks at bytes of the transaction.
    @inlinable @inline(__always)
    func lend() {
        if let changes = unsafe changes { unsafe changes.pointee.lentCount += 1 }
    }

    /// Counts one such closure less.
    @inlinable @inline(__always)
    func endLending() {
        if let changes = unsafe changes { unsafe changes.pointee.lentCount -= 1 }
    }

    /// Traps when the table is foreign or when a closure still looks at bytes.
    func checkChange(_ environment: UInt64) {
        unsafe check(environment)
        let lentCount = unsafe changes?.pointee.lentCount ?? 0
        precondition(
            lentCount == 0, "change inside a closure that looks at bytes of the same write")
    }
}
