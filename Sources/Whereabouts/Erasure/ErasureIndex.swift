import EventLog
import LMDB

/// Where the entries stand that erase words, and those that complete it.
///
/// Under `erasure/`: see ``PositionList``. Under `nameless/` stand the registrations of children
/// whose words were erased before a journal brought them here. It also drops what memory holds of
/// words that another process has erased.
final class ErasureIndex: DerivedIndex {
    static let list = PositionList(prefix: "erasure/")
    static let nameless = PositionList(prefix: "nameless/")

    private let registry: Registry
    private let cases: CaseCache

    init(_ registry: Registry, _ cases: CaseCache) {
        (self.registry, self.cases) = (registry, cases)
    }

    func reset() {}

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) throws {
        switch Kind(rawValue: header.kind) {
        case .wordsErased, .erasureCompleted: try Self.list.put(header.position, in: store)
        case .childRegistered:
            guard let stored = LogEntry(copying: entry), !stored.hasNarrative else { return }
            try Self.nameless.put(header.position, in: store)
        default: break
        }
    }

    func forgetWords(of subject: Subject, erasedAt position: Position) {
        registry.forget(child: subject.number, through: position.rawValue)
        cases.forgetAges()
    }
}
