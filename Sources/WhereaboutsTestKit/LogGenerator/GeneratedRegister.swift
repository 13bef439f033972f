import EventLog
import Whereabouts

/// The entries with which a generated log begins: who is there and where.
struct GeneratedRegister {
    private let options: LogGenerator.Options
    private var nextNumber = 0
    private let providers: Int

    static let forces = 2
    static let authorities = 3
    static let actor = RecordingActor.system("register")
    private static let start = Instant(microseconds: 1_735_718_400_000_000)
    private static let sectors = [
        "private", "local-authority", "private", "voluntary", "private", "nhs", "private",
    ]

    init(_ options: LogGenerator.Options) {
        self.options = options
        providers = (options.homes + 3) / 4
    }

    /// How many entries it has.
    static func count(_ options: LogGenerator.Options) -> Int {
        forces + authorities + (options.homes + 3) / 4 + options.homes + 3 * options.children
    }

    /// When the last one was recorded, at the earliest a day after the first.
    var end: Instant {
        max(recordedAt(Self.count(options)), Self.start.adding(seconds: 86_400))
    }

    mutating func next() -> JournalEntry? {
        guard nextNumber < Self.count(options) else { return nil }
        defer { nextNumber += 1 }
        var entry = entry(nextNumber)
        entry.recordedAt = recordedAt(nextNumber)
        return entry
    }

    private func recordedAt(_ number: Int) -> Instant {
        Instant(microseconds: Self.start.microseconds + Int64(number) * 100_000)
    }

    private func entry(_ number: Int) -> JournalEntry {
        var rest = number
        func isOf(_ count: Int) -> Bool {
            if rest < count { return true }
            rest -= count
            return false
        }
        if isOf(Self.forces) { return force(rest, number) }
        if isOf(Self.authorities) { return authority(rest, number) }
        if isOf(providers) { return provider(rest, number) }
        if isOf(options.homes) { return home(rest, number) }
        return child(rest / 3, step: rest % 3, number)
    }

    private func make(_ kind: Kind, _ number: Int, _ facts: JSONValue) -> JournalEntry {
        var generator = SplitMix64(seed: options.seed ^ UInt64(number) &* 0xA24B_AED4_963E_E407)
        let moment = Self.start
        var entry = JournalEntry(
            kind, id: EntryID.make(at: recordedAt(number), using: &generator), at: moment, facts)
        entry.actor = Self.actor
        return entry
    }

    private func force(_ place: Int, _ number: Int) -> JournalEntry {
        make(
            .policeForceRegistered, number,
            ["code": .string("PF\(place + 1)"), "name": .string("Force \(place + 1)")])
    }

    private func authority(_ place: Int, _ number: Int) -> JournalEntry {
        make(
            .authorityRegistered, number,
            ["code": .string("LA\(place + 1)"), "name": .string("Authority \(place + 1)")])
    }

    private func provider(_ place: Int, _ number: Int) -> JournalEntry {
        make(
            .providerRegistered, number,
            [
                "providerId": .string("PR-\(place + 1)"), "name": .string("Provider \(place + 1)"),
                "sector": .string(Self.sectors[place % Self.sectors.count]),
            ])
    }

    private func home(_ place: Int, _ number: Int) -> JournalEntry {
        var entry = make(
            .homeRegistered, number,
            [
                "name": .string("House \(place + 1)"),
                "providerId": .string("PR-\(place % providers + 1)"),
                "kind": place % 11 == 10 ? "mental-health-unit" : "childrens-home",
                "hostAuthority": .string("LA\(place % Self.authorities + 1)"),
                "policeForce": .string("PF\(place % Self.forces + 1)"),
                "capacity": .integer(Int64(3 + place % 6)),
            ])
        entry.home = GeneratedNames.home(place)
        return entry
    }

    private func child(_ place: Int, step: Int, _ number: Int) -> JournalEntry {
        let child = GeneratedChild(options, place)
        var entry =
            switch step {
            case 0: registration(of: child, number)
            case 1: make(.careStarted, number, ["decom": "2025-01-01"])
            default: placement(of: child, number)
            }
        entry.child = child.id
        return entry
    }

    private func registration(of child: GeneratedChild, _ number: Int) -> JournalEntry {
        var entry = make(
            .childRegistered, number,
            ["responsibleAuthority": .string(child.authority), "uasc": .bool(child.isUASC)])
        entry.narrative = [
            "dob": .date(child.birth), "sex": .string(child.sex),
            "ethnicity": .string(child.ethnicity),
        ]
        return entry
    }

    private func placement(of child: GeneratedChild, _ number: Int) -> JournalEntry {
        let midnight = Instant(microseconds: 1_735_689_600_000_000)
        var entry = make(
            .placementStarted, number,
            [
                "placementId": .string("PL-\(number)"), "placeProvider": "PR4",
                "from": .time(midnight), "place": "K2",
            ])
        entry.occurredAt = midnight
        entry.precision = "date"
        entry.home = GeneratedNames.home(child.home)
        return entry
    }
}

/// A child that follows from the seed and its number alone: nothing has to be kept.
struct GeneratedChild {
    let id: String
    let birth: LocalDate
    let sex: String
    let ethnicity: String
    let authority: String
    let isUASC: Bool
    /// The number of the first home.
    let home: Int

    init(_ options: LogGenerator.Options, _ place: Int) {
        var dice = Dice(seed: options.seed &+ UInt64(place) &* 0xD6E8_FEB8_6659_FD93)
        id = GeneratedNames.padded("C", place + 1, width: 6)
        // From 2010 to 2015: 9 to 14 years old in 2025.
        birth = LocalDate(daysSince1970: 14_610 + dice.below(6 * 365))
        sex = dice.pick(["F", "M", "M"])
        ethnicity = dice.pick(["WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "BAFR", "APKN", "OOTH"])
        authority = "LA\(dice.below(GeneratedRegister.authorities) + 1)"
        isUASC = dice.below(12) == 0
        home = dice.rank(of: options.homes)
    }
}

/// Ids in a generated log.
package enum GeneratedNames {
    package static func home(_ place: Int) -> String { padded("SC", place + 1, width: 6) }

    package static func padded(_ prefix: String, _ number: Int, width: Int) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
