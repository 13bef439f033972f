import EventLog
import SwiftProtobuf

/// What all children's records depend on, as of a point of knowledge.
///
/// Corrections and withdrawals are applied. Two views with the same entries of this sort have the
/// same setting.
struct Setting: Sendable {
    /// How many entries made it.
    let entryCount: Int
    private(set) var thresholds = Thresholds()
    /// By home number.
    private(set) var homes: [UInt64: Dated<Home>] = [:]
    /// Sectors by provider.
    private var providers: [String: Dated<Sector>] = [:]
    /// Codes of authorities, in order of registration.
    private(set) var authorities: [String] = []
    private(set) var strategies: [Strategy] = []
    private(set) var links = IdentityLinks()
    /// Adopted unit costs, in the order in which they were recorded.
    private(set) var unitCosts: [UnitCost] = []
    /// What is recorded here, and what not.
    private(set) var practices = Practices()
    /// When homes, authorities and providers were registered.
    private(set) var registrations = Registrations()

    /// A home as registered, or changed from a day on.
    struct Home: Hashable, Sendable {
        var name = ""
        var provider = ""
        var hostAuthority = ""
        var policeForce = ""
        var capacity: Int64 = 0
        var kind = HomeKind.unspecified
        var isClosed = false

        /// Whether both say the same, be one of them closed or not.
        func isSame(as other: Home) -> Bool {
            var copy = self
            copy.isClosed = other.isClosed
            return copy == other
        }
    }

    /// A strategy in force for a home.
    struct Strategy: Hashable, Sendable {
        let scope: Scope
        let from: LocalDate
        let review: LocalDate
        let id: EntryID
    }

    /// Tells the setting from the entries that ``SettingIndex`` lists, in log order.
    ///
    /// `homes` finds the number of a home that a correction names, `subjects` the children whose
    /// entries have certain ids.
    init(
        of history: [LogEntry], homes: @escaping CaseRecord.Homes,
        subjects: ([EntryID]) throws -> [Subject]
    ) throws {
        entryCount = history.count
        let entries = try EffectiveEntry.entries(of: history, homes: homes)
        for entry in entries {
            try take(entry, subjects)
            try registrations.take(entry)
        }
        // Homes and providers have days; of one moment the one recorded later counts.
        for entry in entries.sorted(by: { $0.occurrence.at < $1.occurrence.at }) {
            try takeHome(entry)
        }
    }

    private mutating func take(
        _ entry: EffectiveEntry, _ subjects: ([EntryID]) throws -> [Subject]
    ) throws {
        let facts = entry.facts
        switch entry.kind {
        case .recordingPractice:
            practices.declare(try RecordingPractice(serializedBytes: facts), of: entry.scope)
        case .thresholdSet: set(try ThresholdSet(serializedBytes: facts))
        case .unitCostAdopted:
            if let cost = UnitCost(try UnitCostAdopted(serializedBytes: facts)) {
                unitCosts.append(cost)
            }
        case .authorityRegistered:
            let code = try AuthorityRegistered(serializedBytes: facts).code
            if !authorities.contains(code) { authorities.append(code) }
        case .strategyRecorded:
            let strategy = try StrategyRecorded(serializedBytes: facts)
            guard let from = strategy.from, let review = strategy.review else { return }
            strategies.append(
                Strategy(scope: entry.scope, from: from, review: review, id: entry.header.id))
        case .childIdentitiesLinked:
            links.link(try subjects(ChildIdentitiesLinked(serializedBytes: facts).ids))
        case .childIdentitiesUnlinked:
            links.unlink(try subjects(ChildIdentitiesUnlinked(serializedBytes: facts).ids))
        default: break
        }
    }

    private mutating func set(_ facts: ThresholdSet) {
        guard let threshold = Threshold(rawValue: facts.name), let day = facts.validFrom else {
            return
        }
        thresholds.set(threshold, facts.value, from: day)
    }

