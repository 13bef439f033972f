import EventLog
import Foundation
import Merkle
import SwiftProtobuf
import TestSupport
import Testing
import Whereabouts

/// A log that is begun in the place of a lost one says so in its first entry.
@Suite struct ContinuationTests {
    private let folder: TemporaryFolder
    private let key = MemoryKey()

    init() throws { folder = try TemporaryFolder() }

    private func lastCheckpoint() throws -> SignedCheckpoint {
        let signer = try SignerKey(name: "whereabouts/lost")
        let checkpoint = try Checkpoint(origin: signer.name, size: 41, root: .leaf([1]))
        return try SignedCheckpoint(checkpoint, signedBy: signer)
    }

    private func first(of records: Records) throws -> LogCreated {
        let entry = try records.log.entry(at: 0)
        return try LogCreated(serializedBytes: Array(entry.facts))
    }

    @Test func `the first entry holds the lost log's checkpoint and the declared loss`() throws {
        let last = try lastCheckpoint()
        let path = folder.path("new")
        let loss = Continuation(of: last, declaredLoss: "9 entries, the disk failed")
        let records = try Records.open(at: path, keys: key, continuing: loss)
        // It is stored at once: nobody can forget it.
        try #expect(records.log.size == 1)
        let created = try first(of: records)
        let bytes = try #require(Data(base64Encoded: created.continues))
        #expect(try SignedCheckpoint(parsing: Array(bytes)) == last)
        #expect(created.declaredLoss == "9 entries, the disk failed")
        try #expect(created.origin == records.log.origin())
        #expect(created.origin != last.checkpoint.origin)
        try records.close()
        let again = try Records.open(at: path, keys: key)
        try #expect(first(of: again) == created)
        try again.close()
    }

    @Test func `a log that has begun continues no other one`() throws {
        let path = folder.path("old")
        let scenario = try Scenario { try Records.open(at: path, keys: key, clock: $0) }
        try scenario.given(home: "SC000001").records.close()
        let loss = Continuation(of: try lastCheckpoint(), declaredLoss: "none")
        #expect(throws: ContinuationError.notEmpty) {
            try Records.open(at: path, keys: key, continuing: loss)
        }
    }

    @Test func `a new log of nobody's loss declares none`() throws {
        let records = try Records.open(at: folder.path("plain"), keys: key)
        try records.log.begin()
        let created = try first(of: records)
        #expect(!created.hasContinues && !created.hasDeclaredLoss)
        try records.close()
    }
}
