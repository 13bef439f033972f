import EventLog
import Foundation
import Synchronization
import TestSupport
import Testing

/// Many callers, one transaction: each gets its own answer.
@Suite struct GroupCommitTests {
    @Test(arguments: StoreKind.allCases)
    func `concurrent appends get distinct and dense positions`(kind: StoreKind) async throws {
        let home = try LogHome(kind)
        let log = try home.open()
        let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
            for task in 1...UInt64(8) {
                group.addTask {
                    var own: [Receipt] = []
                    for number in 0..<UInt64(25) {
                        let draft = EntryDraft.numbered(task * 1_000 + number)
                        own += try await log.append([draft], durability: .relaxed)
                    }
                    #expect(own.map(\.position) == own.map(\.position).sorted())
                    return own
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(receipts.map(\.position)) == Set((1...200).map { Position($0) }))
        for receipt in receipts {
            try #expect(log.entry(at: receipt.position).header.id == receipt.id)
        }
        try home.close()
    }

    @Test func `no more requests wait than the limit, and all are answered`() async throws {
        let longest = Mutex(0)
        let watched = Mutex<EventLog?>(nil)
        var options = EventLog.Options(genesis: .genesis)
        options.queueLimit = 4
        options.clock = WallClock {
            let count = watched.withLock { $0?.pendingRequestCount ?? 0 }
            longest.withLock { $0 = max($0, count) }
            return Instant(microseconds: 1_700_000_000_000_000)
        }
        let log = try EventLog(
            store: MemoryStore(), keyStorage: nil, wrapping: nil, options: options)
        watched.withLock { $0 = log }
        let positions = try await withThrowingTaskGroup(of: Position.self) { group in
            for number in 1...UInt64(500) {
                group.addTask { try await log.append([.numbered(number)])[0].position }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(positions.count == 500)
        #expect((1...options.queueLimit).contains(longest.withLock { $0 }))
        watched.withLock { $0 = nil }
    }

    @Test func `a log goes on where another writer of its store has appended`() throws {
        let store = MemoryStore()
        func open() throws -> EventLog {
            try EventLog(
                store: store, keyStorage: nil, wrapping: nil,
                options: EventLog.Options(genesis: .genesis))
        }
        let (first, second) = (try open(), try open())
        for round in UInt64(0)..<6 {
            let log = round.isMultiple(of: 2) ? first : second
            let drafts = (1...3).map { EntryDraft.numbered(round * 10 + $0, subject: 1) }
            let receipts = try log.appendAndWait(drafts)
            #expect(receipts.map(\.position.rawValue) == (1...3).map { round * 3 + $0 })
            let history = try log.history(of: Subject(1), in: try log.view())
            #expect(history.map(\.header.place) == Array(1...(round * 3 + 3)))
        }
        let repeated = try first.appendAndWait([.numbered(51, subject: 1)])
        #expect(repeated.map(\.isRepeat) == [true])
    }

    /// Drafts that begin with a good one and then fail.
    private static func failing(_ number: UInt64) -> [EntryDraft] {
        var bad = EntryDraft.numbered(number + 1)
        bad.kind = 0
        return [.numbered(number), bad]
    }

    @Test(arguments: StoreKind.allCases, 0..<3)
    func `a request that fails takes no other one with it`(kind: StoreKind, run: Int) async throws {
        let home = try LogHome(kind)
        let log = try home.open()
        await withTaskGroup { group in
            for task in 1...UInt64(24) {
                group.addTask {
                    let first = task * 100
                    if task.isMultiple(of: 3) {
                        await #expect(throws: AppendError.badKind(0)) {
                            try await log.append(Self.failing(first))
                        }
                    } else {
                        let drafts = (0..<3).map { EntryDraft.numbered(first + $0, subject: 1) }
                        await #expect(throws: Never.self) { try await log.append(drafts) }
                    }
                }
            }
        }
        let entries = try log.all()
        #expect(entries.count == 1 + 16 * 3)
        let tasks = entries.dropFirst().map { $0.header.id.low / 100 }
        #expect(tasks.allSatisfy { !$0.isMultiple(of: 3) })
        for place in stride(from: 0, to: tasks.count, by: 3) {
            #expect(tasks[place] == tasks[place + 1] && tasks[place] == tasks[place + 2])
        }
        #expect(LinkModel.firstMisfit(in: entries) == nil)
        try home.close()
    }

    @Test func `a group with a request that fails half-way commits the others`() throws {
        let home = try LogHome(.lmdb)
        let log = try home.open()
        try log.add(.numbered(1, subject: 1))
        // While the first request is being composed, the others queue up behind it as one group.
        let answers = Mutex<[UInt64: Result<[Receipt], any Error>]>([:])
        let threads = DispatchGroup()
        let queued = DispatchSemaphore(value: 0)
        _ = try log.appendAndWait {
            for task in 1...UInt64(9) {
                threads.enter()
                Thread.detachNewThread {
                    queued.signal()
                    let drafts =
                        task == 5 ? Self.failing(500) : [.numbered(task * 100, subject: 1)]
                    let answer = Result { try log.appendAndWait(drafts) }
                    answers.withLock { $0[task] = answer }
                    threads.leave()
                }
            }
            for _ in 0..<9 { queued.wait() }
            return { _ in nil }
        }
        threads.wait()
        let outcome = answers.withLock { $0 }
        #expect(throws: AppendError.badKind(0)) { try outcome[5]?.get() }
        let receipts = outcome.values.flatMap { (try? $0.get()) ?? [] }
        #expect(receipts.map(\.position).sorted() == (2...9).map { Position($0) })
        try #expect(log.history(of: Subject(1), in: log.view()).count == 9)
        try home.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `a closed log refuses appends and can be read`(kind: StoreKind) async throws {
        let home = try LogHome(kind)
        let log = try home.open()
        _ = try await log.append([.numbered(1)])
        log.close()
        log.close()
        await #expect(throws: AppendError.closed) { try await log.append([.numbered(2)]) }
        try #expect(log.size == 2)
        try #expect(home.open().size == 2)
        try home.close()
    }

    @Test func `appends under way when the log closes are answered`() async throws {
        let log = try LogHome().open()
        let stored = await withTaskGroup(of: Int.self) { group in
            for task in 1...UInt64(8) {
                group.addTask {
                    for number in 0..<UInt64(1_000) {
                        do {
                            _ = try await log.append([.numbered(task * 10_000 + number)])
                        } catch {
                            #expect(error as? AppendError == .closed)
                            return Int(number)
                        }
                    }
                    return 1_000
                }
            }
            group.addTask {
                while log.subjectCount < 1 {
                    _ = try? await log.append([.numbered(1, subject: 1)])
                }
                log.close()
                return 1
            }
            return await group.reduce(0, +)
        }
        try #expect(log.size == UInt64(stored) + 1)
    }
}

/// A map that is too small at first.
@Suite struct GrowthTests {
    @Test(arguments: [false, true])
    func `a batch larger than the map is stored once and whole`(isSealed: Bool) throws {
        let home = try LogHome(.lmdb, mapSizeBytes: 1 << 20)
        var log = try home.open()
        try log.add(.numbered(1, subject: 1))
        let words = isSealed ? "words" : nil
        let numbers = UInt64(2)...20_000
        let drafts = numbers.map { number -> EntryDraft in
            var draft = EntryDraft.numbered(number, subject: number % 5 + 1, scope: 1)
            draft.facts = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 200)
            if number % 50 == 0 { draft.narrative = words.map { Array($0.utf8) } }
            return draft
        }.sorted { $0.subject.number < $1.subject.number }
        let receipts = try log.appendAndWait(drafts)
        #expect(receipts.map { $0.position.rawValue } == Array(numbers))
        for _ in 0..<2 {
            let entries = try log.all()
            #expect(LinkModel.firstMisfit(in: entries) == nil)
            #expect(entries.dropFirst(2).map { $0.header.id } == drafts.map { $0.id })
            log = try home.open()
        }
        try home.close()
    }
}
