import EventLog
import Foundation
import TestSupport
import Testing
import WhereaboutsTestKit

/// Views, histories and scans.
@Suite struct ReadingTests {
    /// Entries 1...60 of subjects 1...3 and scopes 1...2, recorded a second apart.
    private func makeLog(_ home: LogHome) throws -> EventLog {
        let log = try home.open()
        for number in 1...UInt64(60) {
            home.clock.advance(microseconds: 1_000_000)
            try log.add(
                .numbered(number, subject: (number - 1) % 3 + 1, scope: (number - 1) % 2 + 1))
        }
        return log
    }

    @Test(arguments: [UInt64(0), 1, 2, 30, 61, 1_000])
    func `a history in a view holds what was known then`(size: UInt64) throws {
        let log = try makeLog(LogHome())
        let view = LogView(size: size)
        for number in 1...UInt64(3) {
            let expected = (1...UInt64(60)).filter { ($0 - 1) % 3 + 1 == number && $0 < size }
            let history = try log.history(of: Subject(number), in: view)
            #expect(history.map(\.header.position.rawValue) == expected)
            #expect(history.map(\.header.place) == expected.indices.map { UInt64($0) + 1 })
        }
        for number in 1...UInt64(2) {
            let expected = (1...UInt64(60)).filter { ($0 - 1) % 2 + 1 == number && $0 < size }
            let filed = try log.entries(of: Scope(number), in: view)
            #expect(filed.map(\.header.position.rawValue) == expected)
        }
    }

    @Test func `an unknown subject or scope has no entries`() throws {
        let log = try makeLog(LogHome())
        for number in [UInt64(0), 4, .max] {
            try #expect(log.history(of: Subject(number), in: log.view()).isEmpty)
            try #expect(log.entries(of: Scope(number), in: log.view()).isEmpty)
        }
    }

    @Test func `a view before a moment ends where the recorded time reaches it`() throws {
        let home = try LogHome()
        let log = try makeLog(home)
        let entries = try log.all()
        let moments = entries.map(\.header.recordedAt.microseconds).flatMap { [$0, $0 + 1] }
        for moment in [Int64.min, 0] + moments + [Int64.max] {
            let view = try log.view(recordedBefore: Instant(microseconds: moment))
            let expected = entries.count { $0.header.recordedAt.microseconds < moment }
            #expect(view.size == UInt64(expected))
        }
        try #expect(log.view().size == 61)
    }

    @Test func `a view of an empty log is empty`() throws {
        let log = try LogHome().open()
        try #expect(log.view().size == 0)
        try #expect(log.view(recordedBefore: Instant(microseconds: .max)).size == 0)
        #expect(throws: ReadError.missing(position: 0)) { try log.entry(at: 0) }
    }

    @Test(arguments: StoreKind.allCases)
    func `a scan in either direction is the same across chunks`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        _ = try log.appendAndWait((1..<35_000).map { .numbered($0) }, durability: .relaxed)
        for range: Range<UInt64> in [0..<5, 3..<3, 7..<40_000, 20_000..<90_000, 60_000..<70_000] {
            try expectScans(of: log, range)
        }
        try home.close()
    }

    private func expectScans(of log: EventLog, _ range: Range<UInt64>) throws {
        let positions = Position(range.lowerBound)..<Position(range.upperBound)
        let expected = Array(range.clamped(to: 0..<35_000))
        var (forward, backward): ([UInt64], [UInt64]) = ([], [])
        try log.scan(positions) { header, _ in
            forward.append(header.position.rawValue)
            return .next
        }
        try log.scan(positions, .backward) { header, _ in
            backward.append(header.position.rawValue)
            return .next
        }
        #expect(forward == expected)
        #expect(backward == expected.reversed())
    }

    @Test func `a scan stops across chunks when it is told to`() throws {
        let log = try LogHome().open()
        _ = try log.appendAndWait((1..<35_000).map { .numbered($0) })
        var count = 0
        try log.scan(0..<Position(.max)) { header, _ in
            count += 1
            return header.position == 20_000 ? .stop : .next
        }
        #expect(count == 20_001)
    }
}

