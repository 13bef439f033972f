import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts

/// After both steps nothing of the words is left in any file, and everything else is.
@Suite struct CompleteErasureTests {
    private let old = MemoryKey()
    private let new = MemoryKey()

    private func complete(
        _ stored: StoredWords, from: (any KeyWrapping)?, to: any KeyWrapping,
        reached: @escaping (LogRewrite.Step) throws -> Void = { _ in }
    ) throws -> [ErasureReceipt] {
        try Records.completeErasure(
            at: stored.path, keys: from, newKeys: to, by: .system("retention"),
            clock: stored.clock.wallClock, mapSizeBytes: 1 << 26, progress: { _ in },
            reached: reached)
    }

    /// Which of some bytes occur in any file.
    private static func found(_ wanted: [[UInt8]], in stored: StoredWords) throws -> [String] {
        var found: [String] = []
        for (name, contents) in try stored.folder.files() {
            for bytes in wanted where contents.range(of: Data(bytes)) != nil {
                found.append("\(name): \(String(decoding: bytes.prefix(20), as: UTF8.self))")
            }
        }
        return found
    }

    private static func leaves(_ records: Records) throws -> [[UInt8]] {
        var leaves: [[UInt8]] = []
        try records.log.scan(0..<Position(.max)) { _, bytes in
            leaves.append((0..<bytes.count).map { bytes[$0] })
            return .next
        }
        return leaves
    }

    @Test func `no byte of the words is left in any file`() throws {
        let stored = try StoredWords(keys: old)
        let secrets = try stored.secrets(old)
        let leaves = try stored.with(old) { try Self.leaves($0) }
        let episodes = try stored.with(old) { try $0.history(of: StoredWords.planted).episodes }
        #expect(secrets.count == 5 + 3)
        // What is looked for can be found as long as it is there.
        #expect(try Set(Self.found(secrets, in: stored)).count >= secrets.count)

        let receipt = try stored.erase(old)
        #expect(receipt.state == .pending)
        #expect((receipt.recordsDestroyed, receipt.keysDestroyed) == (5, 3))
        let receipts = try complete(stored, from: old, to: new)
        #expect(receipts.map(\.id) == [receipt.id])
        guard case .complete(let completion)? = receipts.first?.state else {
            Issue.record("still pending")
            return
        }
        #expect(completion.keyID == new.keyID)

        #expect(try Self.found(secrets, in: stored) == [])
        let spellings = StoredWords.words.flatMap { [UInt8].spellings(of: $0) }
        #expect(try Self.found(spellings, in: stored) == [])
        #expect(try Records.audit(at: stored.path).findings == [])
        try stored.with(new) { records in
            try #expect(Self.leaves(records).prefix(leaves.count) == leaves[...])
            let history = try records.history(of: "#2")
            #expect(history.episodes == episodes)
            #expect(history.entries.allSatisfy { $0.narrative == .erased || $0.narrative == .none })
            let kept = try records.history(of: StoredWords.other).entries.compactMap {
                try $0.words()?.circumstances
            }
            #expect(kept.contains("over the wall"))
        }
    }

    private struct Crash: Error {}

    @Test(arguments: LogRewrite.Step.allCases)
    func `a completion that a crash has ended can be done again`(step: LogRewrite.Step) throws {
        let stored = try StoredWords(keys: old)
        let secrets = try stored.secrets(old)
        try stored.erase(old)
        #expect(throws: Crash.self) {
            _ = try complete(stored, from: old, to: new) { if $0 == step { throw Crash() } }
        }
        // In between, the log opens with the key that is in use.
        let inUse = step == .keysWritten ? old : new
        try stored.with(inUse) { records in
            let state = try records.erasures().first?.state
            #expect((state == .pending) == (step != .recorded))
            _ = try records.history(of: StoredWords.other)
        }
        let receipts = try complete(stored, from: old, to: new)
        #expect(receipts.count == 1)
        #expect(receipts.allSatisfy { $0.state != .pending })
        #expect(try Self.found(secrets, in: stored) == [])
        try stored.with(new) { records in
            let kinds = try records.entryKinds()
            #expect(kinds.count { $0 == .erasureCompleted } == 1)
        }
    }

    @Test func `the key in use is not taken for the retired one`() throws {
        let stored = try StoredWords(keys: old)
        try stored.erase(old)
        #expect(throws: Crash.self) {
            _ = try complete(stored, from: old, to: new) {
                if $0 == .keysInPlace { throw Crash() }
            }
        }
        #expect(throws: ErasureError.keyNotDestroyed(id: old.keyID)) {
            try complete(stored, from: new, to: MemoryKey())
        }
        // The host has destroyed the old key itself.
        #expect(try complete(stored, from: nil, to: new).allSatisfy { $0.state != .pending })
    }

    @Test func `wrong keys change nothing`() throws {
        let stored = try StoredWords(keys: old)
        #expect(throws: ErasureError.nothingPending) {
            try complete(stored, from: old, to: new)
        }
        try stored.erase(old)
        #expect(throws: ErasureError.sameKey(id: old.keyID)) {
            try complete(stored, from: old, to: old)
        }
        for wrong in [MemoryKey(), nil] {
            #expect {
                try complete(stored, from: wrong, to: new)
            } throws: {
                guard case OpenError.wrongKey? = $0 as? OpenError else { return false }
                return true
            }
        }
        try stored.with(old) { try #expect($0.erasures().map(\.state) == [.pending]) }
        _ = try complete(stored, from: old, to: new)
        #expect {
            _ = try stored.open(old)
        } throws: {
            guard case OpenError.wrongKey? = $0 as? OpenError else { return false }
            return true
        }
    }

    @Test func `a log that is open is not rewritten`() throws {
        let stored = try StoredWords(keys: old)
        try stored.erase(old)
        let inUse = OpenError.inUse(path: stored.path)
        try stored.with(old) { records in
            #expect(throws: inUse) { try complete(stored, from: old, to: new) }
            _ = try records.history(of: StoredWords.other)
        }
        // And while it is, nobody opens it.
        _ = try complete(stored, from: old, to: new) { _ in
            #expect(throws: inUse) { try stored.open(old) }
            #expect(throws: inUse) {
                try Records.open(at: stored.path, keys: nil, access: .readOnly)
            }
        }
    }

    @Test func `a key file is overwritten and gone`() throws {
        let folder = try TemporaryFolder()
        let key = try KeyFile.create(at: folder.path("old"))
        let stored = try StoredWords(keys: key)
        try stored.erase(key)
        let next = try KeyFile.create(at: folder.path("new"))
        _ = try complete(stored, from: key, to: next)
        #expect(try folder.files().keys.sorted() == ["new"])
        try key.destroy()
        try stored.with(try KeyFile(contentsOf: folder.path("new"))) { records in
            try #expect(records.erasures().allSatisfy { $0.state != .pending })
        }
    }
}

extension Records {
    /// The kinds of all entries, oldest first.
    func entryKinds() throws -> [Kind] {
        var kinds: [Kind] = []
        try log.scan(0..<Position(.max)) { header, _ in
            kinds.append(Kind(rawValue: header.kind))
            return .next
        }
        return kinds
    }
}
