import EventLog
import Foundation
import Merkle
import TestSupport
import Testing

/// A pin in a file: it goes forward only, and nothing is left beside it.
@Suite struct PinFileTests {
    private let folder: TemporaryFolder
    private let pin: PinFile
    private let key: SignerKey

    init() throws {
        folder = try TemporaryFolder()
        pin = PinFile(folder.path("pin"))
        key = try SignerKey(name: "example.org/log")
    }

    private func checkpoint(
        _ size: UInt64, root: UInt8 = 1, signedBy other: SignerKey? = nil
    ) throws -> SignedCheckpoint {
        let key = other ?? key
        return try SignedCheckpoint(
            Checkpoint(origin: key.name, size: size, root: .leaf([root])), signedBy: key)
    }

    private func expectPinned(_ checkpoint: SignedCheckpoint) throws {
        try #expect(pin.newest(of: key.name) == checkpoint)
        try #expect(pin.read() == checkpoint)
        #expect(try folder.files() == ["pin": Data(checkpoint.bytes)])
    }

    @Test func `without a file there is no pin`() throws {
        try #expect(pin.newest(of: key.name) == nil)
        #expect(try folder.files().isEmpty)
    }

    @Test func `a checkpoint is kept as its own bytes, and replaced by a newer one`() throws {
        for size in [UInt64(3), 4, 1_000_000] {
            let signed = try checkpoint(size, root: UInt8(size % 256))
            try pin.save(signed)
            try expectPinned(signed)
        }
    }

    @Test func `the same checkpoint is kept again, with more signatures`() throws {
        let signed = try checkpoint(7)
        try pin.save(signed)
        try pin.save(signed)
        let witness = try CosignerKey(name: "regulator.example/w1")
        let cosigned = try signed.adding([try witness.cosign(signed.checkpoint, at: 1_700_000_000)])
        try pin.save(cosigned)
        try expectPinned(cosigned)
    }

    @Test(arguments: [(6, 1), (1, 1), (7, 2)] as [(UInt64, UInt8)])
    func `a smaller size and another root of the same size are refused`(
        size: UInt64, root: UInt8
    ) throws {
        let signed = try checkpoint(7)
        try pin.save(signed)
        #expect(throws: PinError.wouldGoBack(path: pin.path, pinned: 7, given: size)) {
            try pin.save(try checkpoint(size, root: root))
        }
        try expectPinned(signed)
    }

    @Test func `another log's checkpoint neither replaces a pin nor passes for one`() throws {
        let signed = try checkpoint(7)
        try pin.save(signed)
        let other = try SignerKey(name: "example.org/other")
        let refusal = PinError.otherLog(path: pin.path, origin: key.name)
        #expect(throws: refusal) { try pin.save(try checkpoint(9, signedBy: other)) }
        #expect(throws: refusal) { try pin.newest(of: other.name) }
        try expectPinned(signed)
    }

    @Test(arguments: ["", "text\n", "example.org/log\n7\nAAAA\n"])
    func `a file that is no checkpoint is neither read nor replaced`(text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: pin.path))
        for attempt in [{ _ = try pin.read() }, { try pin.save(try checkpoint(9)) }] {
            let error = #expect(throws: PinError.self) { try attempt() }
            guard case .notACheckpoint? = error else {
                Issue.record("found \(String(describing: error))")
                continue
            }
        }
        #expect(try folder.files() == ["pin": Data(text.utf8)])
    }

    @Test func `a pin that a crash left half written is written anew`() throws {
        try Data(repeating: 0x41, count: 5_000).write(to: URL(filePath: pin.path + ".new"))
        let signed = try checkpoint(7)
        try pin.save(signed)
        try expectPinned(signed)
    }

    @Test func `a pin that cannot be written says so`() throws {
        let lost = PinFile(folder.path("no/such/folder/pin"))
        #expect(throws: PinError.unwritable(path: lost.path)) { try lost.save(checkpoint(7)) }
        try #expect(lost.newest(of: key.name) == nil)
    }
}
