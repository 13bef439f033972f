import LMDB

/// Finds an entry by its id, for ever, without a random write per append.
///
/// The newest ids are in a dictionary. Every 65,536 entries they become a sorted **run**, stored as
/// one derived value; two runs of the same length are merged, so that a log of n entries has as
/// many runs as n / 65,536 has binary ones. The runs depend on the log alone. A filter of 16 bits
/// an id, kept in memory, answers "never seen" for all but about one in a hundred new ids.
struct IDIndex {
    /// The number of entries in the shortest run.
    static let runLength: UInt64 = 65_536

    /// The number of entries taken in.
    private(set) var size: UInt64 = 0
    private var recent: [EntryID: UInt64] = [:]
    /// From the oldest, which is the longest, to the newest.
    private var runs: [IDRun] = []

    /// Takes in the entry at position ``size``; a full run goes to `store`.
    mutating func note(_ id: EntryID, in store: any StoreWriting) throws {
        addToTail(id)
        if size.isMultiple(of: Self.runLength) { try closeRun(in: store) }
    }

    /// Takes in an entry behind the stored runs, which is fewer than a run's length away.
    mutating func addToTail(_ id: EntryID) {
        recent[id] = size
        size += 1
    }

    /// The position of the entry called `id`; `nil` when there is none.
    func position(of id: EntryID, in store: any StoreReading) throws -> UInt64? {
        if let position = recent[id] { return position }
        let fingerprint = IDRun.fingerprint(of: id)
        for run in runs where run.mayContain(fingerprint) {
            for candidate in try run.candidates(fingerprint, in: store) {
                var isSame = false
                try store.follow(from: candidate) { _, bytes in
                    isSame = EntryHeader(bytes)?.id == id
                    return nil
                }
                if isSame { return candidate }
            }
        }
        return nil
    }

    /// Reads the runs of a log of `size` entries; the caller then notes what came after them.
    init(runsOfLogWith size: UInt64, in store: any StoreReading) throws {
        var start: UInt64 = 0
        var rest = size / Self.runLength
        while rest > 0 {
            let blocks = UInt64(1) << UInt64(rest.bitWidth - 1 - rest.leadingZeroBitCount)
            runs.append(try IDRun(startingAt: start, count: blocks * Self.runLength, in: store))
            start += blocks * Self.runLength
            rest -= blocks
        }
        self.size = start
        recent.reserveCapacity(Int(size - start))
    }

    /// An index of an empty log.
    init() {}

    private mutating func closeRun(in store: any StoreWriting) throws {
        var first = size - Self.runLength
        var pairs = recent.map { id, position in
            IDRun.Pair(fingerprint: IDRun.fingerprint(of: id), offset: UInt32(position - first))
        }
        pairs.sort()
        recent.removeAll(keepingCapacity: true)
        while let last = runs.last, last.count == size - first {
            pairs = try last.merged(with: pairs, in: store)
            try store.putDerived(IDRun.name(last.start), nil)
            first = last.start
            runs.removeLast()
        }
        let run = IDRun(startingAt: first, count: size - first, sorted: pairs)
        try store.putDerived(IDRun.name(first), run.encoded(pairs))
        runs.append(run)
    }
}
