import Foundation
import TestSupport

// Writes a fixture or a generated journal to standard output:
//
//     swift run MakeFixture af1 > Fixtures/journals/af1.jsonl
//     swift run MakeFixture generated 7 100000 > big.jsonl

let arguments = CommandLine.arguments.dropFirst()
let numbers = arguments.dropFirst().compactMap { UInt64($0) }

func write(_ entries: some Sequence<JournalEntry>) throws {
    var buffer: [UInt8] = []
    for entry in entries {
        buffer += entry.bytes
        guard buffer.count > 1 << 16 else { continue }
        try FileHandle.standardOutput.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }
    try FileHandle.standardOutput.write(contentsOf: Data(buffer))
}

let name = arguments.first ?? ""
switch (name, numbers.count) {
case ("generated", 2...4):
    var options = LogGenerator.Options(seed: numbers[0], entries: Int(clamping: numbers[1]))
    if numbers.count > 2 { options.children = max(1, Int(clamping: numbers[2])) }
    if numbers.count > 3 { options.homes = max(1, Int(clamping: numbers[3])) }
    try write(LogGenerator(options))
default:
    if let journal = CommittedJournal.named(name), arguments.count == 1 {
        try write(journal.entries)
        break
    }
    let names = CommittedJournal.all.map(\.name).joined(separator: " | ")
    let usage = "usage: MakeFixture \(names) | generated SEED ENTRIES [CHILDREN [HOMES]]\n"
    try FileHandle.standardError.write(contentsOf: Data(usage.utf8))
    exit(2)
}
