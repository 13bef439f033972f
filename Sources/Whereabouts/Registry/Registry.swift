import EventLog
import LMDB
import SwiftProtobuf
import Synchronization

/// Who is behind the numbers: hosts' ids of children, homes and actors, both ways.
///
/// The derived values follow from the entries: a home's registration holds its id in clear, an
/// actor's first entry introduces it, and a child's registration holds the id sealed.
///
/// | derived name | value |
/// |---|---|
/// | `child/` HMAC of the id | number, 8 bytes |
/// | `child#` number | positions of the registration and of what changed the date of birth last, HMAC of the id |
/// | `home/` id, `home#` number | number, id |
/// | `actor/` role and id, `actor#` number | number, role and id |
/// | `actors` | how many there are |
final class Registry: DerivedIndex {
    private let state = Mutex(State())

    // A bound for memory: beyond it the maps are emptied and fill again from the store.
    private static let cacheLimit = 500_000

    /// What is known of a date of birth without reading.
    private enum RememberedBirth {
        case notRead
        case read(LocalDate?)
    }

    private struct State {
        var children: [String: UInt64] = [:]
        var childNames: [UInt64: String] = [:]
        /// By child number - 1, which costs less than a look-up by hash: asked for every entry.
        var births: [RememberedBirth] = []
        var homes: [String: UInt64] = [:]
        var homeNames: [UInt64: String] = [:]
        var actors: [RecordingActor: UInt64] = [:]
        var actorNames: [UInt64: RecordingActor] = [:]
        var actorCount: UInt64?
        /// By child: the newest entry that erased who the child is.
        ///
        /// What stands before it may not come back into memory from a read that began earlier.
        var erasedThrough: [UInt64: UInt64] = [:]
    }

