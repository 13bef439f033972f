/// Looks for ids that stand twice: 16 bytes an entry, sorted once at the end.
struct AuditedIDs {
    private var marks: [(mark: UInt64, position: UInt64)] = []

    mutating func take(_ id: EntryID, at position: UInt64) {
        // The low half of an id is random; the high half tells those apart that share it.
        marks.append((id.low &+ id.high &* 0x9E37_79B9_7F4A_7C15, position))
    }

    /// Pairs of positions whose ids have one mark: the first and every later one.
    ///
    /// Hosts choose ids, so that equal marks may also be chance or intent.
    mutating func likelyRepeated() -> [(first: UInt64, second: UInt64)] {
        marks.sort { ($0.mark, $0.position) < ($1.mark, $1.position) }
        var pairs: [(UInt64, UInt64)] = []
        var first = 0
        for index in marks.indices.dropFirst() {
            if marks[index].mark != marks[first].mark {
                first = index
            } else {
                pairs.append((marks[first].position, marks[index].position))
            }
        }
        return pairs
    }
}
