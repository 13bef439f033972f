import EventLog
import SwiftProtobuf

extension Records {
    /// What happened at one home in a period, as known now.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    public func counts(of home: HomeID, during period: Period) throws -> HomeCounts {
        try asOf(.now).counts(of: home, during: period)
    }

    /// What happened at every home in a period, as known now.
    public func counts(during period: Period) throws -> CountsByHome {
        try asOf(.now).counts(during: period)
    }
}

extension RecordsView {
    /// What happened at one home in a period.
    ///
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, or what reading throws.
    /// - Complexity: Linear in the histories of the children who have entries at the home.
    public func counts(of home: HomeID, during period: Period) throws -> HomeCounts {
        let unknown = RecordError.unknownHome(home, kind: nil)
        let number = try records.log.read { try records.registry.number(of: home, in: $0) }
        guard let number else { throw unknown }
        let scope = Scope(number)
        let entries = try records.log.entries(of: scope, in: logView)
        guard !entries.isEmpty else { throw unknown }
        var subjects: Set<UInt64> = []
        for entry in entries where entry.header.subject != .none {
            subjects.insert(entry.header.subject.number)
        }
        var counts = HomeCounts(home: home, sector: try sectors()[number])
        for subject in subjects.sorted() {
            if let child = try childCounts(Subject(subject), period)[scope] { counts.add(child) }
        }
        return counts
    }

    /// What happened at every home in a period.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in the entries in view.
    public func counts(during period: Period) throws -> CountsByHome {
        let sectors = try sectors()
        var homes: [Scope: HomeCounts] = [:]
        var total = HomeCounts(home: nil, sector: nil)
        for number in 0..<records.log.subjectCount {
            let byHome = try childCounts(Subject(number + 1), period)
            var all = ChildCounts()
            for scope in byHome.keys.sorted(by: { $0.number < $1.number }) {
                guard let child = byHome[scope] else { continue }
                if homes[scope] == nil {
                    homes[scope] = HomeCounts(
                        home: try home(scope), sector: sectors[scope.number])
                }
                homes[scope]?.add(child)
                all.add(child)
            }
            total.add(all)
        }
        return CountsByHome(
            homes: homes.values.filter { !$0.isEmpty }.sorted(by: Self.isBefore), total: total)
    }

    private static func isBefore(_ left: HomeCounts, _ right: HomeCounts) -> Bool {
        if left.policeReports.count != right.policeReports.count {
            return left.policeReports.count > right.policeReports.count
        }
        return Array((left.home?.text ?? "").utf8)
            .lexicographicallyPrecedes(Array((right.home?.text ?? "").utf8))
    }

    private func home(_ scope: Scope) throws -> HomeID? {
        try records.log.read { try EntryResolver(records, $0).home(scope) }
    }

    /// One child's counts, by the home from which the child went.
    private func childCounts(
        _ subject: Subject, _ period: Period
    ) throws -> [Scope: ChildCounts] {
        let history = try records.log.history(of: subject, in: logView)
        let ids = Dictionary(
            uniqueKeysWithValues: history.lazy.map { ($0.header.position, $0.header.id) })
        var counts: [Scope: ChildCounts] = [:]
        for episode in try episodes(in: history) {
            let made = zip(episode.policeReports, episode.policeReportTimes)
                .filter { period.contains($0.1.at) }.compactMap { ids[$0.0] }
            counts[episode.scope, default: ChildCounts()].add(episode, period, reports: made)
        }
        return counts
    }

    /// The sector of every home's provider, by home number, as registered last.
    private func sectors() throws -> [UInt64: Sector] {
        var providers: [String: Sector] = [:]
        var owners: [UInt64: String] = [:]
        try forEachRegistration { entry in
            let (scope, bytes) = (entry.header.scope.number, Array(entry.facts))
            switch Kind(rawValue: entry.header.kind) {
            case .providerRegistered:
                let facts = try ProviderRegistered(serializedBytes: bytes)
                providers[facts.providerID] = facts.sector
            case .providerChanged:
                let facts = try ProviderChanged(serializedBytes: bytes)
                if facts.hasSector { providers[facts.providerID] = facts.sector }
            case .homeRegistered:
                owners[scope] = try HomeRegistered(serializedBytes: bytes).providerID
            case .homeChanged:
                let facts = try HomeChanged(serializedBytes: bytes)
                if facts.hasProviderID { owners[scope] = facts.providerID }
            default: break
            }
        }
        return owners.compactMapValues { providers[$0] }
    }

    /// Visits the registrations of homes and providers.
    private func forEachRegistration(_ body: (LogEntry) throws -> Void) throws {
        let kinds = [
            Kind.providerRegistered, .providerChanged, .homeRegistered, .homeChanged,
        ].map(\.rawValue)
        try records.log.scan(0..<Position(size)) { header, bytes in
            guard kinds.contains(header.kind) else { return .next }
            guard let entry = LogEntry(copying: bytes) else {
                throw ReadError.corrupt(position: header.position)
            }
            try body(entry)
            return .next
        }
    }
}
