import EventLog
import SwiftProtobuf

extension RecordsView {
    /// The erasures in view, oldest first, each with how far it had come.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in the erasures.
    public func erasures() throws -> [ErasureReceipt] {
        try records.log.read { store in
            var receipts: [ErasureReceipt] = []
            var completion: ErasureReceipt.Completion?
            // From the newest on: a completion is about every erasure before it.
            for position in try ErasureIndex.list.positions(before: size, in: store).reversed() {
                let entry = try store.entry(at: position)
                if entry.header.kind == Kind.erasureCompleted.rawValue {
                    completion = try ErasureReceipt.Completion(entry)
                } else {
                    receipts.append(try ErasureReceipt(entry, completedBy: completion))
                }
            }
            return receipts.reversed()
        }
    }
}

extension RecordsView {
    /// How many children have no date of birth any more, so that their ages are as stored.
    ///
    /// Those whose identity was erased in view, or before they came here, unless a date of birth was
    /// recorded since.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in the erasures.
    public func childrenWithStoredAges() throws -> Int {
        try records.log.read { store in
            var subjects: Set<Subject> = []
            for position in try ErasureIndex.nameless.positions(before: size, in: store) {
                subjects.insert(try store.header(at: position).subject)
            }
            for position in try ErasureIndex.list.positions(before: size, in: store) {
                let entry = try store.entry(at: position)
                guard entry.header.kind == Kind.wordsErased.rawValue else { continue }
                let erased = try WordsErased(serializedBytes: Array(entry.facts))
                if erased.classes.contains(.identity) { subjects.insert(entry.header.subject) }
            }
            return try subjects.count { subject in
                try records.registry.sources(ofChild: subject.number, in: store)?.birth ?? 0 == 0
            }
        }
    }
}

extension Records {
    /// The erasure that took the words of an entry.
    func erasure(of entry: LogEntry, in store: any StoreReading) throws -> ErasureReceipt? {
        guard let name = entry.keyName, entry.header.subject != .none else { return nil }
        let erasures = try log.erasures(of: entry.header.subject, name.keyClass, in: store)
        let place = Int(name.generation) - 1
        guard erasures.indices.contains(place) else { return nil }
        let completion = try Self.completion(of: erasures[place], in: store)
        return try ErasureReceipt(
            try store.entry(at: erasures[place]), completedBy: completion)
    }

    /// The first completion after an erasure.
    private static func completion(
        of erasure: Position, in store: any StoreReading
    ) throws -> ErasureReceipt.Completion? {
        let later = try ErasureIndex.list.positions(
            from: erasure.rawValue + 1, before: .max, in: store)
        for position in later {
            let entry = try store.entry(at: position)
            if entry.header.kind == Kind.erasureCompleted.rawValue {
                return try ErasureReceipt.Completion(entry)
            }
        }
        return nil
    }

    /// All erasures, oldest first, each with how far it has come.
    ///
    /// - Throws: What reading throws.
    public func erasures() throws -> [ErasureReceipt] { try asOf(.now).erasures() }
}
