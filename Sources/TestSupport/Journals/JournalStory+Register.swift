import EventLog
import Whereabouts

/// A child of an acceptance journal: in care at a home, or, without one, living with the family.
struct StoryChild {
    var id: String
    var home: String?
    var authority = "LA1"
    var birth: JSONValue
    var sex: JSONValue = "F"
    var isUnaccompanied = false

    init(_ id: String, at home: String? = nil, of authority: String = "LA1", born birth: JSONValue)
    {
        (self.id, self.home, self.authority, self.birth) = (id, home, authority, birth)
    }

    /// One of many; the number makes out birth and sex: 10 to 15 years old in 2025.
    init(
        _ prefix: String, _ number: Int, at home: String? = nil, of authority: String = "LA1"
    ) {
        self.init(
            GeneratedNames.padded(prefix, number, width: 3), at: home, of: authority,
            born: .date(LocalDate(daysSince1970: 14_700 + number * 37 % 1_460)))
        sex = number % 2 == 0 ? "F" : "M"
    }
}

/// A home of an acceptance journal and the authority in whose area it lies.
struct StoryHome {
    var id: String
    var authority = "LA1"
    var capacity: Int64 = 6
}

extension JournalStory {
    static let office = RecordingActor.system("office")
    private static let registered = "2024-06-03T07:00:00Z"
    private static let midnight = "2024-06-02T23:00:00Z"

    /// A story whose force, provider, authorities and homes were registered on 3 June 2024.
    init(seed: UInt64, homes: [StoryHome], authorities: [String] = ["LA1"]) {
        self.init(seed: seed, from: Self.registered)
        add(
            .policeForceRegistered, Self.registered, ["code": "PF1", "name": "Force"],
            by: Self.office)
        add(
            .providerRegistered, Self.registered,
            ["providerId": "P1", "name": "Provider", "sector": "private"], by: Self.office)
        for authority in authorities {
            add(
                .authorityRegistered, Self.registered,
                ["code": .string(authority), "name": .string("Authority \(authority)")],
                by: Self.office)
        }
        for home in homes { register(home) }
        endRegister()
    }

    private mutating func register(_ home: StoryHome) {
        add(
            .homeRegistered, Self.registered,
            [
                "name": .string("House \(home.id)"), "providerId": "P1", "kind": "childrens-home",
                "hostAuthority": .string(home.authority), "policeForce": "PF1",
                "capacity": .integer(home.capacity),
            ], by: Self.office, home: home.id)
    }

    /// Begins the strand of `child`, in care and placed since 3 June 2024 if it has a home.
    mutating func begin(_ child: StoryChild) {
        begin(child, registeredAt: Self.registered)
        guard child.home != nil else { return }
        enterCare(child, at: .at(Self.midnight), precision: "date")
    }

    /// Begins the strand of `child`, taken into care and placed at `moment`.
    mutating func begin(_ child: StoryChild, admittedAt moment: String) {
        begin(child, registeredAt: moment)
        enterCare(child, at: .at(moment))
    }

    private mutating func begin(_ child: StoryChild, registeredAt moment: String) {
        beginStrand(of: child.id)
        var facts = [
            JSONMember("responsibleAuthority", .string(child.authority)),
            JSONMember("uasc", .bool(child.isUnaccompanied)),
        ]
        if child.home != nil {
            facts.append(JSONMember("legalStatus", child.isUnaccompanied ? "V2" : "C2"))
        }
        var words = [
            JSONMember("dob", child.birth), JSONMember("sex", child.sex),
            JSONMember("ethnicity", "OOTH"),
        ]
        if child.isUnaccompanied {
            words.append(JSONMember("restrictionBasis", "asylum claim not decided"))
        }
        add(.childRegistered, moment, .object(facts), by: Self.office, words: .object(words))
    }

    private mutating func enterCare(
        _ child: StoryChild, at moment: Instant, precision: String? = nil
    ) {
        add(
            .careStarted, at: moment, ["decom": .date(London.date(of: moment))], by: Self.office,
            precision: precision)
        add(
            .placementStarted, at: moment,
            [
                "placementId": .string("PL-\(child.id)"), "placeProvider": "PR4",
                "from": .time(moment), "place": "K2",
            ], by: Self.office, home: child.home, precision: precision)
    }
}
