import CLMDB
import Glibc
import Synchronization

/// An LMDB environment: a folder with `data.mdb` and `lock.mdb` that holds named tables.
///
/// Any number of threads may use one environment, and any number of processes one folder. One
/// transaction writes at a time; readers neither wait for it nor delay it. A process opens a
/// folder once; a second open throws ``LMDBError/alreadyOpen(path:)`` until the first is closed or
/// released. Do not use an environment in a child made by `fork`.
///
/// ```swift
/// let environment = try Environment.open(at: "/var/lib/log")
/// let entries = try environment.openTable("entries", key: UInt64.self)
/// try environment.write { transaction in
///     try entries.append(0, value: bytes.span, in: transaction)
/// }
/// let count = try environment.read { try entries.count(in: $0) }
/// ```
@safe public final class Environment: Sendable {
    /// The folder as it was given to ``open(at:options:)``.
    public let path: String
    /// The options it was opened with.
    public let options: EnvironmentOptions
    /// The identity of `data.mdb`.
    public let fileIdentity: FileIdentity
    /// How many readers of dead processes were cleared away at open.
    public let staleReadersCleared: Int

    /// Tells environments apart, also when one takes the address of another that has gone.
    let serial: UInt64
    nonisolated(unsafe) let pointer: OpaquePointer
    let gate = TransactionGate()
    let depth: ThreadDepth
    let pool: ReaderPool
    let tables = Mutex<[String: MDB_dbi]>([:])
    let mapSize: Atomic<Int>
    private let isOpen = Atomic(true)

    init(opened: Opened, path: String, options: EnvironmentOptions, identity: FileIdentity) {
        self.path = path
        self.options = options
        fileIdentity = identity
        unsafe pointer = opened.pointer
        staleReadersCleared = opened.staleReadersCleared
        depth = opened.depth
        mapSize = Atomic(opened.mapSizeBytes)
        pool = ReaderPool(capacity: min(16, options.maximumReaders))
        serial = Self.serials.wrappingAdd(1, ordering: .relaxed).newValue
    }

    deinit {
        // No transaction can be live: each keeps the environment alive.
        release()
        depth.delete()
    }

    /// Closes the environment, so that the folder can be opened again.
    ///
    /// Afterwards every use throws ``LMDBError/closed(path:)``. Releasing the last reference
    /// closes too; closing twice does nothing.
    ///
    /// - Throws: ``LMDBError/transactionsLive(path:count:)`` while transactions are live.
    public func close() throws(LMDBError) {
        guard isOpen.load(ordering: .acquiring) else { return }
        let live = gate.close()
        guard live == 0 else { throw .transactionsLive(path: path, count: live) }
        release()
    }

    private func release() {
        guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
        EnvironmentRegistry.release(fileIdentity) {
            pool.endAll()
            unsafe mdb_env_close(pointer)
        }
    }

    private static let serials = Atomic<UInt64>(0)
}

extension Environment {
    /// Runs `body` counted as one live transaction of this thread.
    func entered<Result>(_ body: () throws -> Result) throws -> Result {
        let outer = depth.current
        guard gate.enter(isNested: outer > 0) else { throw LMDBError.closed(path: path) }
        depth.set(outer + 1)
        defer {
            depth.set(outer)
            gate.leave()
        }
        return try body()
    }

    /// Traps when this thread is inside a transaction of this environment.
    func requireOutside(_ action: String) {
        precondition(
            depth.current == 0,
            "\(action) inside a transaction of the same environment would wait for itself")
    }
}
