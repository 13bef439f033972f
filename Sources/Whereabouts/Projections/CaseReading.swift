import EventLog

/// A deadline and how it stands at the moment of a question.
public struct DeadlineReading: Hashable, Sendable {
    /// What is owed.
    public let deadline: Deadline
    /// How it stands.
    public let state: Deadline.State
}

/// A child's record at the moment of a question: what depends on the time and on the age.
struct CaseReading: Sendable {
    let folded: FoldedCase
    let now: Instant
    private let ages: ChildAges
    private let dueSoonHours: Int64

    var record: CaseRecord { folded.record }

    init(_ folded: FoldedCase, _ view: RecordsView, _ setting: Setting) throws {
        self.folded = folded
        now = view.now
        // The date of birth is opened only where the ages of single entries do not do.
        ages =
            folded.needsAge
            ? try folded.ages { try view.ages(of: folded, setting) } : ChildAges(birth: nil)
        dueSoonHours = setting.thresholds.value(.dueSoonHours, at: view.now)
    }

    /// Whether a return home interview is required: returned, missing at any time, under 18.
    func requiresInterview(_ episode: Episode) -> Bool {
        episode.returned != nil && episode.hasMissingSegment && !ages.isAdult(atReturnOf: episode)
    }

    /// The flags raised, by number, then by evidence.
    var findings: [Finding] {
        let raised = record.findings.filter { isRaised($0) }
        let adults = record.episodes.indices.filter {
            ages.isOpenPast18(record.episodes[$0], asOf: now)
        }
        guard !adults.isEmpty else { return raised }
        let later = raised.firstIndex { $0.flag.rawValue > Flag.openPast18.rawValue }
        return raised[..<(later ?? raised.endIndex)]
            + adults.map { place in
                let episode = record.episodes[place]
                var finding = Finding(.openPast18, episode.id, [episode.opening])
                finding.place = place
                return finding
            } + raised[(later ?? raised.endIndex)...]
    }

    private func isRaised(_ finding: Finding) -> Bool {
        guard finding.isRaised(asOf: now) else { return false }
        switch finding.flag {
        case .interviewLate, .interviewNotOffered: return isRequired(finding.place)
        default: return true
        }
    }

    /// What is owed, and how it stands.
    var deadlines: [DeadlineReading] {
        record.deadlines.compactMap { deadline in
            if deadline.duty == .returnInterview, !isRequired(deadline.place) { return nil }
            return DeadlineReading(
                deadline: deadline,
                state: deadline.state(asOf: now, dueSoonHours: dueSoonHours))
        }
    }

    private func isRequired(_ place: Int?) -> Bool {
        place.map { requiresInterview(record.episodes[$0]) } ?? true
    }
}

extension FoldedCase {
    /// Visits the flags of episodes that are raised as of `now`, each with the episode's place.
    ///
    /// Those of interviews only where one is required, and F25, are asked of `reading`, which costs
    /// more; it is not asked where stored ages do.
    func forEachRaised(
        asOf now: Instant, _ reading: () throws -> CaseReading, _ body: (Flag, Int) -> Void
    ) rethrows {
        guard !needsAge else {
            for finding in try reading().findings {
                if let place = finding.place { body(finding.flag, place) }
            }
            return
        }
        for raised in digest.flags where raised.after < now { body(raised.flag, raised.place) }
    }
}

extension CaseRecord {
    /// Whether what a milestone called for was done, in time or late.
    func isMet(_ milestone: Milestone) -> Bool {
        deadlines.contains { $0.cause.position == milestone.mark.position && $0.met != nil }
    }
}
