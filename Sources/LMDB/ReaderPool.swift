import CLMDB
import Synchronization

/// Read transactions at rest: renewing one costs a tenth of beginning a new one.
///
/// A transaction at rest keeps its slot in the lock file but pins no pages.
@safe final class ReaderPool: Sendable {
    // Addresses as numbers, because pointers are not Sendable.
    private let idle = Mutex<[UInt]>([])
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    func take() -> OpaquePointer? {
        let address = idle.withLock { $0.popLast() }
        return unsafe address.flatMap { unsafe OpaquePointer(bitPattern: $0) }
    }

    /// Puts `transaction` to rest, or ends it when enough are at rest.
    func giveBack(_ transaction: OpaquePointer) {
        unsafe mdb_txn_reset(transaction)
        let isKept = idle.withLock { idle in
            guard idle.count < capacity else { return false }
            idle.append(UInt(bitPattern: transaction))
            return true
        }
        if !isKept { unsafe mdb_txn_abort(transaction) }
    }

    func endAll() {
        while let transaction = unsafe take() {
            unsafe mdb_txn_abort(transaction)
        }
    }
}
