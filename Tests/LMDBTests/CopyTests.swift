import LMDB
import Testing

@Suite struct CopyTests {
    @Test(arguments: [CopyMode.exact, .compacting])
    func `a copy holds the same entries and is private`(mode: CopyMode) async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder + "/log")
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { transaction in
                for key in UInt64(0)..<500 { try table.put(key, [1, 2], in: transaction) }
            }
            try environment.copy(to: folder + "/copy", mode)
            #expect(permissions(folder + "/copy") == 0o700)
            #expect(permissions(folder + "/copy/data.mdb") == 0o600)
            let copy = try Environment.test(folder + "/copy", .test(access: .readOnly))
            let same = try copy.openTable("a", key: UInt64.self)
            #expect(try copy.read { try same.keys(in: $0) } == Array(0..<500))
        }
    }

    @Test func `compacting leaves free pages out`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder + "/log")
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { try table.put(1, .init(repeating: 1, count: 1 << 20), in: $0) }
            try environment.write { _ = try table.delete(1, in: $0) }
            try environment.copy(to: folder + "/exact")
            try environment.copy(to: folder + "/compact", .compacting)
            #expect(fileSize(folder + "/exact/data.mdb") > 1 << 20)
            #expect(fileSize(folder + "/compact/data.mdb") < 1 << 16)
        }
    }

    @Test func `a copy never replaces an environment`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder + "/log")
            #expect(throws: LMDBError.fileExists(path: folder + "/log")) {
                try environment.copy(to: folder + "/log")
            }
            #expect(try environment.read { _ in true })
        }
    }

    @Test func `statistics count pages and entries of open tables`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            _ = try environment.openTable("b", key: [UInt8].self)
            try environment.write { try table.put(1, [1], in: $0) }
            let statistics = try environment.statistics()
            #expect(statistics.entryCounts == ["a": 1, "b": 0])
            #expect(statistics.mapSizeBytes == 1 << 30)
            #expect(statistics.usedBytes == statistics.usedPages * statistics.pageSizeBytes)
            #expect(statistics.usedBytes == fileSize(folder + "/data.mdb"))
            #expect(statistics.readerSlots == 126)
        }
    }
}
