import EventLog
import Foundation
import LMDB
import Merkle
import TestSupport
import Testing

/// Checkpoints of a log: what they cover, who signs them, and when none is signed.
@Suite struct CheckpointTests {
    private static let origin = "example.org/log"
    private let key: SignerKey

    init() throws { key = try SignerKey(name: Self.origin) }

    private func filled(_ home: LogHome, _ numbers: ClosedRange<UInt64> = 1...20) throws -> EventLog
    {
        let log = try home.open()
        _ = try log.appendAndWait(
            numbers.map { .numbered($0, subject: 1 + $0 % 3, scope: 1) }.sorted {
                // Subjects are numbered in the order in which they come.
                ($0.subject.number == 1 ? 0 : 1) < ($1.subject.number == 1 ? 0 : 1)
            })
        return log
    }

    @Test(arguments: StoreKind.allCases)
    func `a checkpoint covers every entry and ends with an anchor`(kind: StoreKind) throws {
        let home = try LogHome(kind)
        let log = try home.open()
        try log.add(.numbered(1, subject: 1), .numbered(2, subject: 2), .numbered(3, subject: 1))
        let signed = try log.makeCheckpointAndWait(signedBy: key)
        // The log's creation, three entries, the key's declaration, the anchor.
        #expect(signed.checkpoint.size == 6)
        #expect(signed.checkpoint.origin == Self.origin)
        #expect(signed.note.verified(by: [key.verifierKey]).isVerified)
        var tree = CompactRange()
        for entry in try log.all() { tree.append(.leaf(entry.bytes)) }
        #expect(signed.checkpoint.root == tree.root)
        let anchor = try #require(AnchorLeaf(log.entry(at: 5).bytes))
        #expect(anchor.subjectCount == 2)
        try #expect(log.declaredKeys() == [DeclaredKey(position: 4, key: key.verifierKey)])
        try #expect(log.newestCheckpoint() == signed)
        try home.close()
        try #expect(home.open().newestCheckpoint() == signed)
        try home.close()
    }

    @Test func `the anchor's map follows from the subjects' entries alone`() throws {
        let home = try LogHome()
        let log = try filled(home)
        let signed = try log.makeCheckpointAndWait(signedBy: key)
        let view = LogView(size: signed.checkpoint.size)
        let heads = try (1...3).map { number in
            let history = try log.history(of: Subject(UInt64(number)), in: view)
            let key = try #require(history.first?.streamKey)
            let running = history.reduce(MerkleHash.zero) { $0.following(.leaf($1.bytes)) }
            let head = SubjectHead(count: UInt64(history.count), running: running)
            return (key: MapKey(streamKey: key), value: head.value)
        }
        let position = Position(signed.checkpoint.size - 1)
        let anchor = try #require(AnchorLeaf(log.entry(at: position).bytes))
        #expect(anchor.mapRoot == SubjectMap(heads)?.root)
    }

