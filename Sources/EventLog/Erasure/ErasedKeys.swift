import LMDB

/// Which data keys are out of force: those that erasing entries have ended.
///
/// | derived name | value |
/// |---|---|
/// | `erased/` owner (9 bytes) and class (1) | positions of the erasing entries, 8 bytes each |
///
/// Numbers are big-endian. The first erasing entry ends generation 1, the second generation 2; the
/// next words are sealed under the generation after that.
struct ErasedKeys {
    private static let prefix = Array("erased/".utf8)

    /// By the name of owner and class: how many generations have ended.
    private var counts: [[UInt8]: UInt32] = [:]

    /// Nothing erased yet.
    init() {}

    /// What is erased as of a state of the store.
    init(in store: any StoreReading) throws {
        try store.forEachDerived(prefix: Self.prefix) { name, value in
            counts[name] = UInt32(value.count / 8)
            return .next
        }
    }

    /// The generation that words are sealed under now.
    func generation(_ owner: KeyName.Owner, _ keyClass: KeyName.Class) -> UInt32 {
        guard !counts.isEmpty else { return 1 }
        return (counts[Self.name(owner, keyClass)] ?? 0) + 1
    }

    /// Takes in an erasing entry.
    mutating func note(_ entry: LogEntry, in store: any StoreWriting) throws {
        let owner = KeyName.Owner(entry.header.subject, entry.header.scope)
        for keyClass in ErasureNotice.classes(in: entry.facts) {
            let name = Self.name(owner, keyClass)
            let known = try store.withDerived(name) { Array(copying: $0) } ?? []
            let value = known + entry.header.position.rawValue.bigEndianBytes
            try store.putDerived(name, value)
            counts[name] = UInt32(value.count / 8)
        }
    }

    /// Where the entries stand that erased words of a class, oldest first.
    static func erasures(
        of owner: KeyName.Owner, _ keyClass: KeyName.Class, in store: any StoreReading
    ) throws -> [Position] {
        try store.withDerived(name(owner, keyClass)) { positions($0) } ?? []
    }

    /// The names of all keys that are out of force; of one owner only, if one is given.
    static func names(
        of owner: KeyName.Owner? = nil, in store: any StoreReading
    ) throws -> [KeyName] {
        var names: [KeyName] = []
        let start = prefix + (owner?.bytes ?? [])
        try store.forEachDerived(prefix: start) { name, value in
            guard let first = KeyName(family: Array(name.dropFirst(prefix.count))) else {
                return .next
            }
            for generation in 0..<UInt32(value.count / 8) {
                var ended = first
                ended.generation = generation + 1
                names.append(ended)
            }
            return .next
        }
        return names
    }

    private static func name(_ owner: KeyName.Owner, _ keyClass: KeyName.Class) -> [UInt8] {
        prefix + owner.bytes + [keyClass.rawValue]
    }

    private static func positions(_ bytes: Span<UInt8>) -> [Position] {
        (0..<bytes.count / 8).map { Position(bytes.loadBigEndian64(at: 8 * $0)) }
    }
}

extension KeyName.Owner {
    /// The owner in the name of a key: 9 bytes.
    var bytes: [UInt8] {
        switch self {
        case .log: [0] + UInt64(0).bigEndianBytes
        case .subject(let subject): [1] + subject.number.bigEndianBytes
        case .scope(let scope): [2] + scope.number.bigEndianBytes
        }
    }
}

extension KeyName {
    /// The first generation of the owner and class that `bytes` name; `nil` for other bytes.
    fileprivate init?(family bytes: [UInt8]) {
        guard bytes.count == 10 else { return nil }
        let number = bytes.span.loadBigEndian64(at: 1)
        let owner: Owner
        switch bytes[0] {
        case 0: owner = .log
        case 1: owner = .subject(Subject(number))
        case 2: owner = .scope(Scope(number))
        default: return nil
        }
        self.init(owner: owner, keyClass: Class(rawValue: bytes[9]), generation: 1)
    }
}
