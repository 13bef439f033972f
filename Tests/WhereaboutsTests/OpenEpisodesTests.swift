import EventLog
import SwiftProtobuf
import Testing
import Whereabouts

@Suite struct OpenEpisodesTests {
    private let start = Instant(microseconds: 1_746_212_400_000_000)

    @Test func `an entry without an episode joins the newest open one, else the newest`()
        async throws
    {
        let records = try await registered()
        let first = try await absence(records)
        let second = try await absence(records)
        #expect(try await update(records) == second.position)

        // The older episode ends first: the newer one stays open.
        try await returned(records, from: first.id)
        #expect(try await update(records) == second.position)

        let third = try await absence(records)
        try await returned(records, from: third.id)
        #expect(try await update(records) == second.position)

        // None is open any more: the newest is joined.
        try await returned(records, from: second.id)
        #expect(try await update(records) == third.position)
    }

    private func registered() async throws -> Records {
        let records = try Records.inMemory()
        let birth = try LocalDate(year: 2010, month: 2, day: 3)
        try await records.record(
            HomeRegistered.with {
                $0.name = "Oak House"
                $0.providerID = "P1"
                $0.kind = .childrensHome
                $0.hostAuthority = "E1"
                $0.policeForce = "F1"
                $0.capacity = 4
            }, home: "SC000001", occurred: .at(start), by: .system("setup"))
        try await records.record(
            ChildRegistered.with { $0.responsibleAuthority = "E1" }, child: "C001",
            occurred: .at(start), by: .system("setup"),
            narrative: .with {
                $0.dob = birth
                $0.sex = .f
                $0.ethnicity = .wbri
            })
        return records
    }

    private func absence(_ records: Records) async throws -> RecordReceipt {
        try await records.record(
            AbsenceNoted.with {
                $0.whereaboutsKnown = false
                $0.concerns = true
                $0.expectedPlace = "home"
                $0.lastSeenAt = start
                $0.lastSeenBy = .homeStaff
            }, child: "C001", home: "SC000001", occurred: .at(start), by: .homeStaff("S-7"))
    }

    /// The opening that an update without an episode joins.
    private func update(_ records: Records) async throws -> Position? {
        try await records.record(
            NightlyUpdate.with { $0.contactAttempts = 1 }, child: "C001", occurred: .at(start),
            by: .homeStaff("S-7")
        ).refersTo
    }

    private func returned(_ records: Records, from episode: EntryID) async throws {
        try await records.record(
            ChildReturned.with {
                $0.toHome = "SC000001"
                $0.returnedBy = .police
            }, child: "C001", occurred: .at(start), by: .homeStaff("S-7"), episode: episode)
    }
}
