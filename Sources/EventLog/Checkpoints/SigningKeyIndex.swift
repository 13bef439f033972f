import LMDB
public import Merkle

/// A verifier key that the log itself names: from its entry on, its signatures count.
public struct DeclaredKey: Hashable, Sendable {
    /// The entry that declares it.
    public let position: Position
    /// The key.
    public let key: VerifierKey

    package init(position: Position, key: VerifierKey) {
        self.position = position
        self.key = key
    }
}

/// The verifier keys that the log has declared, by the positions of the entries that say so.
///
/// | derived name | value |
/// |---|---|
/// | `signer/` position, 8 bytes big-endian | verifier key, as C2SP signed-note writes it |
final class SigningKeyIndex: DerivedIndex {
    private static let prefix = Array("signer/".utf8)

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        guard header.kind == LogKind.signingKeyDeclared,
            let facts = LogEntry(copying: entry)?.facts, let key = LogFacts.verifierKey(facts)
        else { return }
        let name = Self.prefix + header.position.rawValue.bigEndianBytes
        try store.putDerived(name, Array(key.description.utf8))
    }

    func reset() {}

    /// The declared keys, oldest first.
    static func keys(in store: any StoreReading) throws -> [DeclaredKey] {
        var keys: [DeclaredKey] = []
        try store.forEachDerived(prefix: prefix) { name, value in
            let position = name.dropFirst(prefix.count).reduce(0) { $0 << 8 | UInt64($1) }
            let text = String(decoding: Array(copying: value), as: UTF8.self)
            if let key = VerifierKey(text) {
                keys.append(DeclaredKey(position: Position(position), key: key))
            }
            return .next
        }
        return keys
    }
}

extension [DeclaredKey] {
    /// The newest key of that name among the entries before `size`.
    func inForce(_ name: String, at size: UInt64) -> VerifierKey? {
        last { $0.key.name == name && $0.position.rawValue < size }?.key
    }
}
