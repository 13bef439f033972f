import ArgumentParser
import EventLog
import Foundation
import Merkle
import Whereabouts
import WhereaboutsPages
import WhereaboutsReports

/// What every question to a log takes: which log, as of when, for whom.
struct QuestionOptions: ParsableArguments {
    @OptionGroup var options: LogOptions
    @OptionGroup var knowledge: AsOfOptions
    @OptionGroup var output: AnswerOptions

    @OptionGroup var issue: IssueOptions

    /// Opens the log, answers the question and prints the answer, or issues it.
    func answer(
        _ name: ReportQuestion.Name, _ set: (inout ReportQuestion, Records) throws -> Void
    ) throws {
        var question = ReportQuestion(name, as: output.format)
        question.disclosure = output.disclosure
        (question.smallNumbers, question.published) = (output.smallNumbers, output.published)
        if let key = issue.signKey {
            return try issue.run(options, knowledge, question, keyPath: key, set)
        }
        let records = try options.openForReading()
        try set(&question, records)
        let (asked, view) = (question, try records.asOf(knowledge.point()))
        let pages = try pages()
        try AnswerFile.write(to: issue.out) { try asked.answer(in: view, pages: pages, to: $0) }
        try records.close()
    }

    /// What makes pages, where one is asked for.
    private func pages() throws -> Pages? { output.format == .html ? try Pages() : nil }
}

/// Gives a report out under a signature instead of printing it.
struct IssueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Issue the report: sign for it with the reports' key, mode 0600.",
            discussion: """
                The report is made of the newest checkpoint, or of the one at --at-size. It is \
                recorded in the log with its question; FILE and FILE.statement are written. Later, \
                `whereabouts report check` says whether it can be made again to the byte.
                """,
            valueName: "file"))
    var signKey: String?

    @ArgumentParser.Flag(help: "Make the reports' key first; the file must not exist.")
    var createSignKey = false

    @Option(
        help: ArgumentHelp(
            "Who issues it, as ID:ROLE; by default report:system.", valueName: "id:role"))
    var issuedBy: ActorArgument?

    @Option(
        help: ArgumentHelp(
            "The file to make, mode 0600; else standard output.", valueName: "file"))
    var out: String?

    mutating func validate() throws {
        guard signKey == nil || out != nil else { throw ValidationError("--sign-key needs --out") }
        guard signKey != nil || !(createSignKey || issuedBy != nil) else {
            throw ValidationError("--create-sign-key and --issued-by belong to --sign-key")
        }
    }

    func run(
        _ options: LogOptions, _ knowledge: AsOfOptions, _ asked: ReportQuestion,
        keyPath: String,
        _ set: (inout ReportQuestion, Records) throws -> Void
    ) throws {
        guard knowledge.asOf == nil else {
            throw ValidationError(
                "an issued report is of a checkpoint: give --at-size, not --as-of")
        }
        guard let out else { return }
        for path in [out, out + ".statement"] where FileManager.default.fileExists(atPath: path) {
            throw ValidationError("\(path) exists; name a new file")
        }
        // Once it is recorded it has been issued, so that it cannot be written must be known before.
        let folder = URL(filePath: out).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw ValidationError("\(folder) cannot be written to; name another folder")
        }
        let records = try options.openForWriting()
        var question = asked
        try set(&question, records)
        let key = try signerKey(keyPath, records)
        let issued = try records.issueAndWait(
            question, atSize: knowledge.atSize,
            pages: question.form == .html ? try Pages() : nil, signedBy: key,
            by: issuedBy?.actor ?? .system("report"))
        try records.close()
        try AnswerFile.write(to: out) { try $0(issued.output) }
        try ProofFiles.write(issued.note.bytes, to: out + ".statement")
        Console.print(
            "issued \(out) of \(issued.statement.size) entries, entry \(issued.statement.id)\n"
                + "key    \(key.verifierKey)")
    }

    private func signerKey(_ path: String, _ records: Records) throws -> SignerKey {
        guard createSignKey else { return try SigningKeyFile.read(path) }
        guard let origin = try records.log.origin() else { throw LogProofError.empty }
        // Said before a key file is left behind, which a second try would trip over.
        guard try records.log.newestCheckpoint() != nil else {
            throw IssueError.noCheckpoint(size: try records.log.size)
        }
        return try SigningKeyFile.create(at: path, name: ReportStatement.keyName(of: origin))
    }
}

/// One home, or all.
struct HomeOption: ParsableArguments {
    @Option(help: "One home's id; without it, all homes.")
    var home: String?

    var id: HomeID? { home.map { HomeID($0) } }
}
