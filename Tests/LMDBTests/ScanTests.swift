import LMDB
import Testing

@Suite struct ScanTests {
    @Test func `a scan stops when told to`() async throws {
        try await withTemporaryFolder { folder in
            let (environment, table) = try Self.numbers(folder, [1, 2, 3, 4])
            var seen: [UInt64] = []
            try environment.read { transaction in
                try table.forEach(in: transaction) { key, _ in
                    seen.append(key)
                    return key == 2 ? .stop : .next
                }
            }
            #expect(seen == [1, 2])
        }
    }

    @Test func `bounds follow the direction and need not be present`() async throws {
        try await withTemporaryFolder { folder in
            let (environment, table) = try Self.numbers(folder, [10, 20, 30, 40])
            try environment.read { view throws in
                #expect(try table.keys(from: 15, through: 30, in: view) == [20, 30])
                #expect(try table.keys(from: 20, upTo: 30, in: view) == [20])
                #expect(try table.keys(from: 41, in: view) == [])
                #expect(try table.keys(from: 30, upTo: 20, in: view) == [])
                #expect(try table.keys(direction: .backward, in: view) == [40, 30, 20, 10])
                #expect(
                    try table.keys(from: 35, through: 20, direction: .backward, in: view)
                        == [30, 20])
                #expect(try table.keys(from: 30, upTo: 20, direction: .backward, in: view) == [30])
                #expect(try table.keys(from: 99, upTo: 30, direction: .backward, in: view) == [40])
                #expect(try table.keys(from: 5, direction: .backward, in: view) == [])
            }
        }
    }

    @Test func `a scan of an empty table calls nothing`() async throws {
        try await withTemporaryFolder { folder in
            let (environment, table) = try Self.numbers(folder, [])
            try environment.read { view throws in
                #expect(try table.keys(in: view) == [])
                #expect(try table.keys(from: 1, direction: .backward, in: view) == [])
            }
        }
    }

    @Test func `an error of the closure passes and ends the scan`() async throws {
        try await withTemporaryFolder { folder in
            let (environment, table) = try Self.numbers(folder, [1, 2])
            try environment.write { transaction in
                #expect(throws: CancellationError.self) {
                    try table.forEach(in: transaction) { _, _ in throw CancellationError() }
                }
                // Nothing is lent any more, so changes are welcome again.
                try table.put(3, [3], in: transaction)
            }
            #expect(try environment.read { try table.count(in: $0) } == 3)
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `random changes and scans agree with a dictionary`(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            var random = SeededGenerator(seed: seed)
            var model: [[UInt8]: [UInt8]] = [:]
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: [UInt8].self)
            for _ in 0..<20 {
                try environment.write(durability: .relaxed) { transaction in
                    for _ in 0..<100 {
                        try Self.change(table, &model, &random, in: transaction)
                    }
                    try Self.compare(table, model, &random, in: transaction)
                }
                try environment.read { try Self.compare(table, model, &random, in: $0) }
            }
        }
    }

    private static func numbers(
        _ folder: String, _ keys: [UInt64]
    ) throws -> (Environment, Table<UInt64>) {
        let environment = try Environment.test(folder)
        let table = try environment.openTable("a", key: UInt64.self)
        try environment.write { transaction in
            for key in keys { try table.put(key, [1], in: transaction) }
        }
        return (environment, table)
    }

    private static func key(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            UInt8.random(in: 0...9, using: &random)
        }
    }

    private static func change(
        _ table: Table<[UInt8]>, _ model: inout [[UInt8]: [UInt8]],
        _ random: inout SeededGenerator, in transaction: borrowing WriteTransaction
    ) throws {
        let key = key(&random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<70:
            let count = Int.random(in: 0...3_000, using: &random)
            let value = [UInt8](repeating: key[0], count: count)
            try table.put(key, value, in: transaction)
            model[key] = value
        case 70..<98:
            #expect(try table.delete(key, in: transaction) == (model[key] != nil))
            model[key] = nil
        default:
            let end = key + [5]
            let doomed = model.keys.filter { !$0.precedes(key) && !end.precedes($0) }
            #expect(
                try table.deleteRange(from: key, through: end, in: transaction) == doomed.count)
            for key in doomed { model[key] = nil }
        }
    }

    private static func compare<Access: Transaction & ~Copyable>(
        _ table: Table<[UInt8]>, _ model: [[UInt8]: [UInt8]],
        _ random: inout SeededGenerator, in transaction: borrowing Access
    ) throws {
        var expected = model.sorted { $0.key.precedes($1.key) }.makeIterator()
        try table.forEach(in: transaction) { key, value in
            let pair = expected.next()
            #expect(pair?.key == key && pair?.value == Array(copying: value))
            return .next
        }
        #expect(expected.next() == nil)
        let (start, end) = (key(&random), key(&random))
        let inside = model.keys.filter { !start.precedes($0) && end.precedes($0) }
        #expect(
            try table.keys(from: start, upTo: end, direction: .backward, in: transaction)
                == inside.sorted { $1.precedes($0) })
    }
}
