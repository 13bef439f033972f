import EventLog
import Foundation
import TestSupport
import Testing

/// The wrapping key in a file.
@Suite struct KeyFileTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("key")
    }

    private func setMode(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func refusal(of path: String) -> String? {
        do {
            _ = try KeyFile(contentsOf: path)
        } catch {
            if case .badKeyFile(let named, let reason) = error, named == path { return reason }
        }
        return nil
    }

    @Test func `a new key file is its owner's alone and is read back`() throws {
        let key = try KeyFile.create(at: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let again = try KeyFile(contentsOf: path)
        #expect(again.keyID == key.keyID)
        let wrapped = try key.wrap([UInt8](1...32), context: [1])
        #expect(try again.unwrap(wrapped, context: [1]) == [UInt8](1...32))
        #expect(throws: (any Error).self) { try again.unwrap(wrapped, context: [2]) }
        try setMode(0o400)
        #expect(refusal(of: path) == nil)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o610, 0o777])
    func `a key file that others could use is refused`(mode: Int) throws {
        _ = try KeyFile.create(at: path)
        try setMode(mode)
        #expect(refusal(of: path)?.contains("chmod 600") == true)
    }

    @Test func `a missing key file is refused`() throws {
        #expect(refusal(of: path)?.contains("no such file") == true)
    }

    @Test(arguments: ["", "garbage", "AAAA", String(repeating: "A", count: 48)])
    func `a key file that is not 32 bytes in Base64 is refused`(text: String) throws {
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
        #expect(refusal(of: path)?.contains("32 bytes") == true)
    }

    @Test func `a key is never replaced`() throws {
        let key = try KeyFile.create(at: path)
        #expect(throws: OpenError.self) { try KeyFile.create(at: path) }
        #expect(try KeyFile(contentsOf: path).keyID == key.keyID)
    }

    @Test func `a link to a key file counts as the file`() throws {
        let key = try KeyFile.create(at: path)
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(try KeyFile(contentsOf: link).keyID == key.keyID)
        try setMode(0o644)
        #expect(refusal(of: link) != nil)
    }
}
