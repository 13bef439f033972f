import EventLog
import Foundation
import LMDB
import TestSupport
import Testing
import Whereabouts

/// The file beside the log: for nobody else to read, and ignored unless it is the log's own.
@Suite struct SnapshotFileTests {
    @Test func `damaged, truncated, older and foreign files change no answer`() throws {
        let saved = try SavedLog(seed: 3)
        let expected = try saved.stored.openedAnew(without: StoredLog.snapshot, saved.answers)
        let file = try saved.stored.savedBytes()
        let forged = Self.forged(file, expected)
        let other = try SavedLog(seed: 4).stored.savedBytes()

        // A whole file of this log and version is believed: only so the others prove anything.
        let believed = try saved.stored.openedAnew(snapshot: forged, saved.answers)
        #expect(believed.summaries != expected.summaries)

        var damaged = forged
        damaged[damaged.count / 2] ^= 0x10
        var older = forged
        older[8] &-= 1
        var foreign = forged
        foreign[20] ^= 1
        let files: [(String, [UInt8])] = [
            ("damaged", damaged), ("older", Self.sealed(older)), ("foreign", Self.sealed(foreign)),
            ("of another log", other), ("truncated", Array(forged.prefix(forged.count / 2))),
            ("longer", forged + [0]), ("header alone", Array(forged.prefix(64))), ("empty", []),
            ("no snapshot", Array("not a snapshot".utf8)),
            ("of no known format", Self.sealed([0] + forged.dropFirst())),
        ]
        for (name, bytes) in files {
            let found = try saved.stored.openedAnew(snapshot: bytes, saved.answers)
            #expect(found.difference(from: expected) == nil, "\(name)")
        }
    }

    @Test func `only its owner may read it, and it holds no word and no date of birth`() throws {
        let saved = try SavedLog(seed: 5)
        let path = saved.stored.folder.path("log/\(StoredLog.snapshot)")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let file = Data(try saved.stored.savedBytes())
        var words: Set<String> = []
        for entry in saved.log.entries {
            if let narrative = entry.narrative { Self.collect(narrative, &words) }
            if let child = entry.child { words.insert(child) }
        }
        #expect(words.count > 300)
        for word in words { #expect(file.range(of: Data(word.utf8)) == nil, "\(word)") }
    }

    /// A file with a right checksum that gives one episode another id.
    private static func forged(_ file: [UInt8], _ answers: Answers) -> [UInt8] {
        guard let id = answers.summaries.total.counts.absences.first else { return file }
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: id.low >> UInt64(8 * $0)) }
        var data = Data(file)
        while let range = data.range(of: Data(bytes)) {
            data.replaceSubrange(range, with: bytes.map { $0 ^ 0x5A })
        }
        return sealed(Array(data))
    }

    /// The same bytes with the checksum that belongs to them.
    private static func sealed(_ file: some Sequence<UInt8>) -> [UInt8] {
        let body = Array(file).dropLast(4)
        let bytes = Array(body)
        let checksum = CRC32C.checksum(of: bytes.span)
        return bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> UInt32(8 * $0)) }
    }

    /// The words of four letters and more, and whole texts of the rest.
    private static func collect(_ value: JSONValue, _ words: inout Set<String>) {
        switch value {
        case .string(let text):
            words.formUnion(text.split(separator: " ").filter { $0.count > 3 }.map(String.init))
        case .array(let values): for value in values { collect(value, &words) }
        case .object(let members):
            for member in members where member.name != "patches" { collect(member.value, &words) }
        default: break
        }
    }
}
