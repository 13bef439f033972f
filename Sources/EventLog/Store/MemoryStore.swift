import Foundation
import LMDB
import Synchronization

/// A store in memory: for tests and for trying things out.
///
/// Nothing survives the process.
public final class MemoryStore: EntryStore {
    private let state = Mutex(State())
    /// Held by whoever writes, so that no transaction starts from a state that another replaces.
    private let turn = NSLock()

    /// Makes an empty store.
    public init() {}

    /// Always `true`.
    public var isWritable: Bool { true }

    /// Reads the state as it is when the call begins.
    public func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
        try body(MemoryTransaction(state.withLock { $0 }))
    }

    /// Applies what `body` did when it returns; nothing if it throws.
    public func transact<Result>(
        _ durability: Durability, _ body: (any StoreWriting) throws -> Result
    ) throws -> Result {
        turn.lock()
        defer { turn.unlock() }
        let transaction = MemoryTransaction(state.withLock { $0 })
        let result = try body(transaction)
        state.withLock { $0 = transaction.state }
        return result
    }

    /// Does nothing.
    public func sync() {}

    fileprivate struct State {
        var entries: [[UInt8]] = []
        var sealed: [UInt64: [UInt8]] = [:]
        var notes: [[UInt8]: [UInt8]] = [:]
        var derived: [[UInt8]: [UInt8]] = [:]
    }
}

/// A private copy of the state; arrays are copied only when they are written to.
private final class MemoryTransaction: StoreWriting {
    var state: MemoryStore.State

    init(_ state: MemoryStore.State) { self.state = state }

    func size() -> UInt64 { UInt64(state.entries.count) }

    func scan(
        _ positions: Range<UInt64>, _ direction: Direction,
        _ body: (UInt64, Span<UInt8>) throws -> VisitStep
    ) throws {
        let clipped = positions.clamped(to: 0..<size())
        for offset in 0..<UInt64(clipped.count) {
            let position =
                direction == .forward
                ? clipped.lowerBound + offset : clipped.upperBound - 1 - offset
            let entry = state.entries[Int(position)]
            if try body(position, entry.span) == .stop { return }
        }
    }

    func follow(
        from position: UInt64, _ body: (UInt64, Span<UInt8>) throws -> UInt64?
    ) throws {
        var next: UInt64? = position
        while let position = next {
            guard position < size() else { throw ReadError.missing(position: Position(position)) }
            let entry = state.entries[Int(position)]
            next = try body(position, entry.span)
        }
    }

    func withSealed<Result>(
        at position: UInt64, _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        guard let record = state.sealed[position] else { return nil }
        return try body(record.span)
    }

    func withDerived<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        guard let value = state.derived[name] else { return nil }
        return try body(value.span)
    }

    func forEachDerived(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try Self.forEach(of: state.derived, from: start, body)
    }

    func withNote<Result>(
        _ name: [UInt8], _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        guard let note = state.notes[name] else { return nil }
        return try body(note.span)
    }

    func forEachNote(
        from start: [UInt8]?, _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        try Self.forEach(of: state.notes, from: start, body)
    }

    func scanStored(
        from start: UInt64, _ body: (UInt64, Span<UInt8>, Bool) throws -> VisitStep
    ) throws {
        try scan(start..<max(start, size()), .forward) { try body($0, $1, true) }
    }

    func forEachSealed(
        from start: UInt64, _ body: (UInt64, Span<UInt8>) throws -> VisitStep
    ) throws {
        for position in state.sealed.keys.filter({ $0 >= start }).sorted() {
            guard let record = state.sealed[position] else { continue }
            if try body(position, record.span) == .stop { return }
        }
    }

    private static func forEach(
        of values: [[UInt8]: [UInt8]], from start: [UInt8]?,
        _ body: ([UInt8], Span<UInt8>) throws -> VisitStep
    ) throws {
        let ordered = values.filter { !$0.key.lexicographicallyPrecedes(start ?? []) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (name, value) in ordered where try body(name, value.span) == .stop { return }
    }

    func append(_ entry: Span<UInt8>, at position: UInt64) throws {
        guard position == size() else {
            throw AppendError.notAtEnd(position: Position(position), size: size())
        }
        state.entries.append(Array(copying: entry))
    }

    func putSealed(_ record: [UInt8], at position: UInt64) {
        state.sealed[position] = record
    }

    func deleteSealed(at position: UInt64) {
        state.sealed[position] = nil
    }

    func putNote(_ name: [UInt8], _ note: [UInt8]) {
        state.notes[name] = note
    }

    func putDerived(_ name: [UInt8], _ value: [UInt8]?) {
        state.derived[name] = value
    }
}
