import EventLog
import Foundation
import SwiftProtobuf
import Testing
import Whereabouts

@Test func `a recorded absence is in the child's history`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = MemoryKey()
    let records = try Records.open(at: folder.path, keys: key)
    let noticed = try RFC3339.parse("2025-05-02T20:00:00+01:00")
    try await records.record(
        HomeRegistered.with {
            $0.name = "Oak House"
            $0.providerID = "P1"
            $0.kind = .childrensHome
            $0.hostAuthority = "E1"
            $0.policeForce = "F1"
            $0.capacity = 4
        }, home: "SC000001", occurred: .at(noticed), by: .system("setup"))
    try await records.record(
        ChildRegistered.with { $0.responsibleAuthority = "E1" }, child: "C001",
        occurred: .at(noticed), by: .system("setup"),
        narrative: .with {
            $0.dob = try? LocalDate(year: 2010, month: 2, day: 3)
            $0.sex = .f
            $0.ethnicity = .wbri
        })
    let receipt = try await records.record(
        AbsenceNoted.with {
            $0.whereaboutsKnown = false
            $0.concerns = true
            $0.expectedPlace = "home"
            $0.lastSeenAt = noticed
            $0.lastSeenBy = .homeStaff
        }, child: "C001", home: "SC000001", occurred: .at(noticed), by: .homeStaff("S-7"),
        narrative: .with { $0.circumstances = "left by the garden door" })
    #expect(receipt.position == 3)
    #expect(receipt.refersTo == 3)
    let found = try await records.record(
        ChildFound.with {
            $0.foundBy = .police
            $0.placeClass = .street
            $0.circumstances = .street
        }, child: "C001", occurred: .at(noticed.adding(seconds: 3600)), by: .homeStaff("S-7"))
    #expect(found.refersTo == 3)
    try records.close()
}
