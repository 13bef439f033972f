import EventLog
import Whereabouts
import WhereaboutsReports

/// An episode as a drawing: what lasted as bars, what happened as marks.
struct EpisodeTimeline {
    let episode: Episode
    let number: Int
    let now: Instant
    /// When an interview is due, where one is required.
    let interviewDue: Instant?

    var markup: Markup {
        let chart = TimelineChart(
            id: "timeline-\(number)", title: "Timeline of episode \(number)", lanes: lanes,
            description: description)
        return Self.region(chart.markup, "Timeline of episode \(number)")
    }

    /// All episodes of a child on one line.
    static func overview(_ history: History) -> Markup {
        let lanes = [Episode.Class.missing, .away].compactMap {
            lane(of: $0, history.episodes.flatMap(\.segments), history.now)
        }
        guard !lanes.isEmpty else {
            return Markup(ours: "<p class=\"note\">No episode has an incident.</p>\n")
        }
        let chart = TimelineChart(
            id: "overview-chart", title: "Episodes over time", lanes: lanes,
            description: "The incidents of \(history.episodes.count) episodes, as bars.")
        return region(chart.markup, "Episodes over time")
    }

    private static func region(_ drawing: Markup, _ name: String) -> Markup {
        Markup(
            ours: "<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                + " aria-label=\"\(name)\">\n\(drawing.html)</div>\n")
    }

    private var lanes: [TimelineChart.Lane] {
        var lanes = [Episode.Class.missing, .away].compactMap {
            Self.lane(of: $0, episode.segments, now)
        }
        func add(_ label: String, _ occurrences: [Occurrence], isHollow: Bool = false) {
            guard !occurrences.isEmpty else { return }
            lanes.append(
                TimelineChart.Lane(
                    label: label,
                    marks: occurrences.map {
                        .init(at: $0.at, text: Self.text($0), isHollow: isHollow)
                    }))
        }
        add("Started", [episode.start])
        add("Reported to police", episode.policeReports.map(\.occurrence))
        add("Found", [episode.found?.occurrence].compactMap { $0 })
        add("Returned", [episode.returned?.occurrence].compactMap { $0 })
        add("Ended otherwise", [episode.endedOtherwise?.occurrence].compactMap { $0 })
        add(
            "Interview due", [interviewDue.map { .at($0) }].compactMap { $0 },
            isHollow: true)
        add("Interview held", episode.interview.completions.map(\.mark.occurrence))
        return lanes
    }

    private static func lane(
        of segmentClass: Episode.Class, _ segments: [Episode.Segment], _ now: Instant
    ) -> TimelineChart.Lane? {
        let bars = segments.filter { $0.segmentClass == segmentClass }.map { segment in
            TimelineChart.Bar(
                start: segment.start.at,
                end: max(segment.start.at, segment.end?.at ?? now), isOpen: segment.end == nil)
        }
        guard !bars.isEmpty else { return nil }
        let isMissing = segmentClass == .missing
        return TimelineChart.Lane(
            label: isMissing ? "Missing (M)" : "Away (A)", bars: bars, isHatched: !isMissing)
    }

    /// The date may be read off the axis; the time is what one looks for.
    private static func text(_ occurrence: Occurrence) -> String {
        let text = LocalTime.text(occurrence)
        return occurrence.hasTime ? String(text.dropFirst(5)) : text
    }

    private var description: String {
        lanes.map { lane in
            lane.marks.isEmpty
                ? "\(lane.label): \(lane.bars.count) \(lane.bars.count == 1 ? "time" : "times")"
                : "\(lane.label): \(lane.marks.map(\.text).joined(separator: ", "))"
        }.joined(separator: "; ") + "."
    }
}
