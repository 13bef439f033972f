import EventLog
import Merkle
import TestSupport
import Testing

/// A checkpoint's tree as tiles, read by whoever trusts the checkpoint alone.
@Suite struct TileExportTests {
    private let made: PublishedLog

    init() throws { made = try PublishedLog() }

    private func files(_ signed: SignedCheckpoint) throws -> [TilePath: [UInt8]] {
        var files: [TilePath: [UInt8]] = [:]
        try made.log.exportTiles(of: signed) { files[$0] = $1 }
        return files
    }

    @Test func `the tiles of every checkpoint are whole and hold its entries`() throws {
        for signed in made.signed {
            let files = try files(signed)
            let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
            let findings = TileCheck.findings(size: size, root: root, scope: .tilesAndEntries) {
                files[$0]
            }
            #expect(findings == [])
            var entries: [[UInt8]] = []
            for path in TilePath.bundles(ofSize: size) {
                entries += try EntryBundle(parsing: files[path] ?? [], width: path.width).entries
            }
            let stored = try made.log.all().prefix(Int(size)).map(\.bytes)
            #expect(entries == stored)
        }
        try made.home.close()
    }

    @Test func `damaged nodes take nothing from the tiles`() throws {
        let whole = try files(made.signed[2])
        try made.damageNodes(0)
        try made.damageNodes(1, byte: 40)
        try #expect(files(made.signed[2]) == whole)
        try made.home.close()
    }

    @Test func `an entry rewritten with its checksum is a fork`() throws {
        try made.home.forge(300) { $0[EntryLayout.occurredAt] ^= 1 }
        for signed in made.signed {
            #expect(throws: LogProofError.forked(at: signed.checkpoint.size)) {
                try files(signed)
            }
        }
        try made.home.close()
    }

    @Test func `a damaged or a missing entry ends the export at its position`() throws {
        try made.home.tamper("entries", UInt64(400)) { $0?[50] ^= 1 }
        #expect(throws: ReadError.corrupt(position: 400)) { try files(made.signed[1]) }
        #expect(throws: Never.self) { try files(made.signed[0]) }
        try made.home.tamper("entries", UInt64(400)) { $0 = nil }
        #expect(throws: ReadError.missing(position: 400)) { try files(made.signed[1]) }
        try made.home.close()
    }

    @Test func `a checkpoint of another log or of more entries is refused before any file`()
        throws
    {
        let other = try SignerKey(name: "example.org/other")
        let (size, root) = (made.signed[0].checkpoint.size, made.signed[0].checkpoint.root)
        let strange = try SignedCheckpoint(
            Checkpoint(origin: other.name, size: size, root: root), signedBy: other)
        let end = try made.log.size
        let ahead = try SignedCheckpoint(
            Checkpoint(origin: made.key.name, size: end + 1, root: root), signedBy: made.key)
        var fileCount = 0
        #expect(throws: LogProofError.otherLog(origin: made.key.name, pinned: other.name)) {
            try made.log.exportTiles(of: strange) { _, _ in fileCount += 1 }
        }
        #expect(throws: LogProofError.rolledBack(local: end, pinned: end + 1)) {
            try made.log.exportTiles(of: ahead) { _, _ in fileCount += 1 }
        }
        #expect(fileCount == 0)
        try made.home.close()
    }

    @Test func `a file that cannot be kept ends the export, and progress ends with the size`()
        throws
    {
        struct DiskFull: Error {}
        #expect(throws: DiskFull.self) {
            try made.log.exportTiles(of: made.signed[0]) { _, _ in throw DiskFull() }
        }
        var last: (UInt64, UInt64)?
        try made.log.exportTiles(
            of: made.signed[2], progress: { last = ($0, $1) }, to: { _, _ in })
        let size = made.signed[2].checkpoint.size
        #expect(last?.0 == size && last?.1 == size)
        try made.home.close()
    }
}
