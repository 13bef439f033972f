import EventLog

extension EpisodeChange.Difference {
    /// What differs between two tellings of an episode, flags as raised in each view included.
    static func all(
        _ was: Telling, _ now: Telling, home: (Scope) -> HomeID?
    ) -> [Self] {
        let (old, new) = (told(was, home: home), told(now, home: home))
        return zip(old, new).compactMap { old, new in
            old.value == new.value ? nil : Self(name: old.name, was: old.value, now: new.value)
        }
    }

    /// An episode with its flags, and whether it calls for an interview.
    typealias Telling = (episode: Episode, flags: [Flag], requiresInterview: Bool)

    /// Everything that is told of an episode, in words that two tellings can be compared by.
    private static func told(
        _ telling: Telling, home: (Scope) -> HomeID?
    ) -> [(name: String, value: String?)] {
        let (episode, flags) = (telling.episode, telling.flags)
        let outlook = InterviewOutlook(episode, isRequired: telling.requiresInterview)
        let interview = episode.interview
        return [
            ("home", home(episode.scope)?.text), ("startedAt", text(episode.start)),
            ("foundAt", text(episode.found)), ("returnedAt", text(episode.returned)),
            ("endedOtherwise", text(episode.endedOtherwise)),
            ("segments", list(episode.segments.map(segment))),
            ("policeReports", list(episode.policeReports.compactMap { text($0) })),
            ("policeCategory", episode.policeCategory.flatMap(category)),
            ("policeGrades", list(episode.policeGrades.compactMap(grade))),
            ("policeClosedAt", text(episode.policeClosed)),
            ("rhiDueAt", outlook.due.map { RFC3339.format($0) }),
            ("rhiOfferedAt", text(interview.firstOffer)),
            ("rhiDeclined", interview.isDeclined ? "true" : nil),
            ("rhiCompletedAt", text(interview.firstCompletion?.mark)),
            ("safeAndWellAt", text(episode.safeAndWell)),
            ("explainedAt", text(episode.explanation)), ("flags", list(flags.map(\.code))),
        ]
    }

    private static func text(_ mark: Mark?) -> String? { text(mark?.occurrence) }

    private static func text(_ occurrence: Occurrence?) -> String? {
        guard let occurrence else { return nil }
        let start = RFC3339.format(occurrence.at)
        switch occurrence.precision {
        case .minute: return start
        case .date: return London.date(of: occurrence.at).description
        default:
            let code = CodeList.precision.code(occurrence.precision.rawValue) ?? ""
            return "\(code) \(start)" + (occurrence.to.map { " \(RFC3339.format($0))" } ?? "")
        }
    }

    private static func segment(_ segment: Episode.Segment) -> String {
        "\(segment.segmentClass.rawValue) \(text(segment.start) ?? "") \(text(segment.end) ?? "-")"
    }

    private static func category(_ category: PoliceCategory) -> String? {
        CodeList(name: "policeCategory")?.code(category.rawValue)
    }

    private static func grade(_ grade: PoliceGrade) -> String? {
        CodeList(name: "policeGrade")?.code(grade.rawValue)
    }

    private static func list(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
}
