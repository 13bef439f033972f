import EventLog
import enum LMDB.LMDBError
import Synchronization
import Testing

/// An audit of storage that cannot be read to its end.
@Suite struct UnreadableStorageTests {
    /// A store whose reads fail from one on, as LMDB's do behind a damaged page.
    private final class FailingReads: EntryStore {
        static let failure = LMDBError.corrupted(subject: "entries")
        let isWritable = false
        private let base: any EntryStore
        private let left: Mutex<Int>

        init(_ base: any EntryStore, afterReads count: Int) {
            self.base = base
            left = Mutex(count)
        }

        func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
            let isFailing = left.withLock { left in
                left -= 1
                return left < 0
            }
            if isFailing { throw Self.failure }
            return try base.read(body)
        }

        func transact<Result>(
            _ durability: Durability, _ body: (any StoreWriting) throws -> Result
        ) throws -> Result {
            try base.transact(durability, body)
        }

        func sync() {}
    }

    @Test(arguments: [(2, AuditFinding.Place.entry(0)), (3, .entry(16_384)), (4, .log)])
    func `what cannot be read is a finding and takes none of the others`(
        reads: Int, place: AuditFinding.Place
    ) throws {
        let home = try LogHome(.lmdb)
        _ = try home.open().appendAndWait((1...20_000).map { .numbered($0) })
        try home.tamper("entries", UInt64(7)) { $0?[50] ^= 1 }
        let report = try LogAudit(of: FailingReads(home.store, afterReads: reads)).run()
        let unreadable = AuditRule.unreadable(reason: "\(FailingReads.failure)")
        #expect(report.findings.last == AuditFinding(place, unreadable))
        #expect(report.findings.contains(AuditFinding(.entry(7), .checksum)) == (reads > 2))
        #expect(!report.isSound)
        try home.close()
    }
}