    func reset() {
        state.withLock { state in
            let erasedThrough = state.erasedThrough
            state = State()
            state.erasedThrough = erasedThrough
        }
    }

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        if header.actor.number > (try actorCount(in: store)) {
            try noteActor(try store.entry(at: header.position), header, in: store)
        }
        switch Kind(rawValue: header.kind) {
        case .homeRegistered: try noteHome(try store.entry(at: header.position), in: store)
        case .childRegistered, .childDetailsChanged: try noteChild(header, words, in: store)
        case .entryCorrected, .entryWithdrawn, .entryReinstated:
            try noteAmendment(entry, header, in: store)
        case .wordsErased: try noteErasure(try store.entry(at: header.position), in: store)
        default: break
        }
    }

    // MARK: Numbers

    /// The number of a child; `nil` when it is not registered, or without keys.
    ///
    /// `hash` gives the keyed hash of the id, when the number is not in memory.
    func number(
        of child: ChildID, in store: any StoreReading, hash: (String) throws -> [UInt8]?
    ) throws -> UInt64? {
        if let known = state.withLock({ $0.children[child.text] }) { return known }
        guard let hash = try hash(child.text) else { return nil }
        let found = try store.withDerived(Self.name("child/", hash)) { $0.loadBigEndian64(at: 0) }
        if let found {
            remember { state in
                guard state.erasedThrough[found] == nil else { return }
                state.children[child.text] = found
            }
        }
        return found
    }

    /// The number of a home; `nil` when it is not registered.
    func number(of home: HomeID, in store: any StoreReading) throws -> UInt64? {
        if let known = state.withLock({ $0.homes[home.text] }) { return known }
        let name = Self.name("home/", Array(home.text.utf8))
        let found = try store.withDerived(name) { $0.loadBigEndian64(at: 0) }
        if let found { remember { $0.homes[home.text] = found } }
        return found
    }

    /// The number of an actor; `nil` when it has recorded nothing yet.
    func number(of actor: RecordingActor, in store: any StoreReading) throws -> UInt64? {
        if let known = state.withLock({ $0.actors[actor] }) { return known }
        let name = Self.name("actor/", actor.stored)
        let found = try store.withDerived(name) { $0.loadBigEndian64(at: 0) }
        if let found { remember { $0.actors[actor] = found } }
        return found
    }

    func actorCount(in store: any StoreReading) throws -> UInt64 {
        if let known = state.withLock({ $0.actorCount }) { return known }
        let found = try store.withDerived(Self.name("actors", [])) { $0.loadBigEndian64(at: 0) }
        state.withLock { $0.actorCount = found ?? 0 }
        return found ?? 0
    }

    // MARK: Ids

    /// The id behind a home's number.
    func home(_ number: UInt64, in store: any StoreReading) throws -> HomeID? {
        if let known = state.withLock({ $0.homeNames[number] }) { return HomeID(known) }
        let name = Self.name("home#", number.bigEndianBytes)
        let found = try store.withDerived(name) { Self.text($0) }
        if let found { remember { $0.homeNames[number] = found } }
        return found.map { HomeID($0) }
    }

    /// The actor behind a number.
    func actor(_ number: UInt64, in store: any StoreReading) throws -> RecordingActor? {
        if let known = state.withLock({ $0.actorNames[number] }) { return known }
        let name = Self.name("actor#", number.bigEndianBytes)
        let stored = try store.withDerived(name) { Array(copying: $0) }
        guard let stored, let actor = RecordingActor(stored: stored) else { return nil }
        remember { $0.actorNames[number] = actor }
        return actor
    }

    /// Where a child's id and its newest date of birth stand.
    func sources(ofChild number: UInt64, in store: any StoreReading) throws -> ChildSources? {
        let name = Self.name("child#", number.bigEndianBytes)
        return try store.withDerived(name) {
            ChildSources(
                registration: $0.loadBigEndian64(at: 0), birth: $0.loadBigEndian64(at: 8),
                hash: Array(copying: $0.extracting(16...)))
        }
    }

    /// A child's id, if it is remembered without reading.
    func rememberedID(ofChild number: UInt64) -> String? {
        state.withLock { $0.childNames[number] }
    }

    /// A child's date of birth, which may be none, if it is remembered without reading.
    func rememberedBirth(ofChild number: UInt64) -> LocalDate?? {
        state.withLock { state in
            guard number > 0, number <= state.births.count,
                case .read(let birth) = state.births[Int(number - 1)]
            else { return nil }
            return .some(birth)
        }
    }

    /// Keeps what the entry at `position` says, unless that has been erased meanwhile.
    func remember(child number: UInt64, name: String, from position: UInt64) {
        remember { state in
            if position > state.erasedThrough[number] ?? 0 { state.childNames[number] = name }
        }
    }

    /// Keeps what the entry at `position` says, unless that has been erased meanwhile.
    func remember(child number: UInt64, birth: LocalDate?, from position: UInt64) {
        state.withLock { state in
            guard position > state.erasedThrough[number] ?? 0 else { return }
            while state.births.count < number { state.births.append(.notRead) }
            state.births[Int(number - 1)] = .read(birth)
        }
    }

    // MARK: Noting

    private func noteChild(
        _ header: EntryHeader, _ words: () throws -> EventLog.Narrative,
        in store: any StoreWriting
    ) throws {
        let number = header.subject.number
        let isRegistration = header.kind == Kind.childRegistered.rawValue
        let bytes: [UInt8]
        switch try words() {
        case .words(let opened): bytes = opened
        // Without keys the index of children would come out empty, and no child be found again.
        case .sealed: throw RecordError.keysRequired
        case .none, .erased:
            // Found by its number for ever, `#17`, though nobody knows any more who it is.
            guard isRegistration else { return }
            return try put(
                ChildSources(registration: header.position.rawValue), ofChild: number, in: store)
        }
        let narrative = try Narrative(serializedBytes: bytes)
        var sources = try sources(ofChild: number, in: store) ?? ChildSources()
        let position = header.position.rawValue
        if isRegistration {
            sources.registration = position
            guard let hash = try hash(narrative.childID, in: header) else { return }
            sources.hash = hash
            try store.putDerived(Self.name("child/", hash), number.bigEndianBytes)
            remember { $0.children[narrative.childID] = number }
            remember(child: number, name: narrative.childID, from: position)
        }
        if let birth = narrative.dob {
            sources.birth = position
            remember(child: number, birth: birth, from: position)
        }
        try put(sources, ofChild: number, in: store)
    }

    /// Notes that a correction, withdrawal or reinstatement may have changed a date of birth, so
    /// that the ages of entries to come follow the date in force.
    private func noteAmendment(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting
    ) throws {
        let number = header.subject.number
        guard let target = header.refersTo,
            var sources = try sources(ofChild: number, in: store), sources.birth > 0
        else { return }
        if header.kind == Kind.entryCorrected.rawValue {
            guard let stored = LogEntry(copying: entry),
                try Person.mayChangeBirth(Array(stored.facts))
            else { return }
        } else {
            let kind = Kind(rawValue: try store.header(at: target).kind)
            guard kind.amends || kind.saysWhoAChildIs else { return }
        }
        sources.birth = header.position.rawValue
        try put(sources, ofChild: number, in: store)
        state.withLock { state in
            if number <= state.births.count { state.births[Int(number - 1)] = .notRead }
        }
    }

    private func put(
        _ sources: ChildSources, ofChild number: UInt64, in store: any StoreWriting
    ) throws {
        let value = sources.registration.bigEndianBytes + sources.birth.bigEndianBytes
        try store.putDerived(Self.name("child#", number.bigEndianBytes), value + sources.hash)
    }

    /// Takes away what leads from a child's id to its number, and to its date of birth.
    private func noteErasure(_ entry: LogEntry, in store: any StoreWriting) throws {
        guard try WordsErased(serializedBytes: Array(entry.facts)).classes.contains(.identity)
        else { return }
        let number = entry.header.subject.number
        guard let sources = try sources(ofChild: number, in: store) else { return }
        if !sources.hash.isEmpty { try store.putDerived(Self.name("child/", sources.hash), nil) }
        try put(ChildSources(registration: sources.registration), ofChild: number, in: store)
        forget(child: number, through: entry.header.position.rawValue)
    }

    /// Forgets who a child is, as far as entries up to a position say.
    func forget(child number: UInt64, through position: UInt64) {
        state.withLock { state in
            state.children = state.children.filter { $0.value != number }
            state.childNames[number] = nil
            if number > 0, number <= state.births.count {
                state.births[Int(number - 1)] = .notRead
            }
            state.erasedThrough[number] = max(position, state.erasedThrough[number] ?? 0)
        }
    }

    private func hash(_ id: String, in header: EntryHeader) throws -> [UInt8]? {
        guard let hasher = hasher.withLock({ $0 }) else { return nil }
        return try hasher.hash(id)
    }

    /// Set once the log is open: its keyed hash.
    let hasher = Mutex<KeyedHash?>(nil)

    /// A function in a structure: `Mutex` would wrap a bare one anew at every access, and the
    /// wrappers would pile up until a call exhausts the stack.
    struct KeyedHash: Sendable {
        let hash: @Sendable (String) throws -> [UInt8]?
    }

    private func noteHome(_ entry: LogEntry, in store: any StoreWriting) throws {
        guard let id = entry.registers else { return }
        let number = entry.header.scope.number
        let (text, bytes) = (Array(id.utf8), number.bigEndianBytes)
        try store.putDerived(Self.name("home/", text), bytes)
        try store.putDerived(Self.name("home#", bytes), text)
        remember { state in
            state.homes[id] = number
            state.homeNames[number] = id
        }
    }

    private func noteActor(
        _ entry: LogEntry, _ header: EntryHeader, in store: any StoreWriting
    ) throws {
        let number = header.actor.number
        guard let id = entry.actorID, let role = entry.actorRole else { return }
        let actor = RecordingActor(id: id, role: Role(rawValue: Int(role)) ?? .unspecified)
        try store.putDerived(Self.name("actor/", actor.stored), number.bigEndianBytes)
        try store.putDerived(Self.name("actor#", number.bigEndianBytes), actor.stored)
        try store.putDerived(Self.name("actors", []), number.bigEndianBytes)
        remember { state in
            state.actors[actor] = number
            state.actorNames[number] = actor
            state.actorCount = number
        }
    }

    private func remember(_ body: (inout State) -> Void) {
        state.withLock { state in
            if state.children.count + state.childNames.count > Self.cacheLimit {
                state.children.removeAll(keepingCapacity: true)
                state.childNames.removeAll(keepingCapacity: true)
            }
            body(&state)
        }
    }

    private static func name(_ prefix: String, _ rest: [UInt8]) -> [UInt8] {
        Array(prefix.utf8) + rest
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        String(decoding: Array(copying: bytes), as: UTF8.self)
    }
}

/// Positions of the entries that say who a child is; 0 for none.
struct ChildSources {
    var registration: UInt64 = 0
    var birth: UInt64 = 0
    /// The keyed hash that the id is indexed by; empty once it is erased.
    var hash: [UInt8] = []
}

extension RecordingActor {
    /// Role code and id, as the derived values hold them.
    fileprivate var stored: [UInt8] { [UInt8(clamping: role.rawValue)] + Array(id.utf8) }

    fileprivate init?(stored bytes: [UInt8]) {
        guard let code = bytes.first, let role = Role(rawValue: Int(code)) else { return nil }
        self.init(id: String(decoding: bytes.dropFirst(), as: UTF8.self), role: role)
    }
}
