import EventLog
import Synchronization

/// The figures of one period as added up last: a child with something new is taken out and added
/// again, so that a question costs what is new.
struct FigureLedger {
    let period: Period
    /// What the ledger was added up with: when it differs, everything is added up anew.
    private let thresholds: Thresholds
    private let links: IdentityLinks
    private let practices: Practices
    private(set) var size: UInt64
    private(set) var now: Instant
    /// By home number, then by place.
    private var homes: [[Int]] = []
    private var total = [Int](repeating: 0, count: Figure.placeCount)
    /// How many children have so many absences, by home number, then by absences.
    private var tallies: [[Int]] = []
    private var totalTally: [Int] = []
    /// By child number - 1: what is added up, and until when it holds.
    private var entered: [FoldedCase?] = []
    private var lastMoments: [Instant] = []

    init(_ period: Period, _ view: RecordsView, _ setting: Setting) {
        self.period = period
        (thresholds, links) = (setting.thresholds, setting.links)
        practices = setting.practices
        (size, now) = (view.size, view.now)
    }

    /// Whether the ledger can go on to a view: nothing there is earlier than what is added up.
    func canServe(_ period: Period, _ view: RecordsView, _ setting: Setting) -> Bool {
        self.period == period && size <= view.size && now <= view.now
            && thresholds == setting.thresholds && links == setting.links
            && practices == setting.practices
    }

    /// Brings the ledger up to a view, in which `cases` are all children's.
    mutating func update(
        _ cases: [FoldedCase], _ setting: Setting, _ view: RecordsView
    ) throws {
        let (before, after) = (Question(period, now), Question(period, view.now))
        let sources = try InterviewSources(view, setting)
        for folded in cases {
            let index = Int(folded.subject.number - 1)
            while entered.count <= index {
                entered.append(nil)
                lastMoments.append(.distantFuture)
            }
            if entered[index] === folded, view.now <= lastMoments[index] { continue }
            if let old = entered[index] {
                let part = try Contribution(old, before, thresholds, sources) {
                    try CaseReading(old, view.asked(at: before.now), setting)
                }
                enter(part, sign: -1)
            }
            let part = try Contribution(folded, after, thresholds, sources) {
                try CaseReading(folded, view, setting)
            }
            enter(part, sign: 1)
            entered[index] = folded
            lastMoments[index] = part.lastMoment
        }
        (size, now) = (view.size, view.now)
    }

    private mutating func enter(_ contribution: Contribution, sign: Int) {
        for part in contribution.parts {
            reach(part.home)
            homes[part.home][part.place] += sign * part.amount
        }
        for part in contribution.total { total[part.place] += sign * part.amount }
        for (home, count) in contribution.absences {
            reach(home)
            Self.tally(&tallies[home], count, sign)
        }
        if contribution.allAbsences > 0 {
            Self.tally(&totalTally, contribution.allAbsences, sign)
        }
    }

    private mutating func reach(_ home: Int) {
        while homes.count <= home {
            homes.append([Int](repeating: 0, count: Figure.placeCount))
            tallies.append([])
        }
    }

    private static func tally(_ tally: inout [Int], _ count: Int, _ sign: Int) {
        while tally.count <= count { tally.append(0) }
        tally[count] += sign
    }

    // MARK: The table

    /// The figures as of the view that the ledger was brought up to.
    func table(_ setting: Setting, _ name: (Scope) throws -> HomeID?) throws -> FigureTable {
        let question = Question(period, now)
        let strategies = strategies(setting, question)
        let rows = try homes.indices.compactMap { number -> HomeFigures? in
            var values = homes[number]
            let scope = Scope(UInt64(number))
            values[Figure.strategies.rawValue] = strategies[scope] ?? 0
            guard values.contains(where: { $0 != 0 }) else { return nil }
            complete(&values, tallies[number], question)
            return HomeFigures(
                home: try name(scope), sector: setting.sector(of: scope, on: question.lastDay),
                values: values)
        }
        var values = total
        values[Figure.strategies.rawValue] = strategies.values.reduce(0, +)
        complete(&values, totalTally, question)
        return FigureTable(
            homes: rows.sorted { $0.precedes($1) },
            total: HomeFigures(home: nil, sector: nil, values: values))
    }

    /// Days of stays that go on, and the most absences of a child.
    private func complete(_ values: inout [Int], _ tally: [Int], _ question: Question) {
        let ongoing = values[Figure.ongoingStays]
        values[Figure.residentDays.rawValue] +=
            ongoing * question.days.upperBound - values[Figure.ongoingStayDays]
        values[Figure.ongoingStays] = 0
        values[Figure.ongoingStayDays] = 0
        values[Figure.maxPerChild.rawValue] = tally.lastIndex { $0 > 0 } ?? 0
    }

    private func strategies(_ setting: Setting, _ question: Question) -> [Scope: Int] {
        let last = question.lastDay
        return setting.strategies.reduce(into: [:]) { counts, strategy in
            guard strategy.from <= last, last <= strategy.review else { return }
            counts[strategy.scope, default: 0] += 1
        }
    }
}

extension HomeFigures {
    /// Most reports to the police first, then by id.
    fileprivate func precedes(_ other: HomeFigures) -> Bool {
        let (left, right) = (self[.policeReports], other[.policeReports])
        if left != right { return left > right }
        return (home?.text ?? "").utf8.lexicographicallyPrecedes((other.home?.text ?? "").utf8)
    }
}

extension RecordsView {
    /// The same entries, asked at another moment.
    func asked(at moment: Instant) -> RecordsView {
        RecordsView(records: records, size: size, now: moment)
    }

    /// The figures of every home, and of all of them together, as numbers.
    ///
    /// The numbers are those of ``summaries(during:)``, except for the run of unexplained months.
    ///
    /// - Parameter period: As for a summary. The two periods asked for last are kept in memory.
    /// - Returns: The table.
    /// - Throws: What reading throws.
    /// - Complexity: Linear in what is new since the last question about the period, and in the
    ///   number of children and homes; the first time, in all episodes.
    public func figures(during period: Period) throws -> FigureTable {
        let setting = try setting()
        var ledger =
            records.cases.takeLedger { $0.canServe(period, self, setting) }
            ?? FigureLedger(period, self, setting)
        try ledger.update(try foldedCases(setting), setting, self)
        let table = try records.log.read { store in
            let resolver = EntryResolver(records, store)
            return try ledger.table(setting) { try resolver.home($0) }
        }
        records.cases.giveLedger(ledger)
        return table
    }
}
