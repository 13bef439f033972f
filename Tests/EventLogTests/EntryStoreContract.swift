import EventLog
import Foundation
import LMDB
import Merkle
import TestSupport
import Testing

/// What every store promises; a new store only has to be added to ``StoreKind``.
@Suite struct EntryStoreContract {
    /// An empty store, and what keeps its folder in place.
    private func makeStore(_ kind: StoreKind) throws -> (store: any EntryStore, home: AnyObject) {
        switch kind {
        case .memory:
            let store = MemoryStore()
            return (store, store)
        case .lmdb:
            let folder = try TemporaryFolder()
            let options = EnvironmentOptions(mapSizeBytes: 1 << 26)
            return (try LMDBStore(at: folder.path("store"), options: options), folder)
        }
    }

    /// Bytes in the shape of an entry at `position`, told apart by `mark`.
    private static func entry(_ position: UInt64, mark: UInt8 = 0) -> [UInt8] {
        var bytes = EntryLayout.template
        bytes.replaceSubrange(
            EntryLayout.position..<EntryLayout.position + 8, with: position.littleEndianBytes)
        return bytes + [0x82, 0x04, 1, mark]
    }

    private func fill(_ store: any EntryStore, _ positions: Range<UInt64>) throws {
        try store.transact(.durable) { transaction in
            for position in positions {
                let bytes = Self.entry(position, mark: UInt8(position))
                try transaction.append(bytes.span, at: position)
            }
        }
    }

    private func positions(
        _ store: any EntryStore, _ range: Range<UInt64>, backward: Bool
    ) throws -> [UInt64] {
        var visited: [UInt64] = []
        try store.read { reading in
            try reading.scan(range, backward ? .backward : .forward) { position, bytes in
                #expect(Array(copying: bytes) == Self.entry(position, mark: UInt8(position)))
                visited.append(position)
                return .next
            }
        }
        return visited
    }