    @Test func `nothing new gives the same checkpoint and anything new another`() throws {
        let log = try filled(try LogHome())
        let first = try log.makeCheckpointAndWait(signedBy: key)
        try #expect(log.makeCheckpointAndWait(signedBy: key) == first)
        try log.add(.numbered(100, subject: 1))
        let second = try log.makeCheckpointAndWait(signedBy: key)
        #expect(second.checkpoint.size == first.checkpoint.size + 2)
        try #expect(
            log.checkpointSizes() == [first.checkpoint.size, second.checkpoint.size])
        let proof = try log.consistencyProof(
            from: first.checkpoint.size, to: second.checkpoint.size)
        #expect(
            proof.verify(oldRoot: first.checkpoint.root, newRoot: second.checkpoint.root)
                .isVerified)
    }

    @Test func `a new key is declared with the one that it replaces`() throws {
        let log = try filled(try LogHome())
        try log.makeCheckpointAndWait(signedBy: key)
        let other = try SignerKey(name: Self.origin)
        let signed = try log.makeCheckpointAndWait(signedBy: other)
        #expect(signed.note.verified(by: [other.verifierKey]).isVerified)
        try #expect(log.declaredKeys().map(\.key) == [key.verifierKey, other.verifierKey])
    }

    @Test func `a key of another name signs nothing`() throws {
        let log = try filled(try LogHome())
        let size = try log.size
        let stranger = try SignerKey(name: "example.org/other")
        #expect(throws: LogProofError.wrongKeyName(key: stranger.name, origin: Self.origin)) {
            try log.makeCheckpointAndWait(signedBy: stranger)
        }
        try #expect(log.size == size)
        #expect(throws: LogProofError.empty) {
            try LogHome().open().makeCheckpointAndWait(signedBy: key)
        }
    }

    @Test func `a checkpoint is pinned and an older copy of the log is refused`() throws {
        let home = try LogHome(.lmdb)
        let pins = MemoryPins()
        home.pins = pins
        _ = try filled(home)
        try home.close()
        let copy = home.folder.path("copy")
        try FileManager.default.copyItem(atPath: home.path, toPath: copy)
        let log = try home.open()
        try log.add(.numbered(100, subject: 1))
        let signed = try log.makeCheckpointAndWait(signedBy: key, pins: pins)
        #expect(pins.count == 1)
        try home.close()
        try FileManager.default.removeItem(atPath: home.path)
        try FileManager.default.moveItem(atPath: copy, toPath: home.path)
        let rolledBack = LogProofError.rolledBack(local: 21, pinned: signed.checkpoint.size)
        #expect(throws: rolledBack) { try home.open() }
        // As evidence it can be read, and says what speaks against it.
        let evidence = try home.open(.readOnly)
        #expect(evidence.pinMismatch == rolledBack)
        try #expect(evidence.size == 21)
        try home.close()
    }

    @Test func `a log that went on from an older copy is a fork`() throws {
        let home = try LogHome(.lmdb)
        let pins = MemoryPins()
        _ = try filled(home)
        try home.close()
        let copy = home.folder.path("copy")
        try FileManager.default.copyItem(atPath: home.path, toPath: copy)
        let signed = try home.open().makeCheckpointAndWait(signedBy: key, pins: pins)
        try home.close()
        try FileManager.default.removeItem(atPath: home.path)
        try FileManager.default.moveItem(atPath: copy, toPath: home.path)
        _ = try home.open().appendAndWait((200...240).map { .numbered($0) })
        let forked = LogProofError.forked(at: signed.checkpoint.size)
        let log = try home.open()
        #expect(throws: forked) { try log.makeCheckpointAndWait(signedBy: key, pins: pins) }
        home.pins = pins
        #expect(throws: forked) { try home.open() }
        try home.close()
    }

    @Test func `entries changed since they were appended are not signed`() throws {
        let home = try LogHome(.lmdb)
        let log = try filled(home)
        let size = try log.size
        try home.forge(7) { $0[EntryLayout.occurredAt] ^= 1 }
        #expect(throws: LogProofError.changedSinceAppended(from: 0, to: size + 2)) {
            try log.makeCheckpointAndWait(signedBy: key)
        }
        try #expect(log.checkpointSizes() == [])
        try home.close()
    }

    @Test func `a log with a damaged checkpoint is read as evidence and not written`() throws {
        let home = try LogHome(.lmdb)
        let size = try filled(home).makeCheckpointAndWait(signedBy: key).checkpoint.size
        try home.tamper("notes", Array("checkpoint/".utf8) + size.bigEndianBytes) {
            $0?.removeLast(30)
        }
        let damaged = LogProofError.damagedCheckpoint(size: size)
        #expect(throws: damaged) { try home.open() }
        let evidence = try home.open(.readOnly)
        #expect(evidence.pinMismatch == damaged)
        #expect(throws: damaged) { try evidence.newestCheckpoint() }
        try home.close()
    }

    @Test func `a damaged node is told from a rewritten log`() throws {
        let home = try LogHome(.lmdb)
        let log = try home.open()
        _ = try log.appendAndWait((1...600).map { .numbered($0) })
        let signed = try log.makeCheckpointAndWait(signedBy: key)
        let name = Array("nodes/".utf8) + UInt64(1).bigEndianBytes
        try home.tamper(derived: name) { $0?[33] ^= 1 }
        #expect(throws: ReadError.damagedIndex(name: "nodes")) {
            try log.check(against: signed)
        }
        try log.rebuild()
        try log.check(against: signed)
        try home.close()
    }
}
