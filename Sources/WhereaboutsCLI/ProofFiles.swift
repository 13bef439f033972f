import ArgumentParser
import EventLog
import Foundation
import Merkle

/// Reads and writes the files that proofs consist of.
enum ProofFiles {
    /// The bytes of a file.
    static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read; check its name and your permission")
        }
        return Array(data)
    }

    /// The signed checkpoint in a file.
    static func checkpoint(_ path: String) throws -> SignedCheckpoint {
        do {
            return try SignedCheckpoint(parsing: read(path))
        } catch let error as CheckpointError {
            throw ValidationError("\(path): \(error)")
        }
    }

    /// Writes a new file, or standard output when there is no path.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else {
            Console.write(bytes)
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) exists; name a new file")
        }
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw ValidationError("\(path) cannot be written")
        }
    }

    /// The bytes of a Base64 text on the command line.
    static func base64(_ text: String, byteCount: Int, of option: String) throws -> [UInt8] {
        guard let data = Data(base64Encoded: text), data.count == byteCount else {
            throw ValidationError("\(option): not \(byteCount) bytes in Base64")
        }
        return Array(data)
    }
}

/// Whom the caller trusts: a policy file, or single verifier keys.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whom to trust: log, witness, group and quorum lines (C2SP tlog-policy).",
            valueName: "file"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A log's verifier key, when there is no policy; give it once for each key.",
            valueName: "vkey"))
    var vkey: [String] = []

    /// The policy; `nil` when none was given.
    func trustPolicy() throws -> TrustPolicy? {
        if let policy {
            guard vkey.isEmpty else { throw ValidationError("give --policy or --vkey, not both") }
            let bytes = try ProofFiles.read(policy)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ValidationError("\(policy): not UTF-8")
            }
            do {
                return try TrustPolicy(parsing: text)
            } catch {
                throw ValidationError("\(policy): \(error)")
            }
        }
        guard !vkey.isEmpty else { return nil }
        return try TrustPolicy(
            parsing: vkey.map { "log \($0)\n" }.joined() + "quorum none\n")
    }
}
