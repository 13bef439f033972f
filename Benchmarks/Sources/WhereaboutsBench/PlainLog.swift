import EventLog
import Foundation
import Merkle
import Whereabouts

/// A log of entries without words about as many subjects as there are children, in turn.
///
/// Made of drafts below the vocabulary, which is not what is measured with it.
struct PlainLog {
    let path: String
    private let key: MemoryKey

    /// With these facts an entry has 200 bytes; the first of a subject has 35 more.
    private static let facts: [UInt8] = [10, 77] + [UInt8](repeating: 0x61, count: 77)

    private init(path: String, key: MemoryKey) {
        self.path = path
        self.key = key
    }

    /// Makes the log with `anchors` checkpoints, evenly spread, the last at the end; closes it.
    init(_ settings: Settings, _ folder: ScratchFolder, anchors: Int = 0) throws {
        self.init(path: folder.newPath("plain"), key: MemoryKey())
        let records = try open()
        try append(settings.children, to: records, settings)
        let signer = try signer(of: records)
        let rest = settings.entries - settings.children
        for part in 0..<max(anchors, 1) {
            let start = rest * part / max(anchors, 1)
            let end = rest * (part + 1) / max(anchors, 1)
            try append(end - start, to: records, settings)
            if anchors > 0 { try records.makeCheckpointAndWait(signedBy: signer) }
        }
        try records.log.sync()
        try records.close()
    }

    func open() throws -> Records { try Records.open(at: path, keys: key) }

    /// The same log once more, in a folder of its own.
    func copied(in folder: ScratchFolder) throws -> PlainLog {
        let copy = folder.newPath("copy")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return PlainLog(path: copy, key: key)
    }

    /// A new key under the log's own name.
    func signer(of records: Records) throws -> SignerKey {
        try SignerKey(name: try records.log.origin() ?? "")
    }

    /// Appends `count` entries, without fsync.
    func append(_ count: Int, to records: Records, _ settings: Settings) throws {
        let start = WallClock.system.now
        for first in stride(from: 0, to: count, by: settings.batch) {
            let known = Int(records.log.subjectCount)
            // Subjects are numbered without gaps: each has its first entry before any has two.
            let next = known < settings.children ? known : Int(try records.log.size)
            let drafts = (0..<min(settings.batch, count - first)).map { offset in
                var draft = EntryDraft(
                    id: .make(at: start), kind: 200, occurredAt: start, facts: Self.facts)
                draft.subject = Subject(UInt64((next + offset) % settings.children) + 1)
                return draft
            }
            _ = try records.log.appendAndWait(drafts, durability: .relaxed)
        }
    }
}
