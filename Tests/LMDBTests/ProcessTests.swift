import Glibc
import LMDB
import Testing

@Suite struct ProcessTests {
    @Test func `another process reads beside a writer and sees its commits`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            for key in UInt64(0)..<3 {
                try environment.write { try table.put(key, [1], in: $0) }
                await #expect(processExitsWith: .success) {
                    [folder = folder as String, key = key as UInt64] in
                    let reader = try Environment.test(folder, .test(access: .readOnly))
                    let same = try reader.openTable("a", key: UInt64.self)
                    #expect(try reader.read { try same.lastKey(in: $0) } == key)
                }
            }
        }
    }

    @Test func `growth by another process is taken over`() async throws {
        try await withTemporaryFolder { folder in
            let small = EnvironmentOptions.test(mapSizeBytes: 1 << 20)
            let environment = try Environment.test(folder, small)
            let table = try environment.openTable("a", key: UInt64.self)
            for round in UInt64(1)...2 {
                await #expect(processExitsWith: .success) {
                    [folder = folder as String, round = round as UInt64] in
                    let writer = try Environment.test(folder)
                    let same = try writer.openTable("a", key: UInt64.self)
                    try writer.write { transaction in
                        let value = [UInt8](repeating: 1, count: 3_000_000)
                        try same.put(round, value, in: transaction)
                    }
                }
                if round == 1 {
                    #expect(try environment.read { try table.count(in: $0) } == 1)
                } else {
                    try environment.write { try table.put(99, [1], in: $0) }
                    #expect(try environment.read { try table.keys(in: $0) } == [1, 2, 99])
                }
            }
        }
    }

    @Test func `a reader of a killed process is cleared away`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            for _ in 0..<2 {
                await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                    let reader = try Environment.test(folder)
                    try reader.read { _ in _ = kill(getpid(), SIGKILL) }
                }
            }
            // The second process cleared the reader of the first when it opened.
            #expect(try environment.clearStaleReaders() == 1)
            #expect(try environment.clearStaleReaders() == 0)
        }
    }

    @Test func `opening clears the readers of killed processes`() async throws {
        try await withTemporaryFolder { folder in
            try Environment.test(folder).close()
            let other = try Environment.test(folder)
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let reader = try Environment.test(folder)
                try reader.read { _ in _ = kill(getpid(), SIGKILL) }
            }
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let environment = try Environment.test(folder)
                #expect(environment.staleReadersCleared == 1)
            }
            try other.close()
        }
    }

    @Test func `a killed writer leaves the last commit and no lock`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try Environment.test(folder)
            let table = try environment.openTable("a", key: UInt64.self)
            try environment.write { try table.put(1, [1], in: $0) }
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let writer = try Environment.test(folder)
                let same = try writer.openTable("a", key: UInt64.self)
                try writer.write { transaction in
                    try same.put(2, [2], in: transaction)
                    kill(getpid(), SIGKILL)
                }
            }
            try environment.write { try table.put(3, [3], in: $0) }
            #expect(try environment.read { try table.keys(in: $0) } == [1, 3])
        }
    }

    @Test func `a reader without the right to lock is refused`() async throws {
        try await withTemporaryFolder { folder in
            try Environment.test(folder).close()
            unsafe chmod(folder, 0o755)
            unsafe chmod(folder + "/data.mdb", 0o444)
            unsafe chmod(folder + "/lock.mdb", 0o444)
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                // The superuser may do anything, so become somebody else.
                if geteuid() == 0 { #expect(setuid(65_534) == 0) }
                #expect(throws: LMDBError.permissionDenied(path: folder)) {
                    try Environment.test(folder, .test(access: .readOnly))
                }
            }
        }
    }
}
