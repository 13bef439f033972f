import EventLog
import TestSupport
import Testing
import Whereabouts

/// Corrections and withdrawals count at the home of what they are about, withdrawn or not.
@Suite struct WithdrawnFigureTests {
    private let noticed = "2025-05-02T20:00:00Z"
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    /// The corrections of the year at a home, alone and among all, which must agree.
    private func corrections(
        _ tale: Tale, _ home: String = Tale.home, location: SourceLocation = #_sourceLocation
    ) throws -> [EntryID] {
        let view = try tale.records.asOf(.now)
        let all = try view.summaries(during: .year(2025))
        let among = all.homes.first { $0.counts.home == HomeID(home) }?.corrections ?? []
        let alone = try view.summary(of: HomeID(home), during: .year(2025)).corrections
        #expect(alone == among, sourceLocation: location)
        #expect(
            all.homes.filter { $0.counts.home == nil }.flatMap(\.corrections) == [],
            sourceLocation: location)
        return among
    }

    @Test func `a withdrawn opening counts at its home`() throws {
        let tale = try Tale()
        let absence = try tale.absence(noticed)
        let withdrawal = try tale.withdraw(absence, office)
        #expect(try corrections(tale) == [withdrawal.id])
        let reinstated = try tale.reinstate(absence, later)
        #expect(try corrections(tale) == [withdrawal.id, reinstated.id])
    }

    @Test func `an opening without a home counts where the child was placed`() throws {
        let tale = try Tale()
        let report = try tale.add(
            .reportedToPolice, noticed,
            ["force": "PF1", "callRef": "CAD", "reporter": "S-1", "method": "101"])
        let withdrawal = try tale.withdraw(report, office)
        #expect(try corrections(tale) == [withdrawal.id])
    }

    @Test func `what is withdrawn or corrected in a withdrawn episode counts at its home`() throws {
        let tale = try Tale()
        let absence = try tale.absence(noticed)
        let update = try tale.add(.nightlyUpdate, noticed, ["contactAttempts": 1])
        let corrected = try tale.correct(update, office, "facts.contactAttempts", to: 2)
        let first = try tale.withdraw(update, office)
        #expect(try corrections(tale) == [corrected.id, first.id])
        let second = try tale.withdraw(absence, later)
        let third = try tale.withdraw(corrected, later)
        #expect(try corrections(tale) == [first.id, second.id, third.id])
    }

    @Test func `an opening corrected to another home and then withdrawn counts there`() throws {
        let tale = try Tale()
        let absence = try tale.absence(noticed)
        let corrected = try tale.correct(absence, office, "home", to: .string(Tale.otherHome))
        let withdrawal = try tale.withdraw(absence, later)
        #expect(try corrections(tale, Tale.otherHome) == [corrected.id, withdrawal.id])
        #expect(try corrections(tale) == [])
    }
}
