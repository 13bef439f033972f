import EventLog
public import Whereabouts

/// The table `ssd_missing` of the Standard Safeguarding Dataset: one row a missing or away incident.
///
/// Row ids stay the same for ever: the opening entry's id, the class, and which of the episode's
/// incidents it is. Times are those of clocks in England, as a database's `datetime` holds them.
public struct SSDMissing: StatutoryReturn {
    /// The form.
    public let specification = ReturnSpecification.ssdMissing
    /// How many children are left out because their words are erased.
    public let erasedCount: Int
    private let view: RecordsView
    private let children: [ChildFile]
    private let period: Period?
    private let authority: String?

    /// Opens the ids and dates of birth of every child.
    ///
    /// - Parameters:
    ///   - view: What was known.
    ///   - period: Incidents that began before its end and ended in or after it; `nil` for all.
    ///   - authority: The code of an authority: incidents with a day on which it was responsible;
    ///     `nil` for all.
    ///   - progress: Told how many children are done, one call at a time, on any thread.
    /// - Throws: ``StatutoryReturnError``, `RecordError.unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, during period: Period? = nil, authority: String? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        (self.view, self.period, self.authority) = (view, period, authority)
        guard view.hasKeys else { throw StatutoryReturnError.needsKey }
        if let authority { try view.checkAuthority(authority) }
        let files = try view.childFiles(
            where: { record in
                !record.episodes.isEmpty && authority.map { record.wasResponsible($0) } ?? true
            }, progress: progress)
        children = files.filter { $0.words != nil }
        erasedCount = files.count - children.count
    }

    /// One file, `ssd_missing.csv`.
    public var files: [String] { ["ssd_missing.csv"] }

    /// Writes one file, a piece at a time; see ``StatutoryReturn``.
    @discardableResult
    public func write(_ file: String, to sink: @escaping ([UInt8]) throws -> Void) throws -> Int {
        guard files.contains(file) else {
            throw StatutoryReturnError.unknownFile(file, files: files)
        }
        var rows = RowWriter(specification.columns(of: "ssd_missing"), to: sink)
        for child in children {
            let spans = authority.map { child.record.spans(of: $0) }
            for episode in child.record.episodes {
                let answers = try answers(episode, child)
                for (place, segment) in episode.segments.enumerated()
                where isWanted(segment, spans) {
                    let own = segment.segmentClass
                    try rows.write(
                        [
                            "\(episode.id)-\(own.rawValue)\(place + 1)", child.id.text,
                            Self.time(segment.start.at), own.rawValue,
                            segment.end.map { Self.time($0.at) } ?? "",
                        ] + (own == .missing ? answers : ["NA", "NA"]))
                }
            }
        }
        return try rows.finish()
    }

    private func isWanted(_ segment: Episode.Segment, _ spans: [DaySpan]?) -> Bool {
        let start = London.date(of: segment.start.at)
        let end = segment.end.map { London.date(of: $0.at) }
        // One that ends before it starts is of its first day.
        let own = DaySpan(from: start, to: end.map { max(start, $0) })
        if let spans, own.clipped(to: spans).isEmpty { return false }
        guard let period else { return true }
        return own.from < period.to && own.to ?? .last >= period.from
    }

    /// `Y` or `N`, `NA` where none is required, nothing where nobody knows.
    private func answers(_ episode: Episode, _ child: ChildFile) throws -> [String] {
        guard let returned = episode.returned else {
            return episode.endedOtherwise == nil ? ["", ""] : ["NA", "NA"]
        }
        let age = child.words?.birth?.completedYears(on: London.date(of: returned.at)) ?? 0
        guard age < 18 else { return ["NA", "NA"] }
        let answer = InterviewAnswer(
            episode.interview, asOf: view.now,
            recordsOffers: try child.recordsOffers(of: episode))
        return [answer.offered, answer.accepted].map { answer in
            switch answer {
            case .yes: "Y"
            case .no: "N"
            case .unknown: ""
            }
        }
    }

    /// `2025-05-02T20:00:00`, without an offset.
    private static func time(_ moment: Instant) -> String {
        let ahead = London.secondsAheadOfUTC(at: moment)
        return String(RFC3339.format(moment.adding(seconds: ahead)).prefix(19))
    }
}

extension ReturnSpecification {
    /// `ssd_missing` (MISS001A to MISS007A) of the Standard Safeguarding Dataset.
    public static let ssdMissing = ReturnSpecification(
        version: "ssd/missing/1.0", validFrom: LocalDate(yyyymmdd: 2023_01_01) ?? .first,
        validTo: .last,
        tables: [
            Table(
                "ssd_missing",
                [
                    "miss_table_id", "miss_person_id", "miss_missing_episode_start_date",
                    "miss_missing_episode_type", "miss_missing_episode_end_date",
                    "miss_missing_rhi_offered", "miss_missing_rhi_accepted",
                ])
        ], codes: [:])
}
