import Foundation
import Merkle
import TestSupport
import Testing

/// The command `export tiles`, as a process.
@Suite struct TilesExportTests {
    @Test func `the folder holds the checkpoint and a tree that leads to its root`() throws {
        let program = try Program()
        let log = try program.signedLog()
        try FileManager.default.removeItem(atPath: log.path + ".key")
        let out = program.path("tiles")
        let outcome = try program.run("export", "tiles", log.path, "--out", out)
        #expect(outcome.status == 0 && outcome.output.contains("size   6\n"))
        #expect(try program.bytes("tiles/checkpoint") == log.pinned.bytes)
        let checkpoint = try log.pinned.checkpoint
        let findings = try TileCheck.findings(
            size: 6, root: checkpoint.root, scope: .tilesAndEntries
        ) { try program.bytes("tiles/\($0)") }
        #expect(findings == [])
        let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o700)
    }

    @Test func `the entries hold facts and no words, and the help says so`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let out = program.path("tiles")
        #expect(try program.run("export", "tiles", log.path, "--out", out).status == 0)
        let entries = Data(try program.bytes("tiles/tile/entries/000.p/6"))
        #expect(entries.range(of: Data("SC000001".utf8)) != nil)
        for word in ["Robin", "garden", "C001", "2011-03-04"] {
            #expect(entries.range(of: Data(word.utf8)) == nil, "\(word)")
        }
        let help = try program.run("export", "tiles", "--help")
        #expect(help.status == 0 && help.output.contains("no words"))
    }

    @Test func `an older checkpoint can be asked for, and one that is not there is named`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let old = try log.pinned
        #expect(try program.signAgain(log) == 8)
        let out = program.path("old")
        let exported = try program.run(
            "export", "tiles", log.path, "--out", out, "--at-checkpoint", "6")
        #expect(exported.status == 0 && exported.output.contains("size   6\n"))
        #expect(try program.bytes("old/checkpoint") == old.bytes)
        let missing = try program.run(
            "export", "tiles", log.path, "--out", program.path("none"), "--at-checkpoint", "7")
        #expect(missing.status == 2 && missing.messages.contains("no checkpoint covers 7"))
        #expect(!FileManager.default.fileExists(atPath: program.path("none")))
    }

    @Test func `a folder that is there already is left as it is`() throws {
        let program = try Program()
        let log = try program.signedLog()
        let out = program.path("mine")
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let refused = try program.run("export", "tiles", log.path, "--out", out)
        #expect(refused.status == 2 && refused.messages.contains("exists; name a new folder"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: out).isEmpty)
    }

    @Test func `an export that cannot end leaves no checkpoint file`() throws {
        let program = try Program()
        let log = try program.signedLog()
        // An entry without its checksum: the export cannot go past it.
        try ClosedLog(log.path).change(entry: 3) { $0?[60] ^= 1 }
        let out = program.path("tiles")
        let refused = try program.run("export", "tiles", log.path, "--out", out)
        #expect(refused.status == 2 && refused.messages.contains("position 3 is corrupt"))
        #expect(!FileManager.default.fileExists(atPath: out + "/checkpoint"))
    }

    @Test func `a log without a checkpoint says how to make one`() throws {
        let program = try Program()
        let log = try program.logWithAbsence()
        let refused = try program.run("export", "tiles", log, "--out", program.path("tiles"))
        #expect(refused.status == 2 && refused.messages.contains("whereabouts checkpoint"))
    }
}
