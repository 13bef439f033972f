import Foundation
import Merkle
import Testing

/// A log that the command made, signed and pinned.
struct SignedLog {
    let path: String
    let signer: String
    let pin: String
    /// The verifier key that the command printed.
    let key: String
    let size: Int

    /// The checkpoint in the pin.
    var pinned: SignedCheckpoint {
        get throws { try SignedCheckpoint(parsing: Array(Data(contentsOf: URL(filePath: pin)))) }
    }
}

extension Program {
    /// Makes a log of a home, a child and one absence, with a checkpoint of all six entries.
    func signedLog() throws -> SignedLog {
        let (log, signer, pin) = (try logWithAbsence(), path("signer"), path("pin"))
        let outcome = try run(
            "checkpoint", log, "--signing-key", signer, "--create-signing-key", "--pin", pin)
        try #require(outcome.status == 0, "\(outcome.messages)")
        let answer = Self.members(outcome.output)
        return SignedLog(
            path: log, signer: signer, pin: pin, key: try #require(answer["key"]),
            size: try #require(answer["size"].flatMap { Int($0) }))
    }

    /// Records one more absence and signs again; returns the new size.
    func signAgain(_ log: SignedLog) throws -> Int {
        let line = Lines.absence(
            id: "00000000-0000-4000-8000-000000000009", occurredAt: "2025-05-03T19:00:00Z")
        try #require(try run("record", log.path, input: line).status == 0)
        let outcome = try run("checkpoint", log.path, "--signing-key", log.signer, "--pin", log.pin)
        try #require(outcome.status == 0, "\(outcome.messages)")
        return try #require(Self.members(outcome.output)["size"].flatMap { Int($0) })
    }

    /// The words of lines `name value`.
    static func members(_ output: String) -> [String: String] {
        output.split(separator: "\n").reduce(into: [:]) { members, line in
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { return }
            members[String(words[0])] = words[1].trimmingCharacters(in: .whitespaces)
        }
    }

    /// The bytes of a file of the temporary folder.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }

    /// Writes bytes into the temporary folder and returns the file's path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }
}
