import Crypto
import Synchronization

/// Where wrapped data keys lie: apart from the log, so that a copy of the log opens nothing.
public protocol KeyStorage: Sendable {
    /// The wrapped key called `name`; `nil` when there is none.
    func wrappedKey(_ name: [UInt8]) throws -> [UInt8]?

    /// Stores wrapped keys in one atomic step.
    func put(_ wrapped: [(name: [UInt8], value: [UInt8])], _ durability: Durability) throws

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
        let key = try unwrap(wrapped, name)
        state.withLock { $0.remember(key, name) }
        return key
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
            let wrapped = try staged.map { name, made in
                (name: name.bytes, value: try wrap(made.bytes, name))
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

    private func wrap(_ key: [UInt8], _ name: KeyName) throws -> [UInt8] {
        // Its length is one byte.
        let id = Array(wrapping.keyID.utf8.prefix(255))
        let wrapped = try wrapping.wrap(key, context: name.bytes)
        return [UInt8(id.count)] + id + wrapped
    }

    private func unwrap(_ stored: [UInt8], _ name: KeyName) throws -> SymmetricKey {
        let idCount = Int(stored.first ?? 0)
        let id = String(decoding: stored.dropFirst().prefix(idCount), as: UTF8.self)
        let wrapped = Array(stored.dropFirst(1 + idCount))
        guard let key = try? wrapping.unwrap(wrapped, context: name.bytes), key.count == 32 else {
            let reason = "its keys are wrapped under \(id), the given key is \(wrapping.keyID)"
            throw OpenError.wrongKey(reason: reason)
        }
        return SymmetricKey(data: key)
    }
}

extension KeyStore.State {
    fileprivate mutating func remember(_ key: SymmetricKey, _ name: KeyName) {
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

    /// Does nothing.
    public func sync() {}
}
