/// What erasing a subject's words of some classes destroys, as of a state of the store.
package struct Erasable: Sendable {
    /// Whose words.
    package let subject: Subject
    /// The classes with something to destroy, and those that were never erased.
    package let classes: [KeyName.Class]
    /// Where the entries stand whose sealed records are deleted, newest first.
    package let records: [Position]
    /// How many wrapped keys are deleted.
    package let keyCount: Int
    /// The entries that have erased words of these classes before, oldest first.
    package let earlier: [Position]
}

extension EventLog {
    /// What erasing words of `classes` destroys.
    ///
    /// - Parameters:
    ///   - classes: In any order.
    ///   - subject: Whose words.
    ///   - last: The subject's newest entry.
    ///   - store: The state to look at; in a transaction, with what it has appended.
    /// - Returns: Records and keys, and the classes that they belong to.
    /// - Throws: What reading throws.
    /// - Complexity: Linear in the subject's own entries.
    package func erasable(
        _ classes: [KeyName.Class], of subject: Subject, last: Position?,
        in store: any StoreReading
    ) throws -> Erasable {
        let wanted = Set(classes)
        var records: [KeyName.Class: [Position]] = [:]
        for (position, keyClass) in try Self.sealed(of: last, in: store)
        where wanted.contains(keyClass) {
            records[keyClass, default: []].append(position)
        }
        var (due, keyCount, earlier) = ([KeyName.Class](), 0, Set<Position>())
        for keyClass in wanted.sorted(by: { $0.rawValue < $1.rawValue }) {
            let owner = KeyName.Owner.subject(subject)
            let erasures = try ErasedKeys.erasures(of: owner, keyClass, in: store)
            earlier.formUnion(erasures)
            let generation = UInt32(erasures.count) + 1
            let name = KeyName(owner: owner, keyClass: keyClass, generation: generation)
            let hasKey = try keys?.contains(name) ?? false
            keyCount += hasKey ? 1 : 0
            if hasKey || erasures.isEmpty || records[keyClass] != nil { due.append(keyClass) }
        }
        return Erasable(
            subject: subject, classes: due,
            records: due.flatMap { records[$0] ?? [] }.sorted(by: >), keyCount: keyCount,
            earlier: earlier.sorted())
    }

    /// Where the entries of one subject stand that still have a sealed record, with their classes.
    private static func sealed(
        of last: Position?, in store: any StoreReading
    ) throws -> [(Position, KeyName.Class)] {
        guard let last else { return [] }
        var found: [(Position, KeyName.Class)] = []
        try store.follow(from: last.rawValue) { position, bytes in
            guard let entry = LogEntry(copying: bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            if let name = entry.keyName,
                try store.withSealed(at: position, { _ in true }) ?? false
            {
                found.append((Position(position), name.keyClass))
            }
            return entry.header.previousOfSubject?.rawValue
        }
        return found
    }

    /// Where the entries stand that have erased a subject's words of a class, oldest first.
    ///
    /// The first one ended generation 1 of the key, and so on.
    package func erasures(
        of subject: Subject, _ keyClass: KeyName.Class, in store: any StoreReading
    ) throws -> [Position] {
        try ErasedKeys.erasures(of: .subject(subject), keyClass, in: store)
    }
}
