public import ArgumentParser
import EventLog
import Foundation
public import Whereabouts

/// Which log, and which key.
struct LogOptions: ParsableArguments {
    @Argument(help: "The log's own folder.")
    var log: String

    @Option(
        help: ArgumentHelp(
            "The file with the log's key.",
            discussion: "By default $WHEREABOUTS_KEY_FILE, else LOG.key beside the folder."))
    var keyFile: String?

    /// Where the key is looked for.
    var keyPath: String {
        if let keyFile { return keyFile }
        if let path = ProcessInfo.processInfo.environment["WHEREABOUTS_KEY_FILE"] { return path }
        var folder = log
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return folder + ".key"
    }

    /// Opens the log for writing; the key must be there.
    func openForWriting() throws -> Records {
        try requireLog()
        return try Records.open(
            at: log, keys: try KeyFile(contentsOf: keyPath), access: .readWrite, pins: Self.pin())
    }

    /// The pin of the environment, with which a log that was put back is not written to.
    private static func pin() -> PinFile? {
        ProcessInfo.processInfo.environment["WHEREABOUTS_PIN"].map { PinFile($0) }
    }

    /// Opens the log for writing its own entries, which need no key for words.
    func openForSigning(_ pin: String?) throws -> Records {
        try requireLog()
        return try Records.open(
            at: log, keys: nil, access: .readWrite, pins: pin.map { PinFile($0) } ?? Self.pin())
    }

    /// Opens the log for reading; without its key, words stay sealed.
    func openForReading() throws -> Records {
        try requireLog()
        let isNamed = keyFile != nil
        guard isNamed || FileManager.default.fileExists(atPath: keyPath) else {
            Console.report("note: no key file at \(keyPath); words and children's ids stay sealed")
            return try Records.open(at: log, keys: nil, access: .readOnly)
        }
        return try Records.open(
            at: log, keys: try KeyFile(contentsOf: keyPath), access: .readOnly)
    }

    // Said before a missing key file is, which would only confuse.
    private func requireLog() throws {
        guard FileManager.default.fileExists(atPath: log) else {
            throw OpenError.notFound(path: log)
        }
    }
}

/// As of which point of knowledge a question is answered.
struct AsOfOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Answer with what was recorded before this time.",
            discussion: "Such as 2025-03-03T14:00:00Z, or 2025-03-03 for that day's start.",
            valueName: "time"))
    var asOf: String?

    @Option(help: ArgumentHelp("Answer with the first entries of the log.", valueName: "count"))
    var atSize: UInt64?

    mutating func validate() throws {
        if asOf != nil, atSize != nil {
            throw ValidationError("give --as-of or --at-size, not both")
        }
        _ = try point()
    }

    /// The point of knowledge; now by default.
    func point() throws -> KnowledgePoint {
        if let atSize { return .size(atSize) }
        guard let asOf else { return .now }
        return try KnowledgePoint(asOf, of: "--as-of")
    }
}

extension KnowledgePoint {
    /// Reads the time that an option names: an instant, or a date for its start in London.
    init(_ text: String, of option: String) throws {
        if let date = try? LocalDate(iso: text) {
            self = .recorded(before: London.midnight(of: date))
            return
        }
        do {
            self = .recorded(before: try RFC3339.parse(text))
        } catch {
            throw ValidationError("\(option): \(error)")
        }
    }
}

/// For people or for machines.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOptions: ParsableArguments {
    @Option(help: "text for people, json for machines.")
    var format = OutputFormat.text
}

extension LocalDate: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`.
    public init?(argument: String) {
        guard let date = try? LocalDate(iso: argument) else { return nil }
        self = date
    }
}

/// A period of London dates.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day, such as 2025-01-01.", valueName: "date"))
    var from: LocalDate

    @Option(help: ArgumentHelp("The day after the last, such as 2026-01-01.", valueName: "date"))
    var to: LocalDate

    mutating func validate() throws {
        guard from < to else { throw ValidationError("--to must lie behind --from") }
    }

    var period: Period { Period(from: from, to: to) }
}
