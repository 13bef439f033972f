import ArgumentParser
import Whereabouts

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy a log into a new folder, and check the copy.",
        discussion: """
            Takes a consistent copy of entries, words and wrapped keys while others read and write, \
            without free pages, opens it and compares its last entry, and writes manifest.json: \
            size, last leaf hash, and each file's bytes and SHA-256. The copy is a log: open it \
            like any other. Keep the key file elsewhere.

            A backup made before an erasure is completed still holds what was erased; it cannot be \
            opened once the old key is destroyed.

            Example: whereabouts backup records/oak-house /backups/2025-10-31
            """)

    @OptionGroup var options: LogOptions

    @Argument(help: "A folder that does not exist yet.")
    var destination: String

    @OptionGroup var output: FormatOptions

    func run() throws {
        // Copying pages needs no key.
        let records = try options.openForReading()
        let bar = ProgressBar("backup")
        let result = Result { try records.backup(to: destination, progress: bar.show) }
        bar.end()
        try records.close()
        let manifest = try result.get()
        Console.print(output.format == .json ? manifest.json.text : manifest.text)
    }
}

extension BackupManifest {
    fileprivate var text: String {
        files.reduce("backed up \(size) entries; last leaf \(lastLeaf)\n") {
            $0 + "\($1.sha256)  \($1.path) (\($1.bytes) bytes)\n"
        }
    }

    fileprivate var json: JSONValue {
        [
            "size": .integer(Int64(size)), "lastLeaf": .string(lastLeaf),
            "files": .array(
                files.map {
                    [
                        "path": .string($0.path), "bytes": .integer(Int64($0.bytes)),
                        "sha256": .string($0.sha256),
                    ]
                }),
        ]
    }
}
