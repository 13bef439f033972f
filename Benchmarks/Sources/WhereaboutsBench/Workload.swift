import EventLog
import SwiftProtobuf
import Whereabouts

/// Made-up children, homes and absences: the same ones for the same seed.
///
/// One entry in ten is about one of a few children who go missing often, so that some histories
/// have fifty entries; the others are spread evenly.
struct Workload {
    let children: [ChildID]
    let homes: [HomeID]
    let staff: [RecordingActor]
    private let frequent: Int
    private let start: Instant
    private var generator: SplitMix64
    private var steps: [UInt8]

    init(_ settings: Settings) {
        children = (1...settings.children).map { ChildID("C\(1_000_000 + $0)") }
        homes = (1...settings.homes).map { HomeID("SC\(100_000 + $0)") }
        staff = (1...500).map { .homeStaff("S-\($0)") }
        frequent = max(settings.entries / 500, 1)
        start = WallClock.system.now
        generator = SplitMix64(state: settings.seed)
        steps = [UInt8](repeating: 0, count: settings.children)
    }

    /// The entry that registers home number `index`.
    func registration(ofHome index: Int) throws -> NewEntry {
        try NewEntry(
            HomeRegistered.with {
                $0.name = "Home \(index)"
                $0.providerID = "P1"
                $0.kind = .childrensHome
                $0.hostAuthority = "E1"
                $0.policeForce = "F1"
                $0.capacity = 25
            }, home: homes[index], occurred: .at(start), by: staff[index % staff.count])
    }

    /// The entry that registers child number `index`; the date of birth and the id are sealed.
    func registration(ofChild index: Int) throws -> NewEntry {
        let birth = try LocalDate(year: 2009 + index % 8, month: 1 + index % 12, day: 15)
        return try NewEntry(
            ChildRegistered.with { $0.responsibleAuthority = "E1" }, child: children[index],
            occurred: .at(start), by: staff[index % staff.count],
            narrative: .with {
                $0.dob = birth
                $0.sex = .f
                $0.ethnicity = .wbri
            })
    }

    /// The next entry about an absence, without words.
    mutating func next() throws -> NewEntry {
        let draw = generator.next()
        let range = draw % 10 == 0 ? frequent : children.count
        let index = Int(draw >> 8) % min(range, children.count)
        let actor = staff[Int(draw >> 40) % staff.count]
        let occurred = start.adding(seconds: -Int64(draw >> 32 & 0xFFF))
        let step = steps[index]
        steps[index] = (step + 1) % 6
        return try Self.entry(
            step, children[index], homes[index % homes.count], .at(occurred), actor)
    }

    private static func entry(
        _ step: UInt8, _ child: ChildID, _ home: HomeID, _ occurred: Occurrence,
        _ actor: RecordingActor
    ) throws -> NewEntry {
        func entry(_ facts: some Facts) throws -> NewEntry {
            try NewEntry(facts, child: child, home: home, occurred: occurred, by: actor)
        }
        return switch step {
        case 0: try entry(absence(lastSeen: occurred.at.adding(seconds: -900)))
        case 1: try entry(report)
        case 2: try entry(SearchActionTaken.with { $0.action = .calledPhone })
        case 3: try entry(NightlyUpdate.with { $0.contactAttempts = 3 })
        case 4: try entry(found)
        default: try entry(returned(to: home))
        }
    }

    private static func absence(lastSeen: Instant) -> AbsenceNoted {
        .with {
            $0.whereaboutsKnown = false
            $0.concerns = true
            $0.expectedPlace = "home"
            $0.lastSeenAt = lastSeen
            $0.lastSeenBy = .homeStaff
        }
    }

    private static var report: ReportedToPolice {
        .with {
            $0.force = "F1"
            $0.callRef = "INC-20250502-0417"
            $0.reporter = "S-7"
            $0.method = .phone101
        }
    }

    private static var found: ChildFound {
        .with {
            $0.foundBy = .police
            $0.placeClass = .street
            $0.circumstances = .street
        }
    }

    private static func returned(to home: HomeID) -> ChildReturned {
        .with {
            $0.toHome = home.description
            $0.returnedBy = .police
            $0.injuries = false
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
