import EventLog
import Foundation
import Merkle
import TestSupport
import Testing

/// The log's signing key in a file.
@Suite struct SigningKeyFileTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("log.signer")
    }

    private func mode() throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    private func refusal(of path: String) -> String? {
        do {
            _ = try SigningKeyFile.read(path)
        } catch {
            if case .badKeyFile(let named, let reason) = error, named == path { return reason }
        }
        return nil
    }

    @Test func `a new key is its owner's alone and signs the same when it is read back`() throws {
        let key = try SigningKeyFile.create(at: path, name: "example.org/log")
        try #expect(mode() == 0o600)
        let again = try SigningKeyFile.read(path)
        #expect(again.verifierKey == key.verifierKey)
        try #expect(again.sign("text\n") == key.sign("text\n"))
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect(refusal(of: path) == nil)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o610, 0o777])
    func `a key that others could use is refused`(mode: Int) throws {
        _ = try SigningKeyFile.create(at: path, name: "example.org/log")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(refusal(of: path)?.contains("chmod 600") == true)
    }

    @Test func `a key is never replaced, and two keys of one name differ`() throws {
        let key = try SigningKeyFile.create(at: path, name: "example.org/log")
        #expect(throws: OpenError.self) {
            try SigningKeyFile.create(at: path, name: "example.org/log")
        }
        try #expect(SigningKeyFile.read(path).verifierKey == key.verifierKey)
        let other = try SigningKeyFile.create(at: path + "2", name: "example.org/log")
        #expect(other.verifierKey != key.verifierKey)
    }

    @Test(arguments: ["", "has space", "has+plus", "two\nlines"])
    func `a name that no note could hold makes no file`(name: String) throws {
        #expect(throws: OpenError.self) { try SigningKeyFile.create(at: path, name: name) }
        #expect(try folder.files().isEmpty)
    }

    @Test func `what is missing or is no signing key is refused, and never shown`() throws {
        #expect(refusal(of: path)?.contains("--create-signing-key") == true)
        let verifier = try SignerKey(name: "example.org/log").verifierKey.description
        for text in ["", "secret", verifier] {
            #expect(
                FileManager.default.createFile(
                    atPath: path, contents: Data(text.utf8),
                    attributes: [.posixPermissions: 0o600]))
            let reason = refusal(of: path)
            #expect(reason?.contains("PRIVATE+KEY+") == true)
            #expect(text.isEmpty || reason?.contains(text) == false)
        }
    }
}
