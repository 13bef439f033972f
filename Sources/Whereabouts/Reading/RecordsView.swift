public import EventLog

/// The records as they were at a point of knowledge: a prefix of the log, as a value.
///
/// Every question works on a view; the same view gives the same answer for ever.
public struct RecordsView: Sendable {
    let records: Records
    /// The number of entries in view.
    public let size: UInt64
    /// The moment at which the question is asked: deadlines run up to it.
    ///
    /// The time that the view was asked for, else the recorded time of its last entry: never the
    /// clock's, so that the same view gives the same answer for ever.
    public let now: Instant

    var logView: LogView { LogView(size: size) }
}

/// A point of knowledge.
public enum KnowledgePoint: Hashable, Sendable {
    /// Everything that is durable now.
    case now
    /// Everything recorded strictly before a moment.
    case recorded(before: Instant)
    /// The first entries of the log; more than there are counts as all.
    case size(UInt64)
}

extension Records {
    /// The records as of a point of knowledge.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: O(log n) reads for a moment, constant otherwise.
    public func asOf(_ point: KnowledgePoint) throws -> RecordsView {
        switch point {
        case .now: try view(ofSize: try log.size)
        case .size(let size): try view(ofSize: min(size, try log.size))
        case .recorded(let moment):
            RecordsView(
                records: self, size: try log.view(recordedBefore: moment).size, now: moment)
        }
    }

    private func view(ofSize size: UInt64) throws -> RecordsView {
        let last = size > 0 ? try log.entry(at: Position(size - 1)).header.recordedAt : nil
        return RecordsView(records: self, size: size, now: last ?? Instant(microseconds: 0))
    }

    /// Everything known now about a child.
    ///
    /// - Parameter child: The host's id, or `#17` for the child with that number.
    /// - Returns: The child's entries and episodes.
    /// - Throws: ``RecordError/unknownChild(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the child's own entries.
    public func history(of child: ChildID) throws -> History {
        try asOf(.now).history(of: child)
    }

    /// The entries behind `position`, then those to come, as they are recorded.
    ///
    /// - Parameter position: The last entry already seen; `nil` starts at the first.
    /// - Returns: A sequence that ends when its task is cancelled; see `EntrySequence`.
    public func entries(
        after position: Position? = nil
    ) -> some AsyncSequence<RecordedEntry, any Error> & Sendable {
        log.entries(after: position).map { [self] in try resolved($0) }
    }

    /// A stored entry with the hosts' own ids, its words opened.
    ///
    /// - Throws: What reading throws.
    public func resolved(_ entry: LogEntry) throws -> RecordedEntry {
        try log.read { try EntryResolver(self, $0).resolve(entry) }
    }
}

extension RecordsView {
    /// Everything known about a child at this point.
    ///
    /// - Parameter child: The host's id, or `#17` for the child with that number.
    /// - Returns: The child's entries and episodes.
    /// - Throws: ``RecordError/unknownChild(_:kind:)`` when the child was not registered by then.
    /// - Complexity: Linear in the child's own entries.
    public func history(of child: ChildID) throws -> History {
        let unknown = RecordError.unknownChild(child, kind: nil)
        guard let number = try records.number(of: child) else { throw unknown }
        let setting = try setting()
        guard let folded = try folded(Subject(number), setting) else { throw unknown }
        let stored = try entries(of: folded.subject, setting)
        let reading = try CaseReading(folded, self, setting)
        return try records.log.read { store in
            let resolver = EntryResolver(records, store)
            let amendments = AmendmentReader(
                homes: { home in
                    try records.registry.number(of: home, in: store).map { Scope($0) }
                }, homeName: resolver.home)
            let entries = try amendments.amended(try stored.map { try resolver.resolve($0) })
            let homes = try resolver.homes(of: folded.record)
            return History(
                child: entries.first?.child ?? child, entries: entries, reading: reading,
                homes: homes)
        }
    }

    /// Visits every entry in view, oldest first, with the hosts' own ids.
    ///
    /// - Parameter body: Gets each entry; stops the visit by returning `.stop`.
    /// - Throws: What reading or `body` throws.
    public func forEachEntry(_ body: (RecordedEntry) throws -> VisitStep) throws {
        var next: UInt64 = 0
        var isStopped = false
        while next < size, !isStopped {
            let end = min(size, next + 1_024)
            var chunk: [LogEntry] = []
            try records.log.scan(Position(next)..<Position(end)) { header, bytes in
                guard let entry = LogEntry(copying: bytes) else {
                    throw ReadError.corrupt(position: header.position)
                }
                chunk.append(entry)
                return .next
            }
            try records.log.read { store in
                let resolver = EntryResolver(records, store)
                for entry in chunk where !isStopped {
                    isStopped = try body(try resolver.resolve(entry)) == .stop
                }
            }
            next = end
        }
    }
}

/// Gives stored entries the hosts' own ids, within one consistent state.
struct EntryResolver {
    private let records: Records
    private let store: any StoreReading

    init(_ records: Records, _ store: any StoreReading) {
        self.records = records
        self.store = store
    }

    func resolve(_ entry: LogEntry) throws -> RecordedEntry {
        let header = entry.header
        let kind = Kind(rawValue: header.kind)
        let isOfEpisode = kind.group == .episode
        let first = try id(at: header.refersTo, own: header)
        let second = try id(at: entry.alsoRefersTo, own: header)
        let narrative = try records.log.narrative(of: entry, in: store)
        return RecordedEntry(
            id: header.id, position: header.position, kind: kind,
            child: try child(header.subject), home: try home(header.scope),
            actor: header.actor == .log
                ? nil : try records.registry.actor(header.actor.number, in: store),
            occurrence: Occurrence(entry), recordedAt: header.recordedAt, age: header.age,
            episode: isOfEpisode ? first : second, refersTo: isOfEpisode ? second : first,
            narrative: narrative,
            erasure: narrative == .erased ? try records.erasure(of: entry, in: store) : nil,
            stored: entry)
    }

    /// The ids of the homes in a record.
    func homes(of record: CaseRecord) throws -> [Scope: HomeID] {
        var homes: [Scope: HomeID] = [:]
        let scopes =
            record.episodes.flatMap { [$0.scope, $0.careScope] } + record.stays.map(\.scope)
            + record.deadlines.map(\.scope)
        for scope in scopes where homes[scope] == nil { homes[scope] = try home(scope) }
        return homes
    }

    func home(_ scope: Scope) throws -> HomeID? {
        scope == .none ? nil : try records.registry.home(scope.number, in: store)
    }

    func child(_ subject: Subject) throws -> ChildID? {
        subject == .none ? nil : try records.identities.child(subject.number, in: store)
    }

    func id(at position: Position?, own: EntryHeader) throws -> EntryID? {
        guard let position else { return nil }
        if position == own.position { return own.id }
        return try store.header(at: position).id
    }
}

extension StoreReading {
    /// The fixed fields of the entry at `position`, without copying the rest.
    func header(at position: Position) throws -> EntryHeader {
        var found: EntryHeader?
        try follow(from: position.rawValue) { _, bytes in
            found = EntryHeader(bytes)
            return nil
        }
        guard let found else { throw ReadError.corrupt(position: position) }
        return found
    }
}
