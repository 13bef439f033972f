import Foundation
import Testing

/// The built command, run as a process of its own in a temporary folder.
struct Program: ~Copyable {
    let folder: URL

    struct Outcome {
        var status: Int32
        var output: String
        var messages: String
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A path in the temporary folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file into the temporary folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Makes a log of a home, a child and one absence, and returns its path.
    func logWithAbsence() throws -> String {
        let log = path("log")
        let lines = Lines.register + Lines.absence(occurredAt: "2025-05-02T19:00:00Z")
        try #require(try run("init", log).status == 0)
        let journal = try file("in.jsonl", lines)
        try #require(try run("import", log, "--journal", journal).status == 0)
        return log
    }

    /// Runs the command, or another program in front of it.
    func run(
        _ arguments: String..., input: String = "", through wrapper: [String] = []
    ) throws -> Outcome {
        try run(arguments, input: input, through: wrapper)
    }

    /// Runs the command, or another program in front of it.
    func run(
        _ arguments: [String], input: String = "", through wrapper: [String] = []
    ) throws -> Outcome {
        let process = Process()
        let words = wrapper + [Self.executable.path] + arguments
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        let (standardInput, output, messages) = (Pipe(), path("output"), path("messages"))
        for file in [output, messages] {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        process.standardInput = standardInput
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: messages))
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self),
            messages: String(
                decoding: try Data(contentsOf: URL(filePath: messages)), as: UTF8.self))
    }

    /// Runs a script that finds the command in `WB`; gives all that it prints.
    func run(script: String) throws -> String {
        let (process, output) = (Process(), path("output"))
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(filePath: output))
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["WB=\(Self.executable.path)", "bash", script]
        (process.standardOutput, process.standardError) = (handle, handle)
        try process.run()
        process.waitUntilExit()
        return String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
    }

    /// An object of the command's JSON output.
    static func json(_ text: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }

    private static var executable: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "whereabouts")
    }
}

/// Lines of a small journal.
enum Lines {
    static let register = """
        {"id":"00000000-0000-4000-8000-000000000001","kind":"HomeRegistered","home":"SC000001",\
        "actor":{"id":"setup","role":"system"},"occurredAt":"2025-01-01T00:00:00Z",\
        "facts":{"name":"Oak House","providerId":"P1","kind":"childrens-home",\
        "hostAuthority":"E1","policeForce":"F1","capacity":4}}
        {"id":"00000000-0000-4000-8000-000000000002","kind":"ChildRegistered","child":"C001",\
        "actor":{"id":"setup","role":"system"},"occurredAt":"2025-01-01T00:00:00Z",\
        "facts":{"responsibleAuthority":"E1"},\
        "narrative":{"name":"Robin Example","dob":"2011-03-04","sex":"F","ethnicity":"WBRI"}}

        """

    static func absence(
        id: String = "00000000-0000-4000-8000-000000000003", occurredAt: String,
        kind: String = "AbsenceNoted", concerns: String = #""concerns":true,"#,
        role: String = "homeStaff"
    ) -> String {
        """
        {"id":"\(id)","kind":"\(kind)","child":"C001","home":"SC000001",\
        "actor":{"id":"S-7","role":"homeStaff"},"occurredAt":"\(occurredAt)",\
        "facts":{"whereaboutsKnown":false,\(concerns)"expectedPlace":"school",\
        "lastSeenAt":"2025-05-02T18:00:00Z","lastSeenBy":"\(role)"},\
        "narrative":{"circumstances":"left by the garden door"}}

        """
    }
}
