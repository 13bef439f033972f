import EventLog
import Whereabouts

/// Children in care over four collection years, from 1 April 2022 to 31 March 2026, with all that
/// makes rows of the national return hard: moves while missing, changes of legal status, care that
/// ends, 18th birthdays, two absences on one day, some that overlap, and corrections; moves to
/// another authority, stays inside others, children under two ids, two entries of one minute that
/// were recorded the other way round, and twins who go together.
public struct CareYears {
    var dice: Dice
    var ids: SplitMix64
    var entries: [JournalEntry] = []
    var child = ""

    static let homes = (1...12).map { "SC90\(1000 + $0)" }
    static let first = LocalDate(trusted: "2022-03-01")
    static let last = LocalDate(trusted: "2026-03-31")

    /// The entries of a seed, in the order in which they were recorded; the last one is recorded
    /// after the last year.
    public static func entries(seed: UInt64, children: Int) -> [JournalEntry] {
        var years = CareYears(dice: Dice(seed: seed), ids: SplitMix64(seed: seed &+ 1))
        years.register()
        for number in 1...children {
            years.child = "C\(100_000 + number)"
            let first = years.entries.count
            years.live()
            if years.dice.happens(5) { years.addSecondID() }
            if years.dice.happens(3) { years.addTwin(of: years.entries[first...]) }
        }
        let order = years.entries.indices.sorted {
            (years.entries[$0].recordedAt?.microseconds ?? 0, $0)
                < (years.entries[$1].recordedAt?.microseconds ?? 0, $1)
        }
        return order.map { years.entries[$0] }
    }

    private init(dice: Dice, ids: SplitMix64) { (self.dice, self.ids) = (dice, ids) }

    @discardableResult
    mutating func add(
        _ kind: Kind, at moment: Instant, _ facts: JSONValue, home: String? = nil,
        words: JSONValue? = nil, episode: EntryID? = nil, refersTo: EntryID? = nil,
        isAboutChild: Bool = true
    ) -> JournalEntry {
        var entry = JournalEntry(kind, id: EntryID.make(at: moment, using: &ids), at: moment, facts)
        entry.recordedAt = moment.adding(minutes: 5)
        entry.child = isAboutChild ? child : nil
        (entry.home, entry.narrative) = (home, words)
        (entry.episode, entry.refersTo) = (episode, refersTo)
        if kind == .absenceNoted { entry.episode = entry.id }
        entries.append(entry)
        return entry
    }

    /// A moment on a day, in the clock's own time of England.
    mutating func moment(on day: LocalDate) -> Instant {
        London.midnight(of: day).adding(minutes: dice.below(23 * 60))
    }

    private mutating func register() {
        let start = London.midnight(of: Self.first.adding(days: -30))
        for code in ["LA1", "LA2"] {
            add(
                .authorityRegistered, at: start, ["code": .string(code), "name": "Authority"],
                isAboutChild: false)
        }
        for home in Self.homes {
            add(
                .homeRegistered, at: start,
                [
                    "name": .string("House \(home)"), "providerId": "P1",
                    "kind": .string(dice.happens(80) ? "childrens-home" : "secure"),
                    "hostAuthority": "LA1", "policeForce": "PF1", "capacity": 6,
                ], home: home, isAboutChild: false)
        }
    }
}

extension LocalDate {
    /// A day that a story names; one that cannot be read would be a mistake of its author.
    init(trusted text: String) {
        guard let day = try? LocalDate(iso: text) else { preconditionFailure(text) }
        self = day
    }
}
