import Glibc
import LMDB
import Testing

@Suite struct DamageTests {
    @Test func `a file cut short is refused with both sizes`() async throws {
        try await withTemporaryFolder { folder in
            try Self.fill(folder)
            let whole = fileSize(folder + "/data.mdb")
            unsafe truncate(folder + "/data.mdb", whole / 2)
            let error = #expect(throws: LMDBError.self) { try Environment.test(folder) }
            guard case .truncated(let path, let expected, let actual) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(path == folder && expected == whole && actual == whole / 2)
            #expect(error?.isDamage == true)
        }
    }

    @Test func `no cut is mistaken for a whole file`() async throws {
        try await withTemporaryFolder { folder in
            try Self.fill(folder)
            let data = folder + "/data.mdb"
            for size in stride(from: fileSize(data) - 1, to: 0, by: -1_000) {
                unsafe truncate(data, size)
                let error = #expect(throws: LMDBError.self) { try Environment.test(folder) }
                #expect(error?.isDamage == true, "\(size) bytes")
            }
        }
    }

    @Test(arguments: [100_000, 10_000_000])
    func `a file shorter than its last page is whole if the rest is free`(
        byteCount: Int
    ) async throws {
        try await withTemporaryFolder { folder in
            // Given pages that are free, so that the list of free pages is in use.
            try Self.fill(folder)
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { _ = try table.delete(100, in: $0) }
            // When a large value comes and goes in one transaction, its pages are never written.
            try environment.write { transaction in
                try table.put(1_000, [1], in: transaction)
                try table.put(
                    2_000, .init(repeating: 1, count: byteCount), in: transaction)
                try table.delete(2_000, in: transaction)
            }
            let used = try environment.statistics().usedBytes
            let keys = try environment.read { try table.keys(in: $0) }
            try environment.close()
            // Then the file is short, and opens.
            #expect(fileSize(folder + "/data.mdb") < used)
            let reopened = try Environment.test(folder, .test(access: .readOnly))
            let same = try reopened.openTable("a", key: UInt64.self)
            #expect(try reopened.read { try same.keys(in: $0) } == keys)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `a file of noise is not a database`(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            var random = SeededGenerator(seed: seed)
            let noise = (0..<8_192).map { _ in UInt8.random(in: 0...255, using: &random) }
            try Self.write(noise, to: folder + "/data.mdb")
            #expect(throws: LMDBError.notADatabase(path: folder)) { try Environment.test(folder) }
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `noise in the pages of free pages never crashes an open`(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            try Self.fill(folder)
            var random = SeededGenerator(seed: seed)
            let data = folder + "/data.mdb"
            let size = fileSize(data)
            let descriptor = unsafe open(data, O_RDWR)
            for _ in 0..<200 {
                var byte = UInt8.random(in: 0...255, using: &random)
                let offset = Int.random(in: 8_192..<size, using: &random)
                _ = unsafe pwrite(descriptor, &byte, 1, offset)
            }
            ftruncate(descriptor, size - 4_096)
            close(descriptor)
            #expect(throws: LMDBError.self) { try Environment.test(folder) }
        }
    }

    /// Stores entries and removes some, so that there are free pages.
    private static func fill(_ folder: String) throws {
        let environment = try Environment.test(folder)
        let table = try environment.openTable("a", key: UInt64.self)
        let value = [UInt8](repeating: 1, count: 700)
        for round in UInt64(0)..<4 {
            try environment.write(durability: .relaxed) { transaction in
                for key in round * 50..<round * 50 + 60 {
                    try table.put(key, value, in: transaction)
                }
                try table.deleteRange(from: round * 50, through: round * 50 + 9, in: transaction)
            }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        try #require(unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }
}
