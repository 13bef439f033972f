public import ArgumentParser
import Foundation
public import WhereaboutsReports

extension ReportQuestion.Form: ExpressibleByArgument {}
extension Disclosure: ExpressibleByArgument {}

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
