public import EventLog

/// Children by how many missing incidents each had in a period, as authorities publish it.
public struct IncidentBands: Hashable, Sendable {
    /// From where children went.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        /// From a home, once at least.
        case inCare
        /// Never from a home on record.
        case fromHome
    }

    /// Numbers of incidents that are told together.
    public struct Band: Hashable, Sendable {
        /// The fewest incidents.
        public let least: Int
        /// The most; `nil` for any number.
        public let most: Int?

        /// Such as `1`, `6-10` or `>100`.
        public var label: String {
            guard let most else { return ">\(least - 1)" }
            return most == least ? "\(least)" : "\(least)-\(most)"
        }
    }

    /// The children of one band and origin.
    public struct Cell: Hashable, Sendable {
        /// How many children.
        public internal(set) var children = 0
        /// Openings of their episodes, one an incident.
        public internal(set) var incidents: [EntryID] = []
    }

    /// The bands of the table: 1, 2, 3, 4, 5, 6-10, 11-20, 21-50, 51-100, >100.
    public static let bands: [Band] =
        (1...5).map { Band(least: $0, most: $0) }
        + [(6, 10), (11, 20), (21, 50), (51, 100)].map { Band(least: $0.0, most: $0.1) }
        + [Band(least: 101, most: nil)]

    /// By origin, then by band.
    private var cells = Origin.allCases.map { _ in bands.map { _ in Cell() } }

    package init() {}

    /// The children of an origin, band by band.
    public subscript(origin: Origin) -> [Cell] {
        cells[Origin.allCases.firstIndex(of: origin) ?? 0]
    }

    /// All children of an origin.
    public func children(_ origin: Origin) -> Int { self[origin].reduce(0) { $0 + $1.children } }

    /// Adds one child's absences; without an incident in the period nothing changes.
    package mutating func add(_ episodes: [Episode], in moments: Range<Instant>) {
        var incidents: [EntryID] = []
        var origin = Origin.fromHome
        for episode in episodes {
            for segment in episode.segments
            where segment.segmentClass == .missing && moments.contains(segment.start.at) {
                incidents.append(episode.id)
                if episode.scope != .none { origin = .inCare }
            }
        }
        let place = Self.bands.lastIndex { $0.least <= incidents.count }
        guard let place, let row = Origin.allCases.firstIndex(of: origin) else { return }
        cells[row][place].children += 1
        cells[row][place].incidents += incidents
    }
}

extension RecordsView {
    /// Children by how many missing incidents each had that started in a period.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in what is new since the last question, and in the episodes.
    public func incidentBands(during period: Period) throws -> IncidentBands {
        let (setting, moments) = (try setting(), period.moments)
        var bands = IncidentBands()
        for folded in try foldedCases(setting) { bands.add(folded.record.episodes, in: moments) }
        return bands
    }
}
