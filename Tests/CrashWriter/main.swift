import EventLog
import Foundation
import TestSupport

// Appends to the log in a folder until it is killed, and says what was acknowledged.
//
//     CrashWriter FOLDER KEYFILE SEED
//
// A line is written after an append has returned: the position of its first entry, the number of
// its entries. The facts of an entry are the number of its batch, its place in it and the batch's
// length, four bytes each.

let arguments = CommandLine.arguments
guard arguments.count == 4, let seed = UInt64(arguments[3]) else { exit(2) }

let stores = try LogFolder.open(at: arguments[1], .createIfMissing, mapSizeBytes: 1 << 20)
let genesis = EntryDraft(
    id: EntryID(high: 1 << 63, low: 0), kind: 64, occurredAt: Instant(microseconds: 0), facts: [])
let log = try EventLog(
    store: stores.entries, keyStorage: stores.keys,
    wrapping: try KeyFile(contentsOf: arguments[2]), options: EventLog.Options(genesis: genesis))

var generator = SplitMix64(seed: seed)
while true {
    let count = Bool.random(using: &generator) ? 1 : Int.random(in: 2...40, using: &generator)
    let batch = UInt32.random(in: 0...UInt32.max, using: &generator)
    let drafts = (0..<count).map { place in
        let now = WallClock.system.now
        var draft = EntryDraft(
            id: EntryID.make(at: now), kind: 200, occurredAt: now,
            facts: [batch, UInt32(place), UInt32(count)].flatMap(\.littleEndianBytes))
        draft.subject = Subject(.random(in: 0...log.subjectCount + 1, using: &generator) % 500)
        draft.scope = Scope(.random(in: 0...log.scopeCount + 1, using: &generator) % 20)
        if place == 0 { draft.narrative = draft.facts }
        return draft
    }
    let receipts = try log.appendAndWait(drafts)
    let line = "\(receipts[0].position) \(count)\n"
    try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
}