/// A log that is only read, beside its writer.
@Suite struct ReadOnlyTests {
    private func makeReader(of home: LogHome) throws -> EventLog {
        try EventLog(
            store: ReadOnlyStore(home.store), keyStorage: nil, wrapping: nil,
            options: .init(genesis: .genesis))
    }

    @Test(arguments: StoreKind.allCases)
    func `a reader sees what its writer has appended since`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        let reader = try makeReader(of: home)
        try #expect(reader.size == 0)
        for number in 1...UInt64(20) {
            try log.add(.numbered(number, subject: (number + 1) / 2, scope: 1))
            try #expect(reader.size == number + 1)
            let history = try reader.history(of: Subject((number + 1) / 2), in: reader.view())
            #expect(history.last?.header.position == Position(number))
            try #expect(reader.entries(of: Scope(1), in: reader.view()).count == Int(number))
        }
        #expect(reader.subjectCount == 10)
        try home.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `readers on many threads never go back`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        let reader = try makeReader(of: home)
        let threads = DispatchGroup()
        for _ in 0..<3 {
            threads.enter()
            Thread.detachNewThread {
                #expect(throws: Never.self) { try Self.readUntil(reader, size: 401) }
                threads.leave()
            }
        }
        for number in 1...UInt64(400) {
            _ = try log.appendAndWait([.numbered(number, subject: 1)], durability: .relaxed)
        }
        threads.wait()
        try home.close()
    }

    private static func readUntil(_ reader: EventLog, size: UInt64) throws {
        var last: UInt64 = 0
        while last < size {
            let view = try reader.view()
            #expect(view.size >= last)
            let history = try reader.history(of: Subject(1), in: view)
            #expect(view.size == 0 || UInt64(history.count) + 1 == view.size)
            last = view.size
        }
    }

    @Test func `a copy without keys can be read, though not its words`() throws {
        let home = try LogHome(.lmdb)
        try home.open().add(.numbered(1, subject: 1, narrative: "words"))
        try home.close()
        try FileManager.default.removeItem(atPath: home.path + "/keys")
        let wrapping = home.wrapping
        home.wrapping = nil
        let log = try home.open(.readOnly)
        let history = try log.history(of: Subject(1), in: log.view())
        #expect(history.count == 1)
        try #expect(log.narrative(of: history[0]) == .sealed)
        home.wrapping = wrapping
        let reason = "the log has subjects, but its key folder has no keys"
        #expect(throws: OpenError.wrongKey(reason: reason)) { try home.open(.readOnly) }
        #expect(throws: OpenError.wrongKey(reason: reason)) { try home.open(.readWrite) }
        try home.close()
    }

    @Test func `a folder that is no log is refused`() throws {
        let home = try LogHome(.lmdb)
        #expect(throws: OpenError.notFound(path: home.path)) { try home.open(.readWrite) }
        #expect(throws: OpenError.notFound(path: home.path)) { try home.open(.readOnly) }
        try FileManager.default.createDirectory(
            atPath: home.path, withIntermediateDirectories: false)
        #expect(throws: OpenError.notFound(path: home.path)) { try home.open(.readWrite) }
        let letter = home.path + "/letter.txt"
        #expect(FileManager.default.createFile(atPath: letter, contents: nil))
        #expect(throws: OpenError.notALog(path: home.path)) { try home.open() }
        try FileManager.default.moveItem(atPath: letter, toPath: home.path + "/lock.mdb")
        try #expect(home.open().size == 0)
        try home.close()
        try home.tamper("meta", Array("format".utf8)) { $0 = [3, 0, 0, 0] }
        #expect(throws: OpenError.newerFormat(found: 3, supported: 2)) { try home.open() }
        try home.tamper("meta", Array("format".utf8)) { $0 = [1, 0, 0, 0] }
        #expect(throws: OpenError.olderFormat(found: 1, supported: 2)) { try home.open() }
    }
}
