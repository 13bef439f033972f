import EventLog
import Foundation
import Testing
import Whereabouts

// README.md shows what stands between the two lines of dashes, to the letter.
// --------
func recordAnAbsence(in folder: String, key: KeyFile) async throws -> History {
    let records = try Records.open(at: folder, keys: key)
    let now = Occurrence.at(Instant(Date()))
    try await records.record(
        HomeRegistered.with {
            ($0.name, $0.providerID, $0.kind, $0.capacity) = ("Oak House", "P1", .childrensHome, 4)
            ($0.hostAuthority, $0.policeForce) = ("E09000001", "43")
        }, home: "SC000001", occurred: now, by: .system("setup"))
    try await records.record(
        ChildRegistered.with { $0.responsibleAuthority = "E09000001" }, child: "C001",
        occurred: now, by: .system("setup"),
        narrative: try .with {
            ($0.dob, $0.sex, $0.ethnicity) = (try LocalDate(iso: "2011-03-04"), .f, .wbri)
        })
    try await records.record(
        AbsenceNoted.with {
            ($0.whereaboutsKnown, $0.concerns, $0.expectedPlace) = (false, true, "school")
            ($0.lastSeenAt, $0.lastSeenBy) = (now.at, .homeStaff)
        }, child: "C001", home: "SC000001", occurred: now, by: .homeStaff("S-7"),
        narrative: .with { $0.circumstances = "did not come back from school" })
    return try records.history(of: "C001")
}
// --------

@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the README's example records an absence`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = try KeyFile.create(at: folder.appending(path: "key").path)
        let history = try await recordAnAbsence(
            in: folder.appending(path: "log").path, key: key)
        #expect(history.episodes.count == 1)
        #expect(history.episodes.first?.segments.map(\.segmentClass) == [.missing])
        #expect(try history.entries.last?.words()?.circumstances == "did not come back from school")
    }

    @Test func `the README shows the example that is tested`() throws {
        let readme = try String(
            contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let parts = source.components(separatedBy: "// --------\n")
        try #require(parts.count >= 3)
        #expect(readme.contains(parts[1]))
    }
}
