import EventLog
import TestSupport
import Testing

/// Catching up and following: no entry missed, none given twice.
@Suite struct EntrySequenceTests {
    /// The positions that `sequence` gives, until there are `count` of them.
    private static func positions(_ sequence: EntrySequence, count: Int) async throws -> [UInt64] {
        var positions: [UInt64] = []
        for try await entry in sequence {
            positions.append(entry.header.position.rawValue)
            if positions.count == count { break }
        }
        return positions
    }

    @Test(arguments: StoreKind.allCases)
    func `catching up and following give every entry once and in order`(
        kind: StoreKind
    ) async throws {
        let home = try LogHome(kind)
        let log = try home.open()
        _ = try await log.append((1...700).map { .numbered($0) })
        let total = 701 + 4 * 100
        async let fast = Self.positions(log.entries(after: nil), count: total)
        async let middle = Self.positions(log.entries(after: 350), count: total - 351)
        async let fromEnd = Self.positions(log.entries(after: 700), count: total - 701)
        try await withThrowingTaskGroup { group in
            for writer in 1...UInt64(4) {
                group.addTask {
                    for number in 0..<UInt64(50) {
                        let id = writer * 1_000 + number * 2
                        let batch = [EntryDraft.numbered(id), .numbered(id + 1)]
                        _ = try await log.append(batch, durability: .relaxed)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await fast == Array(0..<UInt64(total)))
        #expect(try await middle == Array(351..<UInt64(total)))
        #expect(try await fromEnd == Array(701..<UInt64(total)))
        try home.close()
    }

    @Test func `a slow reader gets everything`() async throws {
        let log = try LogHome().open()
        var iterator = log.entries(after: nil).makeAsyncIterator()
        var next: UInt64 = 0
        for round in 0..<UInt64(30) {
            let drafts = (1...40).map { EntryDraft.numbered(round * 40 + $0) }
            _ = try await log.append(drafts)
            let entry = try await iterator.next()
            #expect(entry?.header.position == Position(next))
            next += 1
        }
        while next < 30 * 40 + 1 {
            let entry = try await iterator.next()
            #expect(entry?.header.position == Position(next))
            next += 1
        }
    }

    @Test(arguments: [nil, Position(2), Position(900)])
    func `the sequence ends when its task is cancelled`(after: Position?) async throws {
        let log = try LogHome().open()
        _ = try await log.append([.numbered(1), .numbered(2)])
        let (started, hasStarted) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            var count = 0
            hasStarted.finish()
            for try await _ in log.entries(after: after) { count += 1 }
            return count
        }
        for await _ in started {}
        task.cancel()
        let count = try await task.value
        #expect(count <= 3)
    }

    @Test func `a start beyond the end waits for the entry behind it`() async throws {
        let log = try LogHome().open()
        async let seen = Self.positions(log.entries(after: 5), count: 2)
        for number in 1...UInt64(8) { _ = try await log.append([.numbered(number)]) }
        #expect(try await seen == [6, 7])
    }

    @Test func `a reader of another process's log follows it`() async throws {
        let home = try LogHome(.lmdb)
        let log = try home.open()
        let reader = try EventLog(
            store: ReadOnlyStore(home.store), keyStorage: nil, wrapping: nil,
            options: .init(genesis: .genesis))
        async let seen = Self.positions(reader.entries(after: nil), count: 11)
        for number in 1...UInt64(10) { _ = try await log.append([.numbered(number)]) }
        #expect(try await seen == Array(0...10))
        try home.close()
    }
}
