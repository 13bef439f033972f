import EventLog
public import Whereabouts

/// One child's history (report 1), for people and for machines.
public struct HistoryReport: PartedReport {
    let head: ReportHead
    let history: History
    let standing: StandingReport
    let outcome: HistoryOutcome

    /// Makes a report of a child's history.
    ///
    /// - Parameters:
    ///   - view: As of when.
    ///   - child: The host's id, or `#17` for the child with that number.
    /// - Throws: `RecordError.unknownChild`, or what reading throws.
    public init(_ view: RecordsView, of child: ChildID) throws {
        head = try ReportHead(view)
        history = try view.history(of: child)
        standing = StandingReport(try view.standing(of: history), history)
        outcome = HistoryOutcome(history)
    }

    /// The report as JSON; the names are those of the journal and of `counts`.
    ///
    /// - Returns: An object with `child`, `entries`, `episodes`, `flags` and `deadlines`.
    /// - Throws: When the facts of an entry are damaged.
    public func json() throws -> JSONValue {
        .merged(
            [JSONMember("child", .string(history.child.text))], head.members, standing.members,
            [
                JSONMember("entries", .array(try history.entries.map { try entry($0) })),
                JSONMember("episodes", .array(history.episodes.map(episode))),
                JSONMember("flags", .array(history.findings.map(outcome.flag))),
                JSONMember("deadlines", .array(history.deadlines.map(outcome.deadline))),
            ])
    }

    private func entry(_ entry: RecordedEntry) throws -> JSONValue {
        guard case .object(let line) = try JournalWriter.line(entry) else { return .null }
        var members = [
            JSONMember("position", .integer(Int64(entry.position.rawValue)))
        ]
        // The child is the report's subject, and its id stands at the top.
        members += line.filter { $0.name != "child" }
        if let erasure = entry.erasure { members.append(ErasureText.member(erasure)) }
        let lag = (entry.recordedAt.microseconds - entry.occurrence.at.microseconds) / 1_000_000
        members.append(JSONMember("lagSeconds", .integer(lag)))
        let flags = history.flags(of: entry).map { JSONValue.string($0.code) }
        members.append(JSONMember("flags", .array(flags)))
        let corrections = corrections(of: entry).map { JSONValue.string($0.id.description) }
        members.append(JSONMember("correctedBy", .array(corrections)))
        members += try AmendmentReport(entry: entry).members()
        return .object(members)
    }

    /// Corrections, withdrawals, reinstatements and annotations of an entry, in log order.
    private func corrections(of entry: RecordedEntry) -> [RecordedEntry] {
        history.entries.filter { other in
            guard other.refersTo == entry.id else { return false }
            switch other.kind {
            case .entryCorrected, .entryWithdrawn, .entryReinstated, .entryAnnotated: return true
            default: return false
            }
        }
    }

    private func episode(_ episode: Episode) -> JSONValue {
        [
            "id": .string(episode.id.description),
            "home": history.home(of: episode).map { .string($0.text) } ?? .null,
            "startedAt": .moment(episode.start),
            "foundAt": .moment(episode.found?.occurrence),
            "returnedAt": .moment(episode.returned?.occurrence),
            "endedOtherwise": .moment(episode.endedOtherwise?.occurrence),
            "policeClosedAt": .moment(episode.policeClosed),
            "open": .bool(episode.isOpen),
            "segments": .array(episode.segments.map(segment)),
            "policeReports": .integer(Int64(episode.policeReports.count)),
            "policeGrades": .array(
                episode.policeGrades.map { grade in
                    CodeList(name: "policeGrade")?.code(grade.rawValue).map { .string($0) } ?? .null
                }),
            "presence": .string(episode.presence.rawValue),
            "police": .string(episode.police.rawValue),
            "rhi": interview(episode),
            "flags": .array(
                history.findings.filter { $0.episode == episode.id }.map(outcome.flag)),
        ]
    }