    private mutating func takeHome(_ entry: EffectiveEntry) throws {
        let (facts, number) = (entry.facts, entry.scope.number)
        let day = London.date(of: entry.occurrence.at)
        switch entry.kind {
        case .providerRegistered:
            let provider = try ProviderRegistered(serializedBytes: facts)
            setSector(provider.sector, of: provider.providerID, from: day)
        case .providerChanged:
            let provider = try ProviderChanged(serializedBytes: facts)
            if provider.hasSector {
                setSector(provider.sector, of: provider.providerID, from: day)
            }
        case .homeRegistered:
            let home = Home(try HomeRegistered(serializedBytes: facts))
            if homes[number] == nil {
                homes[number] = Dated(home, from: day)
            } else {
                homes[number]?.change(from: day) { $0 = home }
            }
        case .homeChanged:
            let change = try HomeChanged(serializedBytes: facts)
            homes[number]?.change(from: day) { $0.take(change) }
        case .homeClosed: homes[number]?.change(from: day) { $0.isClosed = true }
        default: break
        }
    }

    private mutating func setSector(_ sector: Sector, of provider: String, from day: LocalDate) {
        if providers[provider] == nil {
            providers[provider] = Dated(sector, from: day)
        } else {
            providers[provider]?.change(from: day) { $0 = sector }
        }
    }

    /// Nothing registered, the standard thresholds.
    static let none = Setting()

    private init() { entryCount = 0 }

    /// A home as it was on a day; as registered on days before; `nil` when it is not registered.
    func home(_ scope: Scope, on day: LocalDate) -> Home? { homes[scope.number]?.value(on: day) }

    /// The sector of a provider on a day; as registered on days before; `nil` when it is not
    /// registered.
    func sector(ofProvider provider: String, on day: LocalDate) -> Sector? {
        providers[provider]?.value(on: day)
    }

    /// The sector of a home's provider on a day; `nil` when it is not registered.
    func sector(of scope: Scope, on day: LocalDate) -> Sector? {
        home(scope, on: day).flatMap { sector(ofProvider: $0.provider, on: day) }
    }
}

extension Setting.Home {
    /// As it was registered.
    init(_ facts: HomeRegistered) {
        (name, provider, kind) = (facts.name, facts.providerID, facts.kind)
        (hostAuthority, policeForce) = (facts.hostAuthority, facts.policeForce)
        capacity = facts.capacity
    }

    fileprivate mutating func take(_ facts: HomeChanged) {
        if facts.hasName { name = facts.name }
        if facts.hasProviderID { provider = facts.providerID }
        if facts.hasHostAuthority { hostAuthority = facts.hostAuthority }
        if facts.hasPoliceForce { policeForce = facts.policeForce }
        if facts.hasCapacity { capacity = facts.capacity }
        if facts.hasKind { kind = facts.kind }
    }
}

/// Which children are the same child under several ids.
struct IdentityLinks: Hashable, Sendable {
    /// By child: all numbers of the same child in order, its own too; none for most.
    private(set) var groups: [Subject: [Subject]] = [:]

    mutating func link(_ subjects: [Subject]) {
        let all = Set(subjects.flatMap { groups[$0] ?? [$0] }).sorted { $0.number < $1.number }
        guard all.count > 1 else { return }
        for subject in all { groups[subject] = all }
    }

    mutating func unlink(_ subjects: [Subject]) {
        for subject in subjects {
            let rest = (groups[subject] ?? []).filter { $0 != subject }
            groups[subject] = nil
            for other in rest { groups[other] = rest.count > 1 ? rest : nil }
        }
    }

    /// All numbers of a child, its own too, in order.
    func identities(of subject: Subject) -> [Subject] { groups[subject] ?? [subject] }

    /// Whether a child is counted under this number: the lowest of its numbers.
    func isFirst(_ subject: Subject) -> Bool { identities(of: subject).first == subject }
}
