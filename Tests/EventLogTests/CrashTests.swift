import EventLog
import Foundation
import Glibc
import TestSupport
import Testing

/// A writer that is killed at any moment leaves a log with everything that it acknowledged.
///
/// More kills than the suite takes time for:
/// `KILLS=200 swift test --filter CrashTests`
@Suite struct CrashTests {
    private static let kills = Int(ProcessInfo.processInfo.environment["KILLS"] ?? "") ?? 20
    private static let killsPerLog = 10

    /// A batch that a writer has acknowledged.
    private struct Acknowledged {
        var first: UInt64
        var count: Int
    }

    @Test(arguments: 0..<UInt64((kills + killsPerLog - 1) / killsPerLog))
    func `nothing acknowledged is lost and no batch is torn`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let folder = try TemporaryFolder()
        _ = try KeyFile.create(at: folder.path("key"))
        var acknowledged: [Acknowledged] = []
        var unanswered: UInt64 = 0
        for _ in 0..<Self.killsPerLog {
            let lines = Int.random(in: 0...120, using: &generator)
            let microseconds = Int.random(in: 0...6_000, using: &generator)
            let new = try Self.runUntilKilled(
                folder, lines, microseconds: microseconds, seed: generator.next())
            acknowledged += new
            unanswered += try Self.check(folder, acknowledged, new.last)
        }
        print(
            "crash tests, seed \(seed): \(Self.killsPerLog) kills, "
                + "\(acknowledged.count) batches acknowledged, "
                + "\(unanswered) entries committed and not acknowledged")
    }

    /// Starts a writer, kills it `microseconds` after it has written `lines` lines, and returns
    /// all it has said.
    private static func runUntilKilled(
        _ folder: TemporaryFolder, _ lines: Int, microseconds: Int, seed: UInt64
    ) throws -> [Acknowledged] {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "CrashWriter")
        process.arguments = [folder.path("log"), folder.path("key"), String(seed)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var output = Data()
        while output.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            output.append(more)
        }
        // The writer goes on meanwhile: the kill meets it anywhere in a transaction.
        let deadline = DispatchTime.now() + .microseconds(microseconds)
        while DispatchTime.now() < deadline { sched_yield() }
        kill(process.processIdentifier, SIGKILL)
        output.append(try pipe.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGKILL)
        // What follows the last line feed was cut off.
        let text = String(decoding: output, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { line in
                let numbers = line.split(separator: " ").compactMap { UInt64($0) }
                guard numbers.count == 2 else { return nil }
                return Acknowledged(first: numbers[0], count: Int(numbers[1]))
            }
    }

    /// Checks the whole log; returns how many entries stand behind the last acknowledged one.
    private static func check(
        _ folder: TemporaryFolder, _ acknowledged: [Acknowledged], _ last: Acknowledged?
    ) throws -> UInt64 {
        guard FileManager.default.fileExists(atPath: folder.path("log/data.mdb")) else { return 0 }
        let stores = try LogFolder.open(
            at: folder.path("log"), .createIfMissing, mapSizeBytes: 1 << 20)
        let log = try EventLog(
            store: stores.entries, keyStorage: stores.keys,
            wrapping: try KeyFile(contentsOf: folder.path("key")),
            options: .init(genesis: .genesis))
        let entries = try log.all()
        #expect(LinkModel.firstMisfit(in: entries) == nil)
        let batches = try batches(entries, log)
        for batch in acknowledged {
            #expect(batches[batch.first] == batch.count, "batch at \(batch.first)")
        }
        log.close()
        try stores.entries.close()
        try stores.keys.close()
        return last.map { UInt64(entries.count) - $0.first - UInt64($0.count) } ?? 0
    }

    /// The lengths of the batches in the log by position, each of which must be whole.
    private static func batches(_ entries: [LogEntry], _ log: EventLog) throws -> [UInt64: Int] {
        var found: [UInt64: Int] = [:]
        var rest = entries.dropFirst()
        while let first = rest.first {
            let facts = Array(first.facts)
            let count = try #require(facts.count == 12 ? Int(facts[8]) : nil)
            #expect(rest.count >= count)
            for (place, entry) in rest.prefix(count).enumerated() {
                #expect(Array(entry.facts) == facts[0..<4] + [UInt8(place), 0, 0, 0] + facts[8...])
            }
            try #expect(log.narrative(of: first) == .words(facts))
            found[first.header.position.rawValue] = count
            rest = rest.dropFirst(count)
        }
        return found
    }
}