    /// What became of the return home interview; times as far as they are known.
    private func interview(_ episode: Episode) -> JSONValue {
        let interview = episode.interview
        let outlook = history.outlook(of: episode)
        let state = history.deadlines.first {
            $0.deadline.duty == .returnInterview && $0.deadline.episode == episode.id
        }?.state
        return [
            "required": .bool(outlook.isRequired),
            "state": .string(outlook.state.rawValue),
            "deadline": state.map { .string($0.rawValue) } ?? .null,
            "dueAt": outlook.due.map { .string(RFC3339.format($0)) } ?? .null,
            "offeredAt": .moment(interview.firstOffer?.occurrence),
            "declined": .bool(interview.isDeclined),
            "completedAt": .moment(interview.firstCompletion?.mark.occurrence),
        ]
    }

    private func segment(_ segment: Episode.Segment) -> JSONValue {
        [
            "class": .string(segment.segmentClass.rawValue), "start": .moment(segment.start),
            "end": .moment(segment.end),
        ]
    }
}

extension HistoryReport {
    /// The report as text: episodes with their entries, then what belongs to none.
    ///
    /// Times are London's; `+3 h` behind an entry says how long after the event it was recorded.
    /// An entry is shown as stored; under it stand the values that corrections struck out.
    ///
    /// - Returns: Lines that end in a newline.
    /// - Throws: When the facts of an entry are damaged.
    public func text() throws -> String {
        var text = "Child \(history.child)"
        text += ": \(history.entries.count) entries, \(history.episodes.count) episodes\n"
        text += head.text + standing.lines
        let ids = Set(history.episodes.map(\.id))
        let others = history.entries.filter { $0.episode.map { !ids.contains($0) } ?? true }
        if !others.isEmpty {
            text += "\nRegister and corrections\n"
            for entry in others { text += try line(entry) }
        }
        for (number, episode) in history.episodes.enumerated() {
            text += "\nEpisode \(number + 1) \(headline(episode))\n"
            for entry in history.entries where entry.episode == episode.id {
                text += try line(entry)
            }
        }
        return text + outcome.text
    }

    private func headline(_ episode: Episode) -> String {
        let home = history.home(of: episode)?.text ?? "home not known"
        let end =
            if let returned = episode.returned {
                "returned \(LocalTime.text(returned.occurrence))"
            } else if let ended = episode.endedOtherwise {
                "ended otherwise \(LocalTime.text(ended.occurrence))"
            } else {
                "still open"
            }
        var text = "from \(home), \(LocalTime.text(episode.start)), \(end)"
        for segment in episode.segments {
            let last = segment.end.map(LocalTime.text) ?? "now"
            let start = LocalTime.text(segment.start)
            text += "\n  \(segment.segmentClass.rawValue) \(start) to \(last)"
        }
        return text
    }

    private func line(_ entry: RecordedEntry) throws -> String {
        let isWithdrawn = if case .withdrawn = entry.state { true } else { false }
        let lag = LocalTime.lag(from: entry.occurrence.at, to: entry.recordedAt)
        let actor = entry.actor.map { "\($0.id) \(JournalWriter.code(of: $0.role))" } ?? "the log"
        var text = "  [\(entry.position)] \(LocalTime.text(entry.occurrence)) \(lag) "
        text += "\(entry.kind.name) by \(actor)"
        text += history.flags(of: entry).map { " \($0.code)" }.joined()
        text += isWithdrawn ? " (withdrawn)\n" : "\n"
        let decoded = try entry.decoded()
        let line = FactLine(clock: .london)
        if let facts = line.text(decoded.facts, of: entry.kind) { text += "      \(facts)\n" }
        if let words = words(entry, decoded) { text += "      \(words)\n" }
        for line in try AmendmentReport(entry: entry).lines() { text += "      \(line)\n" }
        return text
    }

    private func words(_ entry: RecordedEntry, _ decoded: DecodedFacts) -> String? {
        switch entry.narrative {
        case .none: nil
        case .sealed: "narrative: sealed"
        case .erased: "narrative: \(ErasureText.erased(by: entry.erasure))"
        case .words: decoded.narrative.flatMap { FactLine(clock: .london).text($0, of: nil) }
        }
    }
}
