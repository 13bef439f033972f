import EventLog
import SwiftProtobuf

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
    private let ages: Ages
    private let dueSoonHours: Int64

    var record: CaseRecord { folded.record }

    init(_ folded: FoldedCase, _ view: RecordsView, _ setting: Setting) throws {
        self.folded = folded
        now = view.now
        ages = try Ages(folded, view, setting)
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

/// The child's age where it counts.
///
/// With the key the age follows from the date of birth in force. The stored age, which was computed
/// when an entry was recorded, serves where nothing has changed since, and after erasure.
struct Ages: Sendable {
    private let birth: LocalDate?

    /// Opens the date of birth only where stored ages do not do.
    init(_ folded: FoldedCase, _ view: RecordsView, _ setting: Setting) throws {
        birth =
            folded.needsAge ? try folded.birth { try view.birth(of: folded, setting) } : nil
    }

    /// Whether the child was 18 on the London date of the return; not when no age is known.
    func isAdult(atReturnOf episode: Episode) -> Bool {
        guard let returned = episode.returned else { return false }
        let age = birth?.completedYears(on: London.date(of: returned.at)) ?? episode.ageAtReturn
        return age.map { $0 >= 18 } ?? false
    }

    /// F25: still open after the beginning of the 18th birthday.
    func isOpenPast18(_ episode: Episode, asOf now: Instant) -> Bool {
        guard let birth else { return (episode.latestAge ?? 0) >= 18 }
        let end = episode.end?.orderingMoment(isEnding: false) ?? now
        return London.midnight(of: birth.birthday(18)) < end
    }
}

extension RecordsView {
    /// A child's date of birth in force; `nil` without keys, when erased, or when not recorded.
    func birth(of folded: FoldedCase, _ setting: Setting) throws -> LocalDate? {
        guard records.log.hasKeys else { return nil }
        let subject = folded.subject
        if folded.record.birthChange == nil, setting.links.groups[subject] == nil,
            let registered = try registeredBirth(of: subject)
        {
            return registered
        }
        let history = try entries(of: subject, setting)
        for entry in try EffectiveEntry.entries(of: history, homes: records.homeNumber).reversed() {
            if let birth = try birth(in: entry) { return birth }
        }
        return nil
    }

    /// The date of birth of a child's registration, where no entry has changed it since.
    private func registeredBirth(of subject: Subject) throws -> LocalDate? {
        try records.log.read { store in
            let sources = try records.registry.sources(ofChild: subject.number, in: store)
            guard let sources, sources.birth == sources.registration else { return nil }
            return try records.identities.birth(ofChild: subject.number, in: store)
        }
    }

    private func birth(in entry: EffectiveEntry) throws -> LocalDate? {
        guard entry.stored.hasNarrative else { return nil }
        switch entry.kind {
        case .childRegistered, .childDetailsChanged:
            return try words(of: entry)?.dob
        case .entryCorrected:
            let patches = try EntryCorrected(serializedBytes: entry.facts)
                .openedPatches(with: try words(of: entry))
            let patch = patches.last { $0.path == "narrative.dob" }
            guard case .string(let text)? = try patch.map({ try JSONValue(parsing: $0.new) }) else {
                return nil
            }
            return try? LocalDate(iso: text)
        default: return nil
        }
    }

    private func words(of entry: EffectiveEntry) throws -> Narrative? {
        guard case .words(let bytes) = try records.log.narrative(of: entry.stored) else {
            return nil
        }
        return try Narrative(serializedBytes: bytes)
    }
}
