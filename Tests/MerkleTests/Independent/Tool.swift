import Foundation
import Testing

/// Programs of others that read what we write.
enum Tool {
    struct Outcome {
        let status: Int32
        let output: String
    }

    /// Go's packages for notes and trees, as Debian installs them.
    private static let goPath = "/usr/share/gocode"

    static let hasGo =
        find("go")
        && FileManager.default.fileExists(
            atPath: "\(goPath)/src/golang.org/x/mod/sumdb/note")

    static let hasOpenSSL = find("openssl")

    private static func find(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Runs a program with files around it, in a folder that is removed afterwards.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments; files by their names.
    ///   - files: What to write into the folder first.
    /// - Returns: The exit status, and all that the program wrote.
    /// - Throws: An error of the file system or of starting the program.
    static func run(_ words: [String], files: [String: [UInt8]] = [:]) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "merkle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
        let output = folder.appending(path: "tool-output")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["GO111MODULE": "off", "GOPATH": goPath, "GOFLAGS": ""]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self))
    }

    /// Lets Go answer requests: see `Fixtures/interop/verify.go`.
    static func go(_ requests: [String]) throws -> [String] {
        let source = try Data(
            contentsOf: PackageFolder.fixtures.appending(path: "interop/verify.go"))
        let outcome = try run(
            ["sh", "-c", "go run verify.go < requests"],
            files: [
                "verify.go": Array(source),
                "requests": Array(requests.map { $0 + "\n" }.joined().utf8),
            ])
        let answers = outcome.output.split(separator: "\n").map(String.init)
        try #require(outcome.status == 0 && answers.count == requests.count, "\(outcome.output)")
        return answers
    }
}

/// The package's own folders.
enum PackageFolder {
    static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")
}
