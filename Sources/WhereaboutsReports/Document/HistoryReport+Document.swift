import EventLog
import Whereabouts

extension HistoryReport {
    /// The report as parts: a row an episode, an entry, a deadline.
    ///
    /// Words stand in a column of their own, as far as they can be read.
    public func document(from provenance: Provenance) throws -> Document {
        Document(
            "history", "History of a child", of: "child \(history.child)", from: provenance,
            isAboutChild: true,
            [
                Document.Section("totals", "Totals", figures: standing.totals.figures()),
                Document.Section("episodes", "Episodes", tables: [episodeTable]),
                Document.Section("entries", "Entries", tables: [try entryTable()]),
                Document.Section("deadlines", "Deadlines", tables: [deadlineTable]),
            ])
    }

    private var episodeTable: Table {
        func moment(_ occurrence: Occurrence?) -> Cell { occurrence.map { .moment($0) } ?? .none }
        return Table(
            "episodes", "Episodes",
            columns: [
                Table.Column("id", "episode"), Table.Column("home", "home"),
                Table.Column("startedAt", "started"), Table.Column("segments", "classes"),
                Table.Column("foundAt", "found"), Table.Column("returnedAt", "returned"),
                Table.Column("policeReports", "police reports"),
                Table.Column("rhi", "return home interview"), Table.Column("flags", "flags"),
            ],
            rows: history.episodes.map { episode in
                let flags = history.findings.filter { $0.episode == episode.id }.map(\.flag.code)
                return Table.Row([
                    .entry(episode.id), .text(history.home(of: episode)?.text ?? "not known"),
                    moment(episode.start),
                    .text(episode.segments.map(\.segmentClass.rawValue).joined(separator: " ")),
                    moment(episode.found?.occurrence), moment(episode.returned?.occurrence),
                    .single(episode.policeReports.count),
                    .text(history.outlook(of: episode).state.rawValue),
                    .text(flags.joined(separator: " ")),
                ])
            }, isAboutChildren: true)
    }

    private func entryTable() throws -> Table {
        Table(
            "entries", "Entries, in the order in which they were recorded",
            columns: [
                Table.Column("position", "position"), Table.Column("id", "id"),
                Table.Column("occurredAt", "occurred"), Table.Column("recordedAt", "recorded"),
                Table.Column("kind", "what"), Table.Column("actor", "who"),
                Table.Column("facts", "facts"), Table.Column("amendments", "corrected"),
                Table.Column("words", "words"), Table.Column("flags", "flags"),
            ], rows: try history.entries.map(row), isAboutChildren: true)
    }

    private func row(_ entry: RecordedEntry) throws -> Table.Row {
        let decoded = try entry.decoded()
        let actor = entry.actor.map { "\($0.id) \(JournalWriter.code(of: $0.role))" } ?? "the log"
        let words: Cell =
            switch entry.narrative {
            case .none: .none
            case .sealed: .text("sealed")
            case .erased:
                .line(
                    Cell.Line(
                        london: ErasureText.erased(by: entry.erasure),
                        utc: ErasureText.erased(by: entry.erasure, clock: .utc), isWords: true))
            case .words:
                decoded.narrative.flatMap { FactLine(clock: .utc).text($0, of: nil) }
                    .map { .words($0) } ?? .none
            }
        return Table.Row([
            .number(Int(clamping: entry.position.rawValue)), .entry(entry.id),
            .moment(entry.occurrence), .instant(entry.recordedAt), .text(entry.kind.name),
            .text(actor), facts(decoded.facts, of: entry), try amendments(entry), words,
            .text(history.flags(of: entry).map(\.code).joined(separator: " ")),
        ])
    }

    /// The facts of a correction may repeat what stood in words.
    private func facts(_ facts: JSONValue, of entry: RecordedEntry) -> Cell {
        guard let london = FactLine(clock: .london).text(facts, of: entry.kind),
            let utc = FactLine(clock: .utc).text(facts, of: entry.kind)
        else { return .none }
        return .line(
            Cell.Line(london: london, utc: utc, isWords: entry.kind == .entryCorrected))
    }

    /// What a correction replaces may be words: it is kept with them.
    private func amendments(_ entry: RecordedEntry) throws -> Cell {
        func line(_ clock: FactLine.Clock) throws -> String {
            try AmendmentReport(entry: entry, factLine: FactLine(clock: clock)).lines()
                .joined(separator: "; ")
        }
        let london = try line(.london)
        return london.isEmpty
            ? .none : .line(Cell.Line(london: london, utc: try line(.utc), isWords: true))
    }

    private var deadlineTable: Table {
        Table(
            "deadlines", "Deadlines",
            columns: [
                Table.Column("due", "due"), Table.Column("state", "state"),
                Table.Column("duty", "what"), Table.Column("owner", "owner"),
            ],
            rows: history.deadlines.map { reading in
                let deadline = reading.deadline
                return Table.Row([
                    deadline.due.map { .moment(.at($0)) } ?? .text("not known"),
                    .text(DeadlineText.label(reading.state)),
                    .text(DeadlineText.label(deadline.duty)),
                    .text(DeadlineText.owner(deadline)),
                ])
            }, isAboutChildren: true)
    }
}
