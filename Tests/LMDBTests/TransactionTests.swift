import LMDB
import Testing

@Suite struct TransactionTests {
    private struct Refusal: Error {}

    @Test func `a write that throws stores nothing`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            #expect(throws: Refusal.self) {
                try environment.write { transaction in
                    try table.put(1, [1], in: transaction)
                    throw Refusal()
                }
            }
            #expect(try environment.read { try table.count(in: $0) } == 0)
        }
    }

    @Test func `a read sees the state from before a later commit`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { transaction in
                try table.put(1, [1], in: transaction)
                #expect(try environment.read { try table.contains(1, in: $0) } == false)
                #expect(try table.contains(1, in: transaction))
            }
            #expect(try environment.read { try table.contains(1, in: $0) })
        }
    }

    @Test func `many more reads than reader slots run one after the other`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            for _ in 0..<500 { #expect(try environment.read { try table.count(in: $0) } == 0) }
            #expect(try environment.statistics().readerSlotsUsed < 126)
        }
    }

    @Test func `writers on many threads lose no change`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try await onThreads(4) { thread in
                for index in UInt64(0)..<50 {
                    try environment.write(durability: .relaxed) { transaction in
                        let next = try table.lastKey(in: transaction).map { $0 + 1 } ?? 0
                        try table.append(next, value: [UInt8(thread)].span, in: transaction)
                    }
                    #expect(try environment.read { try table.count(in: $0) } > Int(index))
                }
            }
            #expect(try environment.read { try table.keys(in: $0) } == Array(0..<200))
        }
    }

    @Test func `relaxed writes outlive the environment after a sync`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write(durability: .relaxed) { try table.put(1, [7], in: $0) }
            try environment.sync()
            try environment.close()
            let reopened = try Environment.test(folder, .test(access: .readOnly))
            let same = try reopened.openTable("a", key: UInt64.self)
            #expect(try reopened.read { try same.bytes(of: 1, in: $0) } == [7])
        }
    }

    @Test func `a write inside a transaction traps`() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .failure) { [folder = folder as String] in
                let environment = try Environment.test(folder)
                try environment.read { _ in try environment.write { _ in } }
            }
        }
    }

    @Test func `a change under lent bytes traps`() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .failure) { [folder = folder as String] in
                let environment = try Environment.test(folder)
                let table = try environment.openTable("a", key: UInt64.self)
                try environment.write { transaction in
                    try table.put(1, [1], in: transaction)
                    try table.withValue(for: 1, in: transaction) { _ in
                        try table.put(2, [2], in: transaction)
                    }
                }
            }
        }
    }

    @Test func `a table of another environment traps`() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .failure) { [folder = folder as String] in
                let first = try Environment.test(folder + "/first")
                let second = try Environment.test(folder + "/second")
                let table = try first.openTable("a", key: UInt64.self)
                _ = try second.read { try table.count(in: $0) }
            }
        }
    }
}
