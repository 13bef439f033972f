import EventLog
import Whereabouts

/// How many children had incidents of one class, and how many incidents, in one stretch of time.
struct ClassTally: Hashable, Sendable {
    private(set) var children = 0
    private(set) var incidents = 0
    private(set) var childrenMoreThanOnce = 0
    /// Openings of the episodes, one an incident.
    private(set) var ids: [EntryID] = []

    /// Adds one child's incidents.
    mutating func add(_ ids: [EntryID]) {
        guard !ids.isEmpty else { return }
        children += 1
        incidents += ids.count
        childrenMoreThanOnce += ids.count > 1 ? 1 : 0
        self.ids += ids
    }

    /// Incidents for each child who had one.
    var average: Rate { Rate(incidents, of: children) }
}

extension [Episode] {
    /// Openings of the episodes with a segment of a class that starts within moments, one a segment.
    func incidents(_ segmentClass: Episode.Class, in moments: Range<Instant>) -> [EntryID] {
        var ids: [EntryID] = []
        for episode in self {
            for segment in episode.segments
            where segment.segmentClass == segmentClass && moments.contains(segment.start.at) {
                ids.append(episode.id)
            }
        }
        return ids
    }
}

/// Bands of whole numbers, such as days or years, as tables have them: data, not code.
struct Bands: Hashable, Sendable {
    /// The first number of each band.
    private let starts: [Int]
    let labels: [String]

    init(_ bands: [(from: Int, label: String)]) {
        (starts, labels) = (bands.map(\.from), bands.map(\.label))
    }

    /// The place of the band of a number; `nil` below the first.
    func place(of number: Int) -> Int? { starts.lastIndex { $0 <= number } }
}

/// Counts under codes of a list, in the order of the list.
struct CodeTally: Sendable {
    private var counts: [Int: Int] = [:]
    private let list: CodeList

    init(_ list: CodeList) { self.list = list }

    mutating func add(_ number: Int?) {
        if let number, list.code(number) != nil { counts[number, default: 0] += 1 }
    }

    mutating func add<Code>(_ codes: CodeSet<Code>) {
        for number in 1...list.codes.count {
            if let code = Code(rawValue: number), codes.contains(code) { add(number) }
        }
    }

    /// The codes that were counted, the most frequent first, then in the order of the list.
    var sorted: [(code: String, count: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .compactMap { number, count in list.code(number).map { ($0, count) } }
    }

    /// The places of the counts in a table of them.
    func places(_ table: String) -> [String] { sorted.map { "\(table).\($0.code).count" } }

    /// A table of them, drawn as bars.
    func table(_ name: String, _ title: String, _ column: String, _ counted: String) -> Table {
        Table(
            name, title, columns: [Table.Column("code", column), Table.Column("count", counted)],
            rows: sorted.map { Table.Row([.text($0.code), .count($0.count)]) }, drawing: .bars,
            isRanked: true)
    }
}

extension Reach {
    /// In words, such as `home SC000001`.
    var text: String {
        switch self {
        case .everything: "all children"
        case .home(let home): "home \(home)"
        case .authority(let code): "authority \(code)"
        }
    }

    /// The code of the authority, where it is one's.
    var authority: String? {
        if case .authority(let code) = self { code } else { nil }
    }

    /// As parameters of a question.
    var parameters: [Provenance.Parameter] {
        switch self {
        case .everything: []
        case .home(let home): [Provenance.Parameter("home", home.text)]
        case .authority(let code): [Provenance.Parameter("authority", code)]
        }
    }
}

extension Period {
    /// As parameters of a question.
    var parameters: [Provenance.Parameter] {
        [
            Provenance.Parameter("from", from.description),
            Provenance.Parameter("to", to.description),
        ]
    }
}

extension LocalDate {
    /// So many months later, on the same day of the month or its last.
    func adding(months: Int) -> LocalDate {
        let month = year * 12 + self.month - 1 + months
        for day in [day, 30, 29, 28] {
            if let date = try? LocalDate(year: month / 12, month: month % 12 + 1, day: day) {
                return date
            }
        }
        return months < 0 ? .first : .last
    }
}
