import EventLog
import Merkle
import TestSupport
import Testing

/// The log's tree: what it stores of it, and what it makes of that.
@Suite struct StoredNodesTests {
    private static let count = 1_100

    private func filled(_ home: LogHome) throws -> EventLog {
        let log = try home.open()
        _ = try log.appendAndWait((1..<UInt64(Self.count)).map { EntryDraft.numbered($0) })
        return log
    }

    @Test(arguments: StoreKind.allCases)
    func `the root of every size is that of the entries alone`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try filled(home)
        var tree = CompactRange()
        for entry in try log.all() {
            tree.append(.leaf(entry.bytes))
            try #expect(log.root(ofSize: tree.size) == tree.root, "size \(tree.size)")
        }
        try #expect(log.root(ofSize: 0) == .emptyRoot)
        try home.close()
    }

    @Test func `a rebuild and an open log keep the same nodes`() throws {
        let home = try LogHome(.lmdb)
        let names = { try home.derived().filter { $0.key.starts(with: Array("nodes/".utf8)) } }
        let log = try filled(home)
        let kept = try names()
        // 1,100 entries complete 4 times 256 leaves; the last of them 3 nodes.
        #expect(kept.count == 4 && kept.values.map(\.count).max() == 3 * 32)
        try log.rebuild()
        try #expect(names() == kept)
        let again = try home.open()
        _ = try again.appendAndWait((2_000..<2_300).map { EntryDraft.numbered($0) })
        let grown = try names()
        #expect(grown.count == 5)
        try again.rebuild()
        try #expect(names() == grown)
        try home.close()
    }

    @Test func `a log whose nodes are gone says what to do and a rebuild mends it`() throws {
        let home = try LogHome(.lmdb)
        let root = try filled(home).root(ofSize: UInt64(Self.count))
        try home.tamper(derived: Array("nodes/".utf8) + UInt64(3).bigEndianBytes) { $0 = nil }
        let log = try home.open()
        #expect(throws: ReadError.damagedIndex(name: "nodes")) { try log.root(ofSize: 1_100) }
        #expect(throws: ReadError.damagedIndex(name: "nodes")) { try log.add(.numbered(5_000)) }
        try log.rebuild()
        try #expect(log.root(ofSize: 1_100) == root)
        try log.add(.numbered(5_000))
        try home.close()
    }
}
