import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// A backup is a log with a manifest, and holds nothing that a completed erasure has taken.
@Suite struct BackupTests {
    private let key = MemoryKey()

    @Test func `a backup holds the same entries and words`() throws {
        let stored = try StoredWords(keys: key)
        let copy = stored.folder.path("copy")
        let manifest = try stored.with(key) { records in
            let manifest = try records.backup(to: copy)
            try #expect(manifest.size == records.log.size)
            return manifest
        }
        #expect(manifest.files.map(\.path) == ["data.mdb", "keys/data.mdb"])
        let names = try FileManager.default.subpathsOfDirectory(atPath: copy).sorted()
        #expect(names == ["data.mdb", "keys", "keys/data.mdb", "manifest.json"])
        for file in manifest.files {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(copy)/\(file.path)")
            #expect(attributes[.size] as? Int == file.bytes)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let data = try Data(contentsOf: URL(filePath: copy + "/manifest.json"))
        #expect(try JSONDecoder().decode(BackupManifest.self, from: data) == manifest)
        let opened = try Records.open(
            at: copy, keys: key, access: .readOnly, mapSizeBytes: 1 << 26)
        let words = try opened.history(of: StoredWords.other).entries.compactMap {
            try $0.words()?.circumstances
        }
        #expect(words.contains("over the wall"))
        try opened.close()
    }

    @Test func `a backup never replaces anything`() throws {
        let stored = try StoredWords(keys: key)
        let copy = stored.folder.path("copy")
        try FileManager.default.createDirectory(
            atPath: copy, withIntermediateDirectories: false)
        _ = try stored.with(key) { records in
            #expect(throws: BackupError.folderExists(path: copy)) { try records.backup(to: copy) }
        }
        let memory = try Records.inMemory()
        #expect(throws: BackupError.notOnDisk) { try memory.backup(to: copy + "2") }
    }

    @Test func `a backup after both steps holds no byte of what was erased`() throws {
        let stored = try StoredWords(keys: key)
        let secrets = try stored.secrets(key)
        try stored.erase(key)
        let new = MemoryKey()
        _ = try Records.completeErasure(
            at: stored.path, keys: key, newKeys: new, clock: stored.clock.wallClock,
            mapSizeBytes: 1 << 26)
        try stored.with(new) { _ = try $0.backup(to: stored.folder.path("copy")) }
        let wanted = secrets + StoredWords.words.flatMap { [UInt8].spellings(of: $0) }
        for (name, contents) in try stored.folder.files() {
            for bytes in wanted { #expect(contents.range(of: Data(bytes)) == nil, "\(name)") }
        }
    }
}
