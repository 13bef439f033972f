import EventLog
import Synchronization

/// A store in memory that fails when a test asks for it.
final class FaultyStore: EntryStore {
    struct Failure: Error {}

    enum Fault {
        /// The next transaction fails when it would be committed.
        case commit
        /// The next transaction fails so, and the read after it as well.
        case commitAndRead
    }

    let base = MemoryStore()
    let isWritable = true
    private let faults = Mutex((commit: false, read: false))

    func failNext(_ fault: Fault) {
        faults.withLock { $0 = (true, fault == .commitAndRead) }
    }

    func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        let isFailing = faults.withLock { faults in
            defer { if !faults.commit { faults.read = false } }
            return faults.read && !faults.commit
        }
        if isFailing { throw Failure() }
        return try base.read(body)
    }

    func transact<Result>(
        _ durability: Durability, _ body: (any StoreWriting) throws -> Result
    ) throws -> Result {
        try base.transact(durability) { transaction in
            let result = try body(transaction)
            let isFailing = faults.withLock { faults in
                defer { faults.commit = false }
                return faults.commit
            }
            if isFailing { throw Failure() }
            return result
        }
    }

    func sync() {}
}

/// The same entries for reading only, as another process sees them.
final class ReadOnlyStore: EntryStore {
    struct NotWritable: Error {}

    let base: any EntryStore
    let isWritable = false

    init(_ base: any EntryStore) { self.base = base }

    func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        try base.read(body)
    }

    func transact<Result>(
        _ durability: Durability, _ body: (any StoreWriting) throws -> Result
    ) throws -> Result {
        throw NotWritable()
    }

    func sync() {}
}
