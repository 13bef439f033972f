import EventLog
import Foundation
import Glibc
import LMDB
import TestSupport
import Testing

/// A log's files are replaced only while no process has it open.
@Suite struct LockTests {
    @Test func `another process that has the log open keeps it`() throws {
        let folder = try TemporaryFolder()
        _ = try KeyFile.create(at: folder.path("key"))
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "CrashWriter")
        process.arguments = [folder.path("log"), folder.path("key"), "1"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // It has said something: it has the log open.
        #expect(!pipe.fileHandleForReading.availableData.isEmpty)
        let path = folder.path("log")
        #expect(throws: OpenError.inUse(path: path)) { try LogFolder.lockAlone(path) }
        kill(process.processIdentifier, SIGKILL)
        _ = try pipe.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        let lock = try LogFolder.lockAlone(path)
        #expect(throws: OpenError.inUse(path: path)) {
            try LogFolder.open(at: path, .readOnly, mapSizeBytes: 1 << 26)
        }
        lock.release()
        try LogFolder.open(at: path, .readWrite, mapSizeBytes: 1 << 26).close()
    }

    @Test func `a log that was closed can be taken alone`() throws {
        let home = try LogHome(.lmdb)
        try home.open().add(.numbered(1))
        let inUse = OpenError.inUse(path: home.path)
        #expect(throws: inUse) { try LogFolder.lockAlone(home.path) }
        try home.close()
        try LogFolder.lockAlone(home.path).release()
    }
}
