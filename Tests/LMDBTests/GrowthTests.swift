import LMDB
import Synchronization
import Testing

@Suite struct GrowthTests {
    private static let megabyte = 1 << 20
    private static let value = [UInt8](repeating: 7, count: 1_000)

    @Test func `a batch larger than the map is stored whole`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder, .test(mapSizeBytes: Self.megabyte))
            let table = try environment.openTable("a", key: UInt64.self)
            var runs = 0
            try environment.write(durability: .relaxed) { transaction in
                runs += 1
                for key in UInt64(0)..<5_000 {
                    try table.append(key, value: Self.value.span, in: transaction)
                }
            }
            #expect(runs == 4)
            #expect(try environment.read { try table.keys(in: $0) } == Array(0..<5_000))
            #expect(try environment.statistics().mapSizeBytes == 8 * Self.megabyte)
        }
    }

    @Test func `a full map that the body hides is repeated all the same`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder, .test(mapSizeBytes: Self.megabyte))
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write(durability: .relaxed) { transaction in
                for key in UInt64(0)..<3_000 {
                    try? table.append(key, value: Self.value.span, in: transaction)
                }
            }
            #expect(try environment.read { try table.count(in: $0) } == 3_000)
        }
    }

    @Test func `a batch beyond the limit is refused and leaves no trace`() async throws {
        try await withTemporaryFolder { folder in
            let limit = 2 * Self.megabyte
            let environment = try Environment.test(
                folder, .test(mapSizeBytes: Self.megabyte, maximumMapSizeBytes: limit))
            let table = try environment.openTable("a", key: UInt64.self)
            #expect(throws: LMDBError.mapFull(limitBytes: limit)) {
                try environment.write(durability: .relaxed) { transaction in
                    for key in UInt64(0)..<5_000 {
                        try table.append(key, value: Self.value.span, in: transaction)
                    }
                }
            }
            try environment.write { try table.append(0, value: Self.value.span, in: $0) }
            #expect(try environment.read { try table.keys(in: $0) } == [0])
        }
    }

    @Test func `the map grows under readers and writers on other threads`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder, .test(mapSizeBytes: Self.megabyte / 4))
            let table = try environment.openTable("a", key: UInt64.self)
            let isDone = Mutex(0)
            try await onThreads(5) { thread in
                if thread < 2 {
                    defer { isDone.withLock { $0 += 1 } }
                    for _ in 0..<20 { try Self.append(100, to: table, in: environment) }
                    return
                }
                while isDone.withLock({ $0 }) < 2 {
                    try Self.scan(table, in: environment)
                }
            }
            #expect(try environment.read { try table.count(in: $0) } == 4_000)
            #expect(try environment.statistics().mapSizeBytes >= 4 * Self.megabyte)
        }
    }

    private static func append(
        _ count: Int, to table: Table<UInt64>, in environment: Environment
    ) throws {
        try environment.write(durability: .relaxed) { transaction in
            let next = try table.lastKey(in: transaction).map { $0 + 1 } ?? 0
            for key in next..<next + UInt64(count) {
                try table.append(key, value: value.span, in: transaction)
            }
        }
    }

    private static func scan(_ table: Table<UInt64>, in environment: Environment) throws {
        try environment.read { transaction in
            var expected: UInt64 = 0
            try table.forEach(in: transaction) { key, bytes in
                #expect(key == expected && bytes.count == 1_000 && bytes[999] == 7)
                expected += 1
                return .next
            }
            let nested = try environment.read { try table.count(in: $0) }
            #expect(nested >= Int(expected))
        }
    }
}
