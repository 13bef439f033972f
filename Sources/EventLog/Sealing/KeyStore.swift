import Crypto
import Synchronization

/// Where wrapped data keys lie: apart from the log, so that a copy of the log opens nothing.
public protocol KeyStorage: Sendable {
    /// The wrapped key called `name`; `nil` when there is none.
    func wrappedKey(_ name: [UInt8]) throws -> [UInt8]?

    /// Stores wrapped keys in one atomic step.
    func put(_ wrapped: [(name: [UInt8], value: [UInt8])], _ durability: Durability) throws

    /// Deletes wrapped keys in one atomic step, durably; names without a key are no error.
    func delete(_ names: [[UInt8]]) throws

    /// Puts everything on stable storage.
    func sync() throws
}

/// The data keys of a log, unwrapped when needed and made when first used.
///
/// A new key is staged in memory and stored by ``flush(_:)``, which the writer calls before it
/// commits the entries that use it: no entry is ever sealed under a key that could be lost.
final class KeyStore: Sendable {
    private let storage: any KeyStorage
    private let wrapping: any KeyWrapping
    private let state = Mutex(State())

    // Bounded, so that a log of a million children does not keep a million keys in memory.
    fileprivate static let cacheLimit = 16_384

    fileprivate struct State {
        var cache: [KeyName: SymmetricKey] = [:]
        /// Keys that no storage has yet: they leave memory only when they are stored or dropped.
        var staged: [KeyName: (bytes: [UInt8], key: SymmetricKey)] = [:]
        /// Keys that are destroyed: whoever read one a moment ago may not bring it back.
        var destroyed: Set<KeyName> = []
        /// Whether keys were stored that are not yet on stable storage.
        var isSyncDue = false
    }

    init(storage: any KeyStorage, wrapping: any KeyWrapping) {
        self.storage = storage
        self.wrapping = wrapping
    }

    /// The key called `name`; `nil` when it was never made or has been destroyed.
    func key(_ name: KeyName) throws -> SymmetricKey? {
        let known = state.withLock { $0.cache[name] ?? $0.staged[name]?.key }
        if let known { return known }
        guard let wrapped = try storage.wrappedKey(name.bytes) else { return nil }
        let key = SymmetricKey(
            data: try WrappedKey.unwrap(wrapped, name.bytes, with: wrapping))
        state.withLock { $0.remember(key, name) }
        return key
    }

    /// Whether there is a key called `name`.
    func contains(_ name: KeyName) throws -> Bool {
        let isKnown = state.withLock { $0.cache[name] != nil || $0.staged[name] != nil }
        return try isKnown || storage.wrappedKey(name.bytes) != nil
    }

    /// Forgets keys that are destroyed, for as long as the process runs.
    func forget(_ names: [KeyName]) {
        state.withLock { state in
            for name in names {
                state.cache[name] = nil
                state.destroyed.insert(name)
            }
        }
    }

    /// The key called `name`, made from 32 random bytes if there is none.
    func keyForSealing(_ name: KeyName) throws -> SymmetricKey {
        if let known = try key(name) { return known }
        let bytes = MemoryKey.randomBytes()
        let key = SymmetricKey(data: bytes)
        state.withLock { $0.staged[name] = (bytes, key) }
        return key
    }

    /// Forgets the keys made since the last ``flush(_:)``: what they sealed has been undone.
    func dropStaged() {
        state.withLock { $0.staged.removeAll() }
    }

    /// Stores the keys made since the last call.
    ///
    /// A durable call also syncs those that relaxed calls left behind: the entries that it is
    /// called for may use them.
    func flush(_ durability: Durability) throws {
        let staged = state.withLock { $0.staged }
        if !staged.isEmpty {
            let wrapped = try staged.map { name, made -> (name: [UInt8], value: [UInt8]) in
                let value = try WrappedKey.wrap(made.bytes, name.bytes, under: wrapping)
                return (name: name.bytes, value: value)
            }
            if durability == .relaxed { state.withLock { $0.isSyncDue = true } }
            try storage.put(wrapped, durability)
            state.withLock { state in
                state.staged.removeAll(keepingCapacity: true)
                for (name, made) in staged { state.remember(made.key, name) }
            }
        }
        if durability == .durable, state.withLock({ $0.isSyncDue }) { try sync() }
    }

    func sync() throws {
        try storage.sync()
        state.withLock { $0.isSyncDue = false }
    }

    /// Fails when the wrapping key is not the one that this log's keys were wrapped under.
    ///
    /// - Parameter isNew: Whether the log has no subjects yet, so that its first key may be made.
    /// - Throws: ``OpenError/wrongKey(reason:)``.
    func checkWrappingKey(isNew: Bool) throws {
        let name = KeyName(owner: .log, keyClass: .index, generation: 1)
        if try key(name) != nil { return }
        guard isNew else {
            throw OpenError.wrongKey(reason: "the log has subjects, but its key folder has no keys")
        }
        _ = try keyForSealing(name)
        try flush(.durable)
    }

    /// The keyed hash under which a host's own id is indexed: HMAC-SHA256, 32 bytes.
    ///
    /// `nil` when there is no key yet. Only ``checkWrappingKey(isNew:)`` makes it: a reader that
    /// made one of its own would never find what the writer has indexed.
    func indexHash(of id: some Sequence<UInt8>) throws -> [UInt8]? {
        let name = KeyName(owner: .log, keyClass: .index, generation: 1)
        guard let key = try key(name) else { return nil }
        return Array(HMAC<SHA256>.authenticationCode(for: Array(id), using: key))
    }
}

extension KeyStore.State {
    fileprivate mutating func remember(_ key: SymmetricKey, _ name: KeyName) {
        guard !destroyed.contains(name) else { return }
        if cache.count >= KeyStore.cacheLimit { cache.removeAll(keepingCapacity: true) }
        cache[name] = key
    }
}

/// Wrapped keys in memory, beside a ``MemoryStore``.
public final class MemoryKeyStorage: KeyStorage {
    private let keys = Mutex<[[UInt8]: [UInt8]]>([:])

    /// Makes an empty storage.
    public init() {}

    /// The wrapped key called `name`.
    public func wrappedKey(_ name: [UInt8]) -> [UInt8]? { keys.withLock { $0[name] } }

    /// Keeps wrapped keys.
    public func put(_ wrapped: [(name: [UInt8], value: [UInt8])], _ durability: Durability) {
        keys.withLock { keys in
            for (name, value) in wrapped { keys[name] = value }
        }
    }

    /// Forgets wrapped keys.
    public func delete(_ names: [[UInt8]]) {
        keys.withLock { keys in
            for name in names { keys[name] = nil }
        }
    }

    /// Does nothing.
    public func sync() {}
}
