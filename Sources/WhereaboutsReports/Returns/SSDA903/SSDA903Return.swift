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
/// where care did; one that is open on 31 March has no end. At 18 still missing: care ends then, with
/// reason E8. Nothing is made up to please a rule: `exceptions.csv` says which row fails which.
public struct SSDA903Return: StatutoryReturn {
    /// The form of the year.
    public let specification: ReturnSpecification
    /// The year.
    public let year: CollectionYear
    private let view: RecordsView
    private let children: [ChildFile]
    private let homes: [Scope: HomeDetails]

    /// Opens the words of every child of the authority.
    ///
    /// - Parameters:
    ///   - view: What was known.
    ///   - year: The year in which the collection year ends.
    ///   - authority: The code of the responsible authority; `nil` for all children.
    ///   - progress: Told how many children are done, one call at a time, on any thread.
    /// - Throws: ``StatutoryReturnError``, or what reading throws.
    public init(
        _ view: RecordsView, year: Int, authority: String? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        specification = try .ssda903(year)
        guard let ending = CollectionYear(ending: year) else {
            throw StatutoryReturnError.noSpecification(
                form: "SSDA903", of: "\(year)", known: "2017 to 2027")
        }
        (self.year, self.view) = (ending, view)
        guard view.hasKeys else { throw StatutoryReturnError.needsKey }
        children = try view.childFiles(
            where: { authority == nil || $0.responsibleAuthority == authority }, progress: progress)
        homes = try view.homeDetails()
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
        try ChildReturn(child, year, asOf: view.now) { try view.isFromReturn($0) }
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

    private func writeHeader(
        _ child: ChildFile, _: ChildReturn, to rows: inout RowWriter
    ) throws {
        let words = child.words
        try rows.write([
            child.id.text, specification.code("SEX", words?.sex), words?.birth?.slashed ?? "",
            words?.ethnicity ?? "", words?.upn ?? "UN1", "", "",
        ])
    }

    private func writeEpisodes(
        _ child: ChildFile, _ own: ChildReturn, to rows: inout RowWriter
    ) throws {
        for episode in own.episodes {
            let home = episode.stay.flatMap { homes[$0.scope] }
            try rows.write([child.id.text] + episode.fields(specification, home))
        }
    }

    private func writeMissing(
        _ child: ChildFile, _ own: ChildReturn, to rows: inout RowWriter
    ) throws {
        let birth = child.words?.birth?.slashed ?? ""
        for row in own.missing {
            try rows.write([
                child.id.text, birth, row.segmentClass.rawValue, row.start.slashed,
                row.end?.slashed ?? "",
            ])
        }
    }

    /// Counts lines as the two tables do, the line of titles as the first.
    private func writeExceptions(to rows: inout RowWriter) throws {
        var (missingLine, episodeLine) = (2, 2)
        try forEach { child, own in
            let name = child.id.text
            guard let words = child.words else {
                guard own.isReturned else { return }
                try rows.write([
                    "note", "", name,
                    "the child's words have been erased or are sealed: without id, date of birth "
                        + "and sex there is no valid row; \(own.missing.count) missing rows and "
                        + "\(own.episodes.count) episodes left out",
                ])
                return
            }
            for failure in MissingRules(own, birth: words.birth).failures {
                let line = (failure.isOfEpisodes ? episodeLine : missingLine) + failure.place
                try rows.write([
                    "\(failure.rule)", "\(line)", name, MissingRules.reason(failure, own),
                ])
            }
            for row in own.leftOut {
                try rows.write([
                    "note", "", name,
                    "\(row.segmentClass.rawValue) \(row.start.slashed) to "
                        + "\(row.end?.slashed ?? "still open"): left out, for it lies outside "
                        + "every period of care on record",
                ])
            }
            missingLine += own.missing.count
            episodeLine += own.episodes.count
        }
    }
}
