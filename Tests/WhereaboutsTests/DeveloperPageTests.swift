import EventLog
import Foundation
import Merkle
import Testing
import Whereabouts

// ForDevelopers.md shows what stands between two lines of dashes, to the letter.
// --------
func openPinned(_ folder: String, pin: String, key: KeyFile) throws -> Records {
    // Refuses an older or another copy of the log: LogProofError.rolledBack, .forked.
    try Records.open(at: folder, keys: key, pins: PinFile(pin))
}

func signDaily(_ records: Records, signingKey: String) async throws -> SignedCheckpoint {
    try await records.makeCheckpoint(signedBy: try SigningKeyFile.read(signingKey))
}

func proveHistory(of child: ChildID, _ records: Records) throws -> String {
    try records.proof(ofHistoryOf: child).text
}

func isProved(_ file: [UInt8], policy: String) throws -> Bool {
    try HistoryProof(parsing: file).verify(policy: try TrustPolicy(parsing: policy)).isVerified
}

func openWords(of entry: LogEntry, _ records: Records) throws -> String? {
    try records.opening(of: entry.header.position)?.text
}

func eraseWords(of child: ChildID, _ records: Records) async throws -> ErasureReceipt {
    try await records.erase(
        child: child, classes: [.narrative, .identity], reason: "request granted",
        legalBasis: "UK GDPR Article 17", by: .registeredManager("M-1"), at: Instant(Date()))
}
// --------

@Suite struct DeveloperPageTests {
    private static let page = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Whereabouts/Documentation.docc/ForDevelopers.md")

    @Test func `the page's examples sign, prove, erase and notice an older copy`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path }
        let key = try KeyFile.create(at: path("key"))
        let records = try openPinned(path("log"), pin: path("pin"), key: key)
        try await records.record(
            ChildRegistered.with { $0.responsibleAuthority = "E09000001" }, child: "C001",
            occurred: .at(Instant(Date())), by: .system("setup"),
            narrative: try .with {
                ($0.dob, $0.sex, $0.ethnicity) = (try LocalDate(iso: "2011-03-04"), .f, .wbri)
            })
        let origin = try #require(try records.log.origin())
        let signer = try SigningKeyFile.create(at: path("signer"), name: origin)
        try backUp(records, to: path("older"))
        let signed = try await signDaily(records, signingKey: path("signer"))
        let proof = Array(try proveHistory(of: "C001", records).utf8)
        let entry = try records.log.entry(at: 1)
        let opening = try #require(try openWords(of: entry, records))
        let receipt = try await eraseWords(of: "C001", records)
        try records.close()

        #expect(signed.checkpoint.size == 4)
        #expect(
            try isProved(proof, policy: "log \(signer.verifierKey)\nquorum none\n"))
        #expect(EntryOpening(text: opening)?.check(against: entry.bytes) == .opens)
        #expect(receipt.state == .pending)
        #expect(throws: LogProofError.rolledBack(local: 2, pinned: 4)) {
            try openPinned(path("older"), pin: path("pin"), key: key)
        }
    }

    private func backUp(_ records: Records, to folder: String) throws {
        try records.backup(to: folder)
    }

    @Test func `the page shows the examples that are tested`() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let parts = try String(contentsOfFile: #filePath, encoding: .utf8)
            .components(separatedBy: "// --------\n")
        try #require(parts.count >= 3)
        #expect(page.contains(parts[1]))
    }
}
