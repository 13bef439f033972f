import EventLog
import Foundation
import Merkle
import TestSupport
import Testing
import Whereabouts

/// What is kept when a log does not fit its pin.
@Suite struct EvidenceFolderTests {
    private let folder: TemporaryFolder
    private let key = MemoryKey()
    private let pins: PinFile
    private var path: String { folder.path("log") }
    private var evidence: String { path + "/evidence" }

    init() throws {
        folder = try TemporaryFolder()
        pins = PinFile(folder.path("pin"))
    }

    private func open(_ access: Records.Access = .readWrite) throws -> Records {
        try Records.open(at: path, keys: key, access: access, pins: pins)
    }

    private func register(_ home: HomeID) throws {
        let records = try Records.open(at: path, keys: key)
        let facts = HomeRegistered.with {
            $0.name = "Oak House"
            $0.providerID = "P1"
            $0.kind = .childrensHome
            $0.hostAuthority = "E1"
            $0.policeForce = "F1"
            $0.capacity = 4
        }
        let noon = try RFC3339.parse("2025-05-02T12:00:00Z")
        try records.recordAndWait([
            NewEntry(facts, home: home, occurred: .at(noon), by: .system("setup"))
        ])
        try records.close()
    }

    /// Makes a checkpoint of the log, pins it, and puts the log of before in its place.
    private func rollBack() throws -> SignedCheckpoint {
        try register("SC000001")
        let copy = folder.path("copy")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try register("SC000002")
        let records = try open()
        let origin = try #require(try records.log.origin())
        let signed = try records.makeCheckpointAndWait(signedBy: SignerKey(name: origin))
        try records.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
        return signed
    }

    private func refusal() -> LogProofError? {
        do {
            try open().close()
        } catch { return error as? LogProofError }
        return nil
    }

    private func files() throws -> [String: Data] {
        try folder.files().filter { $0.key.hasPrefix("log/evidence/") && !$0.value.isEmpty }
    }

    /// The evidence holds the pinned checkpoint, is not written again, and the log can be read.
    private func expectEvidence(of mismatch: LogProofError, _ pinned: SignedCheckpoint) throws {
        #expect(refusal() == mismatch)
        let kept = try files()
        let name =
            "log/evidence/\(pinned.checkpoint.size)-"
            + pinned.checkpoint.root.description.prefix(8)
        #expect(kept["\(name)/pinned.checkpoint"] == Data(pinned.bytes))
        let text = String(decoding: kept["\(name)/README.txt"] ?? Data(), as: UTF8.self)
        #expect(text.contains(mismatch.description) && text.contains("--declared-loss"))

        let mark = Data("an investigator's note".utf8)
        try mark.write(to: URL(filePath: folder.path("\(name)/README.txt")))
        #expect(refusal() == mismatch)
        var marked = kept
        marked["\(name)/README.txt"] = mark
        try #expect(files() == marked)

        let records = try open(.readOnly)
        #expect(records.log.pinMismatch == mismatch)
        try #expect(records.log.entry(at: 1).header.kind == Kind.homeRegistered.rawValue)
        try records.close()
        try #expect(files() == marked)
    }

    @Test func `an older copy is kept with the checkpoint that it lacks`() throws {
        let pinned = try rollBack()
        let mismatch = LogProofError.rolledBack(local: 2, pinned: pinned.checkpoint.size)
        try expectEvidence(of: mismatch, pinned)
    }

    @Test func `a log that went on from an older copy is kept as a fork`() throws {
        let pinned = try rollBack()
        for home in ["SC000003", "SC000004", "SC000005"] { try register(HomeID(home)) }
        try expectEvidence(of: .forked(at: pinned.checkpoint.size), pinned)
    }

    @Test func `a fork that signed for itself is kept with its own checkpoint`() throws {
        let pinned = try rollBack()
        for home in ["SC000003", "SC000004", "SC000005"] { try register(HomeID(home)) }
        let records = try Records.open(at: path, keys: key)
        let origin = try #require(try records.log.origin())
        let local = try records.makeCheckpointAndWait(signedBy: SignerKey(name: origin))
        try records.close()
        try expectEvidence(of: .forked(at: pinned.checkpoint.size), pinned)
        let kept = try files().first { $0.key.hasSuffix("/local.checkpoint") }
        #expect(kept?.value == Data(local.bytes))
    }

    @Test func `a log that fits its pin keeps no evidence`() throws {
        try register("SC000001")
        let records = try open()
        let origin = try #require(try records.log.origin())
        try records.makeCheckpointAndWait(signedBy: SignerKey(name: origin))
        try records.close()
        #expect(refusal() == nil)
        #expect(!FileManager.default.fileExists(atPath: evidence))
    }
}
