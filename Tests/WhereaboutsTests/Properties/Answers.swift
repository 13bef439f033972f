import EventLog
import TestSupport
import Whereabouts
import WhereaboutsReports

/// Everything that a view says about children and homes, as values and as the bytes of reports.
struct Answers: Equatable {
    private(set) var cases: [ChildID: Case] = [:]
    let summaries: SummaryByHome
    let counts: [UInt8]

    /// What a view says about one child.
    struct Case: Equatable {
        let record: CaseRecord
        let findings: [Finding]
        let deadlines: [DeadlineReading]
        let report: [UInt8]

        init(_ history: History, _ view: RecordsView) throws {
            record = history.record
            findings = history.findings
            deadlines = history.deadlines
            report = try HistoryReport(view, of: history.child).json().bytes
        }
    }

    static let period = Period(from: Period.year(2025).from, to: Period.year(2026).to)

    init(_ view: RecordsView, _ children: [ChildID]) throws {
        // First the figures: only then a view has reason to look for what is saved beside the log.
        summaries = try view.summaries(during: Self.period)
        counts = try CountsReport(view, during: Self.period).json().bytes
        for child in children {
            do {
                cases[child] = try Case(try view.history(of: child), view)
            } catch RecordError.unknownChild { continue }
        }
    }

    init(_ records: Records, ofSize size: UInt64, _ children: [ChildID]) throws {
        try self.init(try records.asOf(.size(size)), children)
    }

    /// What differs, in few words, since whole answers fill pages.
    func difference(from other: Answers) -> String? {
        guard self != other else { return nil }
        var parts: [String] = []
        for (child, told) in cases where other.cases[child] != told {
            guard let second = other.cases[child] else {
                parts.append("\(child) is not known")
                continue
            }
            if told.record.episodes != second.record.episodes { parts.append("\(child) episodes") }
            if told.findings != second.findings { parts.append("\(child) findings") }
            if told.deadlines != second.deadlines { parts.append("\(child) deadlines") }
            if told.report != second.report { parts.append("\(child) report") }
        }
        if cases.count != other.cases.count { parts.append("children") }
        if summaries != other.summaries { parts.append("summaries") }
        if counts != other.counts { parts.append("counts") }
        return parts.sorted().joined(separator: ", ")
    }
}

extension JSONValue {
    /// The value as a report writes it.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
}

extension Records {
    /// A log in memory that holds `entries`, with a clock that stands still before all of them.
    static func holding(_ entries: [NewEntry]) throws -> Records {
        let records = try Records.inMemory(clock: .standing)
        try records.recordAndWait(entries)
        return records
    }
}

extension WallClock {
    /// 2024-12-31T00:00:00Z, before everything that a generated log records.
    static let standing = WallClock { Instant(microseconds: 1_735_603_200_000_000) }
}
