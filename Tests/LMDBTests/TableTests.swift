import LMDB
import Testing

@Suite struct TableTests {
    @Test func `a stored value is lent and an absent one is nil`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { transaction in
                try table.put(1, [1, 2, 3], in: transaction)
                try table.put(2, [], in: transaction)
                try table.put(1, [4, 5], in: transaction)
            }
            try environment.read { transaction in
                let sum = try table.withValue(for: 1, in: transaction) { $0[0] + $0[1] }
                #expect(sum == 9)
                #expect(try table.bytes(of: 2, in: transaction) == [])
                #expect(try table.bytes(of: 3, in: transaction) == nil)
                #expect(try table.contains(2, in: transaction))
                #expect(try !table.contains(3, in: transaction))
            }
        }
    }

    @Test func `numbers are ordered as numbers and ends are found`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            let keys: [UInt64] = [256, 1, .max, 0, 255, 1 << 40]
            #expect(try environment.read { try table.firstKey(in: $0) } == nil)
            #expect(try environment.read { try table.lastKey(in: $0) } == nil)
            try environment.write { transaction in
                for key in keys { try table.put(key, [], in: transaction) }
            }
            try environment.read { transaction throws in
                #expect(try table.keys(in: transaction) == keys.sorted())
                #expect(try table.firstKey(in: transaction) == 0)
                #expect(try table.lastKey(in: transaction) == .max)
                #expect(try table.count(in: transaction) == 6)
            }
        }
    }

    @Test func `an append out of order is refused and the batch goes on`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { transaction in
                try table.append(5, value: [5].span, in: transaction)
                for key in [UInt64(5), 4] {
                    #expect(throws: LMDBError.keyExists(table: "a")) {
                        try table.append(key, value: [0].span, in: transaction)
                    }
                }
                try table.append(6, value: [6].span, in: transaction)
            }
            #expect(try environment.read { try table.bytes(of: 5, in: $0) } == [5])
            #expect(try environment.read { try table.keys(in: $0) } == [5, 6])
        }
    }

    @Test(arguments: [1, 511]) func `keys of 1 to 511 bytes are kept`(count: Int) async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: [UInt8].self)
            let key = [UInt8](repeating: 9, count: count)
            try environment.write { try table.put(key, [1], in: $0) }
            #expect(try environment.read { try table.keys(in: $0) } == [key])
        }
    }

    @Test(arguments: [0, 512]) func `keys of other sizes are refused`(count: Int) async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: [UInt8].self)
            let key = [UInt8](repeating: 9, count: count)
            let refusal = LMDBError.badKeySize(table: "a", byteCount: count)
            try environment.write { transaction in
                #expect(throws: refusal) { try table.put(key, [1], in: transaction) }
                #expect(throws: refusal) { try table.delete(key, in: transaction) }
                #expect(throws: refusal) { try table.contains(key, in: transaction) }
                #expect(throws: refusal) { try table.keys(from: key, in: transaction) }
            }
        }
    }

    @Test func `a table opened with another key type says so`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let bytes = try environment.openTable("a", key: [UInt8].self)
            let numbers = try environment.openTable("a", key: UInt64.self)
            try environment.write { try bytes.put([1, 2, 3], [], in: $0) }
            #expect(throws: LMDBError.badStoredKey(table: "a", byteCount: 3)) {
                try environment.read { try numbers.keys(in: $0) }
            }
        }
    }

    @Test func `a reserved value is written in place`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { transaction in
                try table.reserve(1, byteCount: 3, placement: .atEnd, in: transaction) { output in
                    for byte in UInt8(1)...3 { output.append(byte) }
                }
                try table.reserve(0, byteCount: 0, in: transaction) { _ in }
                #expect(throws: LMDBError.keyExists(table: "a")) {
                    try table.reserve(1, byteCount: 1, placement: .atEnd, in: transaction) { _ in }
                }
            }
            #expect(try environment.read { try table.bytes(of: 1, in: $0) } == [1, 2, 3])
            #expect(try environment.read { try table.bytes(of: 0, in: $0) } == [])
        }
    }

    @Test func `a half-written reserved value is never committed`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            #expect(throws: LMDBError.badTransaction(subject: folder)) {
                try environment.write { transaction in
                    try? table.reserve(1, byteCount: 3, in: transaction) { _ in
                        throw CancellationError()
                    }
                }
            }
            #expect(try environment.read { try table.count(in: $0) } == 0)
        }
    }

    @Test func `a reserved value that is left short traps`() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .failure) { [folder = folder as String] in
                let environment = try Environment.test(folder)
                let table = try environment.openTable("a", key: UInt64.self)
                try environment.write { transaction in
                    try table.reserve(1, byteCount: 3, in: transaction) { $0.append(1) }
                }
            }
        }
    }

    @Test func `removing tells what was there`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            let other = try environment.openTable("b", key: UInt64.self)
            try environment.write { transaction in
                for key in UInt64(0)..<10 { try table.put(key, [1], in: transaction) }
                try other.put(1, [1], in: transaction)
                #expect(try table.delete(3, in: transaction))
                #expect(try !table.delete(3, in: transaction))
                #expect(try table.deleteRange(from: 2, upTo: 6, in: transaction) == 3)
                #expect(try table.deleteRange(from: 8, through: 8, in: transaction) == 1)
                #expect(try table.keys(in: transaction) == [0, 1, 6, 7, 9])
                try table.removeAll(in: transaction)
                try table.put(4, [4], in: transaction)
            }
            #expect(try environment.read { try table.keys(in: $0) } == [4])
            #expect(try environment.read { try other.count(in: $0) } == 1)
        }
    }
}
