import TestSupport
import Testing
import Whereabouts

/// Corrections that change under which home an entry is filed.
@Suite struct MovedHomeTests {
    @Test func `an absence that a correction moves counts at the other home`() throws {
        let tale = try Tale()
        let absence = try tale.absence("2025-05-02T20:00:00Z")
        try tale.correct(absence, "2025-05-03T08:00:00Z", "home", to: .string(Tale.otherHome))
        let (from, to) = (HomeID(Tale.home), HomeID(Tale.otherHome))
        #expect(try tale.records.counts(of: from, during: .year(2025)).absences == [])
        #expect(try tale.records.counts(of: to, during: .year(2025)).absences == [absence.id])
    }
}
