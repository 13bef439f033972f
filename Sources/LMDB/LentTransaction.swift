/// A transaction as an object, for code behind a protocol that cannot borrow one.
///
/// It is of use only until the closure that it was lent to returns; afterwards every use traps.
@safe public class LentTransaction: Transaction {
    private var lent: TransactionHandle?

    fileprivate init(_ handle: TransactionHandle) { unsafe lent = handle }

    fileprivate func end() { unsafe lent = nil }

    /// What the tables of this module need of it; traps when the transaction has ended.
    @unsafe public var handle: TransactionHandle {
        guard let lent = unsafe lent else { preconditionFailure("the transaction has ended") }
        return unsafe lent
    }
}

/// A lent ``WriteTransaction``.
@safe public final class LentWriteTransaction: LentTransaction {
    /// Gives back the transaction for the time of `body`; traps when it has ended.
    public func use<Result>(
        _ body: (borrowing WriteTransaction) throws -> Result
    ) rethrows -> Result {
        try body(unsafe WriteTransaction(handle: handle))
    }
}

extension ReadTransaction {
    /// Lends the transaction as an object while `body` runs.
    public borrowing func lend<Result>(
        _ body: (LentTransaction) throws -> Result
    ) rethrows -> Result {
        let lent = unsafe LentTransaction(handle)
        defer { lent.end() }
        return try body(lent)
    }
}

extension WriteTransaction {
    /// Lends the transaction as an object while `body` runs.
    public borrowing func lend<Result>(
        _ body: (LentWriteTransaction) throws -> Result
    ) rethrows -> Result {
        let lent = unsafe LentWriteTransaction(handle)
        defer { lent.end() }
        return try body(lent)
    }
}
