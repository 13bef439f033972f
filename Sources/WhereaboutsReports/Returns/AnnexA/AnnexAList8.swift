import EventLog
public import Whereabouts

/// List 8 of Ofsted's Annex A: children in care on the day of an inspection, and those who ceased to
/// be in the six months before, as CSV and as a workbook.
///
/// Missing and away incidents are those of the twelve months up to the day, both days included, from
/// all placements. Columns that a log of absences does not hold are blank.
public struct AnnexAList8: StatutoryReturn {
    /// The form.
    public let specification = ReturnSpecification.annexAList8
    /// How many children are left out because their words are erased.
    public let erasedCount: Int
    private let view: RecordsView
    private let day: InspectionDay
    private let children: [ChildFile]
    private let authority: String?
    private let homes: HomeRegister

    /// Opens the words of every child of the authority.
    ///
    /// - Parameters:
    ///   - view: What was known.
    ///   - day: The day of the inspection.
    ///   - authority: The code of the authority that is inspected: children in its care, and what
    ///     began on a day on which it was responsible; `nil` for all.
    ///   - progress: Told how many children are done, one call at a time, on any thread.
    /// - Throws: ``StatutoryReturnError``, `RecordError.unknownAuthority`, or what reading throws.
    public init(
        _ view: RecordsView, on day: LocalDate, authority: String? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        (self.view, self.day, self.authority) = (view, InspectionDay(day), authority)
        guard view.hasKeys else { throw StatutoryReturnError.needsKey }
        if let authority { try view.checkAuthority(authority) }
        let files = try view.childFiles(
            where: { record in authority.map { record.wasResponsible($0) } ?? true },
            progress: progress)
        children = files.filter { $0.words != nil }
        erasedCount = files.count - children.count
        homes = try view.homeDetails()
    }

    /// The list as CSV, and as a workbook.
    public var files: [String] { ["list-8.csv", "list-8.xlsx"] }

    /// Writes one file, a piece at a time; see ``StatutoryReturn``.
    @discardableResult
    public func write(_ file: String, to sink: @escaping ([UInt8]) throws -> Void) throws -> Int {
        let titles = specification.columns(of: "list-8")
        switch file {
        case "list-8.csv":
            var rows = RowWriter(titles, to: sink)
            try forEachRow { try rows.write($0.map(\.csv)) }
            return try rows.finish()
        case "list-8.xlsx":
            return try Workbook(sheet: "List 8", titles: titles).write(to: sink) { body in
                try forEachRow(body)
            }
        default: throw StatutoryReturnError.unknownFile(file, files: files)
        }
    }

    private func forEachRow(_ body: ([ReturnCell]) throws -> Void) throws {
        for child in children {
            let row = try AnnexARow(
                child, day, asOf: view.now, of: authority, specification, homes)
            if let row { try body(row.cells) }
        }
    }
}
