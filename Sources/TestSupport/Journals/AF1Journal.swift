import EventLog
import Whereabouts

/// The journal behind acceptance fixture AF1: reports to the police in 2011, by location.
///
/// 1,321 reports at 149 locations. The first ten locations have 364 of them: seven private homes
/// 275, one of these 93, and three mental-health units 89. The other 139 share 957, none has as
/// many as the tenth. Private homes have 753 in all. Every report opens an episode without an
/// absence noted and ends with a return in 2011. The children are made up.
public struct AF1Journal: Sendable {
    private var ids: SplitMix64
    private var dice: Dice
    private var entries: [JournalEntry] = []
    private var childCount = 0

    /// Seed of the committed file.
    public static let seed: UInt64 = 2011

    private static let start = Instant(microseconds: 1_293_840_000_000_000)
    private static let minutesOfYear = 365 * 1_440
    private static let otherSectors = ["local-authority", "nhs", "voluntary", "other"]

    /// All entries in the order of their recorded times.
    ///
    /// - Returns: The same entries for the same seed.
    public static func entries(seed: UInt64 = seed) -> [JournalEntry] {
        var journal = AF1Journal(seed: seed)
        journal.write()
        return journal.entries
    }

    private init(seed: UInt64) {
        ids = SplitMix64(seed: seed)
        dice = Dice(seed: seed)
    }

    // MARK: Locations

    private struct Location {
        var reports: Int
        var sector: String
        var kind = "childrens-home"
    }

    /// All locations, those with the most reports first in each of three groups.
    private static var locations: [Location] {
        let homes = [93, 36, 34, 31, 29, 27, 25].map { Location(reports: $0, sector: "private") }
        let units = [32, 30, 27].map {
            Location(reports: $0, sector: "nhs", kind: "mental-health-unit")
        }
        let private_ = shares(of: 478, among: 72).map { Location(reports: $0, sector: "private") }
        let others = shares(of: 479, among: 67).enumerated().map { place, reports in
            Location(reports: reports, sector: otherSectors[place % otherSectors.count])
        }
        return homes + units + private_ + others
    }

    /// Parts `total` so that place p gets about 1 / (p + 12): from some 20 down to some 3.
    private static func shares(of total: Int, among count: Int) -> [Int] {
        let weights = (0..<count).map { 1_000_000 / ($0 + 12) }
        let sum = weights.reduce(0, +)
        var shares = weights.map { total * $0 / sum }
        for place in 0..<(total - shares.reduce(0, +)) { shares[place] += 1 }
        return shares
    }

    // MARK: Entries

    private mutating func write() {
        let locations = Self.locations
        var events: [JournalEntry] = []
        register(locations)
        for (place, location) in locations.enumerated() {
            let children = (location.reports + 3) / 4
            for _ in 0..<children { registerChild() }
            events += episodes(at: place, location.reports, children: children)
        }
        let order = events.indices.sorted {
            (events[$0].recordedAt ?? Self.start, $0) < (events[$1].recordedAt ?? Self.start, $1)
        }
        entries += order.map { events[$0] }
    }

    private mutating func make(_ kind: Kind, at moment: Instant, _ facts: JSONValue) -> JournalEntry
    {
        var entry = JournalEntry(
            kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        entry.recordedAt = moment
        return entry
    }

    private mutating func register(_ locations: [Location]) {
        entries.append(
            make(.policeForceRegistered, at: Self.start, ["code": "PF1", "name": "Force"]))
        entries.append(
            make(.authorityRegistered, at: Self.start, ["code": "LA1", "name": "County"]))
        let sectors = ["private"] + Self.otherSectors
        for sector in sectors {
            entries.append(
                make(
                    .providerRegistered, at: Self.start,
                    [
                        "providerId": .string("P-\(sector)"), "name": .string("All \(sector)"),
                        "sector": .string(sector),
                    ]))
        }
        for (place, location) in locations.enumerated() {
            var entry = make(
                .homeRegistered, at: Self.start,
                [
                    "name": .string("Location \(place + 1)"),
                    "providerId": .string("P-\(location.sector)"), "kind": .string(location.kind),
                    "hostAuthority": "LA1", "policeForce": "PF1", "capacity": 6,
                ])
            entry.home = Self.home(place)
            entries.append(entry)
        }
    }

    private static func home(_ place: Int) -> String {
        GeneratedNames.padded("L", place + 1, width: 3)
    }

    private mutating func registerChild() {
        childCount += 1
        var entry = make(.childRegistered, at: Self.start, ["responsibleAuthority": "LA1"])
        entry.child = Self.child(childCount)
        // Born in 1996 to 2000: 10 to 15 years old in 2011.
        let birth = LocalDate(daysSince1970: 9_500 + dice.below(5 * 365))
        entry.narrative = [
            "dob": .date(birth), "sex": .string(dice.pick(["1", "2"])), "ethnicity": "OOTH",
        ]
        entries.append(entry)
    }

    private static func child(_ number: Int) -> String {
        GeneratedNames.padded("A", number, width: 4)
    }

    /// Spreads a location's reports over the year; its children take turns.
    private mutating func episodes(
        at place: Int, _ reports: Int, children: Int
    ) -> [JournalEntry] {
        let slot = (Self.minutesOfYear - 1_440) / reports
        let firstChild = childCount - children + 1
        return (0..<reports).flatMap { number in
            let reported = Self.start.adding(minutes: 720 + number * slot + dice.below(slot / 2))
            let returned = reported.adding(minutes: dice.draw(45...min(1_800, slot / 2 - 30)))
            var report = make(
                .reportedToPolice, at: reported,
                [
                    "force": "PF1", "callRef": .string("\(place + 1)/\(number + 1)"),
                    "reporter": "staff", "method": "101",
                ])
            (report.home, report.episode) = (Self.home(place), report.id)
            var back = make(
                .childReturned, at: returned,
                ["toHome": .string(Self.home(place)), "returnedBy": "police"])
            back.episode = report.id
            let child = Self.child(firstChild + number % children)
            return [report, back].map { entry in
                var entry = entry
                entry.child = child
                entry.actor = .homeStaff("staff")
                return entry
            }
        }
    }
}
