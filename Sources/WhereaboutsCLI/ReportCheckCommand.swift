import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

struct ReportCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Make an issued report again and compare it to the byte.",
        discussion: """
            Verifies the statement's signature, that the log still holds exactly the entries that it \
            was made of, and that the same question gives the same bytes:

            same              nothing has changed
            differs           the program or its data has changed, although the entries have not
            not reproducible  words that it was made of have been erased since, and by which entry

            The report itself is read from FILE without .statement, if it is there.

            Example: whereabouts report check records/oak-house q1.json.statement
            Exit status: 0 same, 1 differs or not reproducible or not to be trusted, 2 could not run.
            """)

    @OptionGroup var options: LogOptions

    @Argument(help: "The statement.") var statement: String

    @Option(
        help: ArgumentHelp(
            "The reports' verifier key; by default the one that the log names.", valueName: "vkey"))
    var vkey: String?

    @OptionGroup var output: FormatOptions

    func run() throws {
        let bytes = try ProofFiles.read(statement)
        let note: SignedNote
        do {
            note = try SignedNote(parsing: bytes)
        } catch { throw ValidationError("\(statement): \(error)") }
        let records = try options.openForReading()
        let answer = try answer(records, note)
        try records.close()
        let json: JSONValue = ["result": .string(answer.result), "text": .string(answer.text)]
        Console.print(output.format == .json ? json.text : "\(answer.result): \(answer.text)")
        if answer.result != "same" { throw Findings() }
    }

    private func answer(
        _ records: Records, _ note: SignedNote
    ) throws -> (result: String, text: String) {
        do {
            let check = try records.check(
                note, output: issuedOutput(), trusting: trusted(), pages: Pages())
            return Self.answer(check)
        } catch let refusal as StatementRefusal where refusal != .keysRequired {
            return ("not trusted", "\(refusal)")
        } catch let error as LogProofError {
            return ("not trusted", "\(error)")
        } catch IssueError.notRecorded {
            return ("not trusted", "\(IssueError.notRecorded)")
        }
    }

    private func trusted() throws -> [VerifierKey]? {
        try vkey.map { text in
            guard let key = VerifierKey(text) else {
                throw ValidationError("--vkey: not a verifier key")
            }
            return [key]
        }
    }

    private func issuedOutput() throws -> [UInt8]? {
        let suffix = ".statement"
        guard statement.hasSuffix(suffix) else { return nil }
        let path = String(statement.dropLast(suffix.count))
        return FileManager.default.fileExists(atPath: path) ? try ProofFiles.read(path) : nil
    }

    private static func answer(_ check: ReportCheck) -> (result: String, text: String) {
        switch check {
        case .same: return ("same", "the report can be made again to the byte")
        case .differs(let place?):
            return ("differs", "first in line \(place.line), byte \(place.column)")
        case .differs(nil):
            return ("differs", "lay the report beside its statement to see where")
        case .notReproducible(let inputs, let erasures):
            let by = erasures.map { "\($0.id) (\($0.legalBasis))" }.joined(separator: ", ")
            return ("not reproducible", "\(inputs) inputs erased by \(by)")
        }
    }
}