    @Test(arguments: StoreKind.allCases)
    func `entries are appended in order and read back`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try #expect(store.entryCount() == 0)
        try fill(store, 0..<3)
        try fill(store, 3..<5)
        try #expect(store.entryCount() == 5)
        #expect(try positions(store, 0..<5, backward: false) == [0, 1, 2, 3, 4])
    }

    @Test(arguments: StoreKind.allCases, [UInt64(0), 1, 3, .max])
    func `an append elsewhere than at the end is refused`(kind: StoreKind, at: UInt64) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<2)
        let bytes = Self.entry(at)
        #expect(throws: AppendError.notAtEnd(position: Position(at), size: 2)) {
            try store.transact(.durable) { transaction in
                try transaction.append(bytes.span, at: at)
            }
        }
        try #expect(store.entryCount() == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `a transaction whose body throws changes nothing`(kind: StoreKind) throws {
        struct Stop: Error {}
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<2)
        try store.transact(.durable) { try $0.putDerived([1], [1]) }
        let bytes = Self.entry(2)
        #expect(throws: Stop.self) {
            try store.transact(.durable) { transaction in
                try transaction.append(bytes.span, at: 2)
                try transaction.putSealed([9], at: 2)
                try transaction.putDerived([1], nil)
                try transaction.putDerived([2], [2])
                throw Stop()
            }
        }
        try store.read { reading in
            #expect(try reading.size() == 2)
            try #expect(reading.sealed(at: 2) == nil)
            try #expect(reading.derived([1]) == [1])
            try #expect(reading.derived([2]) == nil)
        }
    }

    @Test(
        arguments: StoreKind.allCases,
        [0..<5, 1..<3, 3..<3, 4..<99, 5..<9, 70..<99, 0..<UInt64.max])
    func `a scan is clipped to what exists`(kind: StoreKind, range: Range<UInt64>) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<5)
        let expected = (0..<5).filter { range.contains($0) }
        #expect(try positions(store, range, backward: false) == expected)
        #expect(try positions(store, range, backward: true) == expected.reversed())
    }

    @Test(arguments: StoreKind.allCases)
    func `a scan of an empty store visits nothing`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        #expect(try positions(store, 0..<9, backward: false) == [])
        #expect(try positions(store, 0..<9, backward: true) == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `a scan stops when it is told to`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<5)
        var visited: [UInt64] = []
        try store.read { reading in
            try reading.scan(1..<5, .forward) { position, _ in
                visited.append(position)
                return position == 3 ? .stop : .next
            }
        }
        #expect(visited == [1, 2, 3])
    }

    @Test(arguments: StoreKind.allCases)
    func `follow goes where it is sent and names what is missing`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<5)
        var visited: [UInt64] = []
        try store.read { reading in
            try reading.follow(from: 4) { position, _ in
                visited.append(position)
                return position >= 2 ? position - 2 : nil
            }
            #expect(throws: ReadError.missing(position: 5)) {
                try reading.follow(from: 1) { position, _ in position == 1 ? 5 : nil }
            }
        }
        #expect(visited == [4, 2, 0])
    }

    @Test(arguments: StoreKind.allCases)
    func `sealed records are found where they were put`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try store.transact(.durable) { transaction in
            try transaction.putSealed([1, 2], at: 3)
            try transaction.putSealed([], at: 8)
            try #expect(transaction.sealed(at: 3) == [1, 2])
        }
        try store.read { reading in
            try #expect(reading.sealed(at: 3) == [1, 2])
            try #expect(reading.sealed(at: 8) == [])
            try #expect(reading.sealed(at: 4) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `derived values are replaced and deleted, and ordered by name`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        let names: [[UInt8]] = [[2], [1, 0], [1], [255], [1, 255, 0], [7]]
        try store.transact(.durable) { transaction in
            for name in names { try transaction.putDerived(name, name + name) }
            try transaction.putDerived([7], nil)
            try transaction.putDerived([2], [])
            try transaction.putDerived([9], nil)
        }
        var found: [[UInt8]] = []
        try store.read { reading in
            try reading.forEachDerived { name, value in
                found.append(name)
                #expect(Array(copying: value) == (name == [2] ? [] : name + name))
                return .next
            }
            try #expect(reading.derived([7]) == nil)
        }
        #expect(found == [[1], [1, 0], [1, 255, 0], [2], [255]])
    }

    @Test(arguments: StoreKind.allCases)
    func `a transaction sees its own writes`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        let bytes = (Self.entry(0), Self.entry(1, mark: 5))
        try store.transact(.durable) { transaction in
            try transaction.append(bytes.0.span, at: 0)
            #expect(try transaction.size() == 1)
            try transaction.append(bytes.1.span, at: 1)
            try transaction.putDerived([3], [4])
            #expect(try transaction.size() == 2)
            try #expect(transaction.derived([3]) == [4])
            try transaction.follow(from: 1) { _, found in
                #expect(Array(copying: found) == bytes.1)
                return nil
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a read keeps its state while another thread writes`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try fill(store, 0..<2)
        try store.read { reading in
            #expect(try reading.size() == 2)
            let bytes = Self.entry(2)
            try onAnotherThread {
                try store.transact(.durable) { transaction in
                    try transaction.append(bytes.span, at: 2)
                    try transaction.putDerived([1], [1])
                }
            }
            var visited: [UInt64] = []
            try reading.scan(0..<9, .forward) { position, _ in
                visited.append(position)
                return .next
            }
            #expect(visited == [0, 1])
            #expect(try reading.size() == 2)
            try #expect(reading.derived([1]) == nil)
        }
        try #expect(store.entryCount() == 3)
    }

    @Test(arguments: StoreKind.allCases)
    func `a transaction waits until the one before it has ended`(kind: StoreKind) throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        let (hasEntered, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let bytes = (Self.entry(0), Self.entry(1, mark: 1))
        try store.transact(.durable) { transaction in
            Thread.detachNewThread {
                #expect(throws: Never.self) {
                    try store.transact(.durable) { later in
                        hasEntered.signal()
                        try later.append(bytes.1.span, at: 1)
                    }
                }
                isDone.signal()
            }
            // The wait is always in vain, unless the rule is broken.
            #expect(hasEntered.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
            try transaction.append(bytes.0.span, at: 0)
        }
        isDone.wait()
        #expect(try positions(store, 0..<9, backward: false) == [0, 1])
    }

    @Test(arguments: StoreKind.allCases)
    func `transactions of several threads lose nothing`(kind: StoreKind) async throws {
        let (store, home) = try makeStore(kind)
        defer { withExtendedLifetime(home) {} }
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        try store.transact(.relaxed) { transaction in
                            let size = try transaction.size()
                            let bytes = Self.entry(size, mark: UInt8(size))
                            try transaction.append(bytes.span, at: size)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try positions(store, 0..<200, backward: false) == Array(0..<100))
    }
}
