import EventLog
public import Whereabouts

/// The national return of children looked after (SSDA903): what of it a log of absences can fill.
///
/// | file | rows |
/// |---|---|
/// | `header.csv` | one a child with an episode of care in the year |
/// | `episodes.csv` | one a placement and legal status |
/// | `missing.csv` | one a period missing (M) or away (A), by child, start and end |
/// | `exceptions.csv` | rows that a rule of the Department will refuse, and what is left out |
///
/// Days are those of London. A period is cut where the child moved to another placement, and ends
/// where care did; one that is open on 31 March has no end. A child whose care passed to another
/// authority is returned by both, each for its own days. At 18 still missing: care ends then, with
/// reason E8. Nothing is made up to please a rule: `exceptions.csv` says which row fails which, and
/// which values nobody recorded (`derived`).
public struct SSDA903Return: StatutoryReturn {
    /// The form of the year.
    public let specification: ReturnSpecification
    /// The year.
    public let year: CollectionYear
    private let view: RecordsView
    private let children: [ChildFile]
    private let authority: String?
    private let homes: HomeRegister
    /// CHILD by child.
    private let names: [Subject: String]

    /// Opens the words of every child of the authority.
    ///
    /// - Parameters:
    ///   - view: What was known.
    ///   - year: The year in which the collection year ends.
    ///   - authority: The code of the authority that makes the return: its children, and of these
    ///     the days on which it was responsible; `nil` for all.
    ///   - progress: Told how many children are done, one call at a time, on any thread.
    /// - Throws: ``StatutoryReturnError``, `RecordError.unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, year: Int, authority: String? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        specification = try .ssda903(year)
        guard let ending = CollectionYear(ending: year) else {
            throw StatutoryReturnError.noSpecification(
                form: "SSDA903", of: "\(year)", known: "2017 to 2027")
        }
        (self.year, self.view, self.authority) = (ending, view, authority)
        guard view.hasKeys else { throw StatutoryReturnError.needsKey }
        if let authority { try view.checkAuthority(authority) }
        children = try view.childFiles(
            where: { record in authority.map { record.wasResponsible($0) } ?? true },
            progress: progress)
        homes = try view.homeDetails()
        names = Self.names(children, authority)
    }

    /// CHILD is the id under which the authority knows a child; where that would be two children's,
    /// each keeps the log's.
    private static func names(_ files: [ChildFile], _ authority: String?) -> [Subject: String] {
        let own = files.map { $0.id.local(to: authority ?? "") }
        let counts = own.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return zip(files, own).reduce(into: [:]) { names, item in
            names[item.0.subject] = counts[item.1] == 1 ? item.1 : item.0.id.text
        }
    }

    /// Header, episodes, missing and exceptions, each a CSV file.
    public var files: [String] { specification.tables.map { "\($0.name).csv" } }

    /// Writes one file, a piece at a time; see ``StatutoryReturn``.
    @discardableResult
    public func write(_ file: String, to sink: @escaping ([UInt8]) throws -> Void) throws -> Int {
        guard let table = specification.tables.first(where: { "\($0.name).csv" == file }) else {
            throw StatutoryReturnError.unknownFile(file, files: files)
        }
        var rows = RowWriter(table.columns, to: sink)
        switch table.name {
        case "header": try forEachChild { try writeHeader($0, $1, to: &rows) }
        case "episodes": try forEachChild { try writeEpisodes($0, $1, to: &rows) }
        case "missing": try forEachChild { try writeMissing($0, $1, to: &rows) }
        default: try writeExceptions(to: &rows)
        }
        return try rows.finish()
    }

    private func rows(of child: ChildFile) throws -> ChildReturn {
        try ChildReturn(child, year, asOf: view.now, of: authority) { try view.isFromReturn($0) }
    }

    private func forEachChild(_ body: (ChildFile, ChildReturn) throws -> Void) throws {
        try forEach { child, rows in
            if child.words != nil, rows.isReturned { try body(child, rows) }
        }
    }

    /// Visits all children in order; their rows are made on all cores, some thousand at a time.
    private func forEach(_ body: (ChildFile, ChildReturn) throws -> Void) throws {
        let many = 4_096
        for start in stride(from: 0, to: children.count, by: many) {
            let part = Array(children[start..<min(children.count, start + many)])
            let made = try Parallel.map(part, chunk: 256) { try $0.map { try rows(of: $0) } }
            for (child, rows) in zip(part, made) { try body(child, rows) }
        }
    }

    // MARK: Rows

    private func name(_ child: ChildFile) -> String { names[child.subject] ?? child.id.text }

    private func home(_ episode: EpisodeRow) -> HomeDetails? {
        episode.stay.flatMap { homes.home($0.scope, on: episode.decom) }
    }

    private func header(_ child: ChildFile, _ own: ChildReturn) -> HeaderRow? {
        child.words.map { HeaderRow(name(child), $0, specification, year, own.episodes) }
    }

    private func writeHeader(
        _ child: ChildFile, _ own: ChildReturn, to rows: inout RowWriter
    ) throws {
        if let header = header(child, own) { try rows.write(header.fields) }
    }

    private func writeEpisodes(
        _ child: ChildFile, _ own: ChildReturn, to rows: inout RowWriter
    ) throws {
        for episode in own.episodes {
            try rows.write([name(child)] + episode.fields(specification, home(episode)))
        }
    }

    private func writeMissing(
        _ child: ChildFile, _ own: ChildReturn, to rows: inout RowWriter
    ) throws {
        let birth = child.words?.birth?.slashed ?? ""
        for row in own.missing {
            try rows.write([
                name(child), birth, row.segmentClass.rawValue, row.start.slashed,
                row.end?.slashed ?? "",
            ])
        }
    }

    /// Counts lines as the three tables do, the line of titles as the first.
    private func writeExceptions(to rows: inout RowWriter) throws {
        var lines = (header: 2, episodes: 2, missing: 2)
        try forEach { child, own in
            guard own.isReturned || !own.leftOut.isEmpty else { return }
            let name = name(child)
            guard let words = child.words, let header = header(child, own) else {
                try rows.write(["note", "", name, Self.erased(own)])
                return
            }
            func write(_ kind: String, _ line: Int, _ reason: String) throws {
                try rows.write([kind, "\(line)", name, reason])
            }
            if own.isReturned {
                for failure in header.failures {
                    try write(
                        "\(failure.rule)", lines.header, "line of header.csv: \(failure.reason)")
                }
            }
            for failure in MissingRules(own, birth: words.birth, year).failures {
                let line = (failure.isOfEpisodes ? lines.episodes : lines.missing) + failure.place
                try write("\(failure.rule)", line, MissingRules.reason(failure, own))
            }
            if own.isReturned {
                for item in header.derived {
                    try write(
                        "derived", lines.header,
                        "line of header.csv: \(item.item): \(item.reason)")
                }
            }
            for (place, episode) in own.episodes.enumerated() {
                for item in episode.derived(home(episode)) {
                    try write(
                        "derived", lines.episodes + place,
                        "line of episodes.csv: \(item.item): \(item.reason)")
                }
            }
            for row in own.leftOut { try rows.write(["note", "", name, Self.leftOut(row)]) }
            lines.header += own.isReturned ? 1 : 0
            lines.missing += own.missing.count
            lines.episodes += own.episodes.count
        }
    }

    private static func erased(_ own: ChildReturn) -> String {
        "the child's words have been erased or are sealed: without id, date of birth and sex there "
            + "is no valid row; \(own.missing.count) missing rows and \(own.episodes.count) "
            + "episodes left out"
    }

    private static func leftOut(_ row: MissingRow) -> String {
        "\(row.segmentClass.rawValue) \(row.start.slashed) to \(row.end?.slashed ?? "still open"): "
            + "left out, for it lies outside every period of care on record"
    }
}
