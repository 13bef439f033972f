import ArgumentParser
import EventLog
import Foundation
import Whereabouts

struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record one entry, read as a journal line.",
        discussion: """
            Reads one JSON object from standard input, so that words never stand in a command line. \
            Without an id the entry gets a new one; give one to be able to repeat the command. \
            Returns when the entry is on stable storage.

            Example:
              echo '{"kind":"IroTold","child":"C001","actor":{"id":"S-7","role":"homeStaff"},
              "occurredAt":"2025-05-02T21:00:00+01:00","facts":{}}' | whereabouts record LOG
            """)

    @OptionGroup var options: LogOptions
    @OptionGroup var output: FormatOptions

    func run() throws {
        let records = try options.openForWriting()
        let input = FileHandle.standardInput
        guard let data = try input.read(upToCount: NewEntry.journalLineLimit + 1) else {
            throw ValidationError("nothing on standard input; give one JSON object")
        }
        let entry = try NewEntry(journalLine: Array(data))
        let receipt = try records.recordAndWait([entry])[0]
        try records.close()
        Console.print(output.format == .json ? receipt.json.text : receipt.text)
    }
}

extension RecordReceipt {
    var text: String {
        var text = "recorded \(id) at position \(position), \(RFC3339.format(recordedAt))"
        if isRepeat { text += "; it was there already" }
        return text + flags.map { " \($0.code)" }.joined()
    }

    var json: JSONValue {
        [
            "id": .string(id.description), "position": .integer(Int64(position.rawValue)),
            "recordedAt": .string(RFC3339.format(recordedAt)), "repeated": .bool(isRepeat),
            "flags": .array(flags.map { .string($0.code) }),
        ]
    }
}
