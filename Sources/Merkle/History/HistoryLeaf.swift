/// What a verifier of a history reads of one of its entries.
public struct HistoryLeaf: Hashable, Sendable {
    /// The entry's place in the log, counted from 0.
    public let position: UInt64
    /// The number of the subject; 0 for none.
    public let subject: UInt64
    /// The place in the subject's history, counted from 1.
    public let place: UInt64
    /// The position of the subject's entry before this one; 0 for none.
    public let previousOfSubject: UInt64
    /// The 32 bytes that name the subject in the map; only the entry at place 1 has them.
    public let streamKey: [UInt8]?

    /// Reads an entry; `nil` when its bytes are not an entry's.
    ///
    /// A stream key must stand exactly once at place 1 and nowhere else: with a second one, an
    /// operator could show one half of a history under each.
    public init?(_ entry: [UInt8]) {
        guard let reader = EntryReader(entry) else { return nil }
        place = reader.number(at: EntryLayout.place)
        let keys = reader.fields.filter { $0.number == EntryLayout.Field.streamKey }
        guard keys.count == (place == 1 ? 1 : 0) else { return nil }
        streamKey = keys.first.flatMap { Self.key($0.value, in: entry) }
        guard keys.isEmpty == (streamKey == nil) else { return nil }
        position = reader.number(at: EntryLayout.position)
        subject = reader.number(at: EntryLayout.subject)
        previousOfSubject = reader.number(at: EntryLayout.previousOfSubject)
    }

    private static func key(_ value: Wire.Value, in entry: [UInt8]) -> [UInt8]? {
        guard case .bytes(let range) = value, range.count == MapKey.streamKeyByteCount
        else { return nil }
        return Array(entry[range])
    }
}
