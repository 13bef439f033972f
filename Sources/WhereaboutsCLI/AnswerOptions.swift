public import ArgumentParser
import Foundation
import Whereabouts
public import WhereaboutsReports

extension ReportQuestion.Form: ExpressibleByArgument {}
extension Disclosure: ExpressibleByArgument {}
extension Suppression.Method: ExpressibleByArgument {}

/// In which form an answer is given, and for whom.
struct AnswerOptions: ParsableArguments {
    @Option(help: "text for people, json for machines, csv for spreadsheets, html for browsers.")
    var format = ReportQuestion.Form.text

    @Option(
        help: ArgumentHelp(
            "Who the answer is for: internal, ofsted or public.",
            discussion: """
                ofsted has no names, dates of birth or free words. public has figures alone: \
                numbers from 1 to 5 are kept back as c, with what would give them away, and so is \
                everything about so few children.
                """))
    var disclosure = Disclosure.internal

    @Option(
        help: ArgumentHelp(
            "With --disclosure public: hide small numbers, or round all counts to 5.",
            discussion: """
                Rounded, 0, 1 and 2 are shown as 0, 3 to 7 as 5. More is left to read, and no \
                number is exact.
                """))
    var smallNumbers = Suppression.Method.hide

    @Option(
        help: ArgumentHelp(
            "With --disclosure public: a period of which this report is out already.",
            discussion: """
                Such as 2025-04-01..2025-06-01, the last day not counted; repeat it for more, in \
                their order. What follows from all of them together is kept back.
                """,
            valueName: "from..to"),
        transform: { text in
            guard let period = ReportQuestion.period(text) else {
                throw ValidationError("\(text) is no period; write it as 2025-04-01..2025-06-01")
            }
            return period
        })
    var published: [Period] = []

    func validate() throws {
        guard disclosure == .public || smallNumbers == .hide && published.isEmpty else {
            throw ValidationError(
                "--small-numbers and --published belong to --disclosure public")
        }
    }
}

/// A new file that an answer is written to, in pieces; nobody else may read it.
enum AnswerFile {
    /// Gives `body` a sink: the file at `path`, mode 0600, or standard output.
    static func write(
        to path: String?, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        guard let path else { return try body { Console.write($0) } }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) exists; name a new file")
        }
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: path) else {
            throw ValidationError("\(path) cannot be written")
        }
        do {
            try body { try file.write(contentsOf: Data($0)) }
            try file.close()
        } catch {
            // Half an answer is none.
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }
}
