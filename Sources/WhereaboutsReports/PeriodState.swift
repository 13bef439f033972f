import EventLog
import Whereabouts

/// Whether a period is over, and whether anything can be on record of it at all.
///
/// Figures of a period before the home, the authority or the log was there, or of one that has not
/// begun, are no data; those of a period that lasts say so.
struct PeriodState: Hashable, Sendable {
    private let period: Period
    private let now: Instant?
    private let beginning: Beginning

    init(_ period: Period, _ view: RecordsView, of reach: Reach = .everything) throws {
        let isDated = view.size > 0 || view.now.microseconds != 0
        (self.period, now) = (period, isDated ? view.now : nil)
        beginning = try view.beginning(of: reach, ifAfter: period.to.adding(days: -1))
    }

    /// Whether nothing of the period can be on record.
    var isOutside: Bool { beginning.isAfter(period) || period.isToCome(asOf: now) }

    /// `periodIsOver`.
    var members: [JSONMember] { [period.isOverMember(asOf: now)] }

    /// What has to be said of it.
    var notes: [String] { [period.note(asOf: now), outsideNote].compactMap { $0 } }

    /// The same as lines of text.
    var text: String { notes.map { $0 + "\n" }.joined() }

    var outsideNote: String? {
        beginning.isAfter(period)
            ? "The period lies before anything could be recorded here: its figures are no data."
            : nil
    }

    /// Figures of the period, which are no data outside of what can be on record.
    func known(_ figures: [ReportFigure], butNow kept: Set<String> = []) -> [ReportFigure] {
        guard isOutside else { return figures }
        return figures.map { kept.contains($0.name) ? $0 : $0.withoutData }
    }
}

extension Period {
    /// Whether it has not begun.
    func isToCome(asOf now: Instant?) -> Bool { now.map { $0 < moments.lowerBound } ?? false }

    /// `periodIsOver`; null of an empty log.
    func isOverMember(asOf now: Instant?) -> JSONMember {
        JSONMember("periodIsOver", now.map { .bool($0 >= moments.upperBound) } ?? .null)
    }

    /// That it is not over, or has not begun; `nil` once it is over.
    func note(asOf now: Instant?) -> String? {
        guard let now, now < moments.upperBound else { return nil }
        let text = LocalTime.text(now)
        return isToCome(asOf: now)
            ? "The period has not begun by \(text): its figures are no data."
            : "The period is not over: figures up to \(text)."
    }
}

extension ReportFigure {
    /// The same figure without its value.
    var withoutData: ReportFigure {
        let isRate = if case .rate = value { true } else { false }
        return ReportFigure(
            name, label, isRate ? .rateWithoutData(of: nil) : .noData, ids: ids.map { _ in [] })
    }
}

extension Document {
    /// The document of a period; outside of what can be on record its figures are no data, except
    /// for sections and figures that tell of now.
    func known(_ state: PeriodState, butNow kept: Set<String> = []) -> Document {
        guard state.isOutside else { return self }
        var document = self
        if let note = state.outsideNote { document.notes.append(note) }
        for place in document.sections.indices
        where !kept.contains(document.sections[place].name) {
            document.sections[place].removeData(butNow: kept)
        }
        return document
    }
}

extension Document.Section {
    fileprivate mutating func removeData(butNow kept: Set<String>) {
        for place in figures.indices where !kept.contains(figures[place].name) {
            figures[place].value = figures[place].value.withoutData
            figures[place].ids = figures[place].ids.map { _ in [] }
        }
        for place in tables.indices where !kept.contains(tables[place].name) {
            tables[place].change { $0 = $0.withoutData }
        }
    }
}

extension Cell {
    /// No data in the place of a figure; what is none stays as it is.
    var withoutData: Cell {
        switch self {
        case .count, .rounded, .rate, .wholeRate, .wholePercent, .ratio, .average, .hours, .single,
            .change, .pounds, .derived, .negligible, .notApplicable:
            .noData
        default: self
        }
    }

    /// A count, or no data where the source cannot hold it.
    static func count(_ number: Int, isKnown: Bool) -> Cell { isKnown ? .count(number) : .noData }
}
