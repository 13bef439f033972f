import EventLog
public import Whereabouts

/// A question that a report answers, in a form that can be stored and asked again years later.
///
/// It names children by number and never by the host's own id, so it can stand in a log in clear.
public struct ReportQuestion: Hashable, Sendable {
    /// Which report; the name of the command.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        /// ``CountsReport``.
        case counts
        /// ``SummaryReport``.
        case summary
        /// ``InterviewReport``.
        case interviews = "rhi"
        /// ``AuthorityReport``.
        case authorities = "rhi-by-authority"
        /// ``PersistentReport``.
        case persistent
        /// ``UnexplainedReport``.
        case unexplained
        /// ``BandReport``.
        case bands
        /// ``DeadlineReport`` of what is overdue.
        case overdue
        /// ``DeadlineReport`` of everything that is owed.
        case owed
        /// ``HistoryReport``; holds words where the log's key is given.
        case history
        /// A history as a page that goes through what was known when; only as HTML.
        case replay
        /// ``InspectionPack``.
        case pack
        /// ``BoardReport``.
        case board
        /// ``VisitReport`` (regulation 44).
        case visit
        /// ``ReviewReport`` (regulation 45).
        case review
        /// ``PatternReport``.
        case patterns
        /// ``LocationReport``.
        case locations
        /// ``PoliceReport``.
        case police
        /// ``NationalTableReport``.
        case national
        /// ``InformationRequestReport``.
        case informationRequest = "foi"
        /// ``KeepingReport``.
        case retention
    }

    /// The form in which the answer is given.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// For people.
        case text
        /// For machines.
        case json
        /// For spreadsheets: the tables, one below the other.
        case csv
        /// For browsers; needs a ``PageRenderer``.
        case html
    }

    /// The edition of the reports' forms: a report of another edition cannot be compared.
    public static let version = "1"

    /// Which report.
    public var name: Name
    /// The form of the answer.
    public var form: Form
    /// The period, for reports that have one.
    public var period: Period?
    /// One home; `nil` for all.
    public var home: HomeID?
    /// One authority; `nil` for all.
    public var authority: String?
    /// The collection year that ends on 31 March of it, for the national table.
    public var year: Int?
    /// Who the answer is for.
    public var disclosure = Disclosure.internal
    /// What becomes of small numbers in an answer for the public.
    public var smallNumbers = Suppression.Method.hide
    /// Periods of which the same report is out already, in their order; for the public.
    public var published: [Period] = []
    /// One child's number, for a history.
    public var child: UInt64?

    /// Makes a question about everything.
    public init(_ name: Name, as form: Form) {
        self.name = name
        self.form = form
    }

    /// The question as JSON: the same question has the same bytes.
    public var parameters: JSONValue {
        var members = [
            JSONMember("report", .string(name.rawValue)),
            JSONMember("form", .string(form.rawValue)),
        ]
        if let period {
            members.append(JSONMember("from", .string(period.from.description)))
            members.append(JSONMember("to", .string(period.to.description)))
        }
        if let home { members.append(JSONMember("home", .string(home.text))) }
        if let authority { members.append(JSONMember("authority", .string(authority))) }
        if let year { members.append(JSONMember("year", .integer(Int64(year)))) }
        if disclosure != .internal {
            members.append(JSONMember("disclosure", .string(disclosure.rawValue)))
        }
        if smallNumbers != .hide {
            members.append(JSONMember("smallNumbers", .string(smallNumbers.rawValue)))
        }
        if !published.isEmpty {
            let periods = published.map { "\($0.from)..\($0.to)" }
            members.append(JSONMember("published", .string(periods.joined(separator: ","))))
        }
        if let child { members.append(JSONMember("child", .integer(Int64(clamping: child)))) }
        return .object(members)
    }

    /// Reads a question back; `nil` when it is not one of this edition.
    public init?(parameters text: String) {
        guard let value = try? JSONValue(parsing: Array(text.utf8).span),
            let name = Self.text(value["report"]).flatMap({ Name(rawValue: $0) }),
            let form = Self.text(value["form"]).flatMap({ Form(rawValue: $0) })
        else { return nil }
        self.init(name, as: form)
        home = Self.text(value["home"]).map { HomeID($0) }
        authority = Self.text(value["authority"])
        if case .integer(let number)? = value["year"] { year = Int(clamping: number) }
        disclosure =
            Self.text(value["disclosure"]).flatMap { Disclosure(rawValue: $0) } ?? .internal
        smallNumbers =
            Self.text(value["smallNumbers"]).flatMap { Suppression.Method(rawValue: $0) } ?? .hide
        if case .integer(let number)? = value["child"] { child = UInt64(clamping: number) }
        if let from = Self.date(value["from"]), let to = Self.date(value["to"]) {
            period = Period(from: from, to: to)
        }
        published = (Self.text(value["published"]) ?? "").split(separator: ",").compactMap {
            Self.period(String($0))
        }
        // What this edition does not know would be left out of the answer.
        guard parameters.text == text else { return nil }
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    /// Reads `2025-04-01..2025-06-01`, the last day not counted; `nil` when it does not read so.
    public static func period(_ text: String) -> Period? {
        let days = text.split(separator: "..", omittingEmptySubsequences: false)
        guard days.count == 2, let from = try? LocalDate(iso: String(days[0])),
            let to = try? LocalDate(iso: String(days[1])), from < to
        else { return nil }
        return Period(from: from, to: to)
    }

    private static func date(_ value: JSONValue?) -> LocalDate? {
        text(value).flatMap { try? LocalDate(iso: $0) }
    }
}

extension ReportQuestion {
    /// The bytes of the answer, as they are given out.
    ///
    /// - Parameters:
    ///   - view: The view that the question is asked of.
    ///   - pages: What makes pages; only needed for HTML.
    /// - Returns: UTF-8 that ends in a newline.
    /// - Throws: ``IssueError``, ``DisclosureError``, or what reading throws.
    public func answer(
        in view: RecordsView, pages: (any PageRenderer)? = nil
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try answer(in: view, pages: pages) { bytes += $0 }
        return bytes
    }

    /// Hands over the bytes of the answer in pieces.
    ///
    /// - Parameters:
    ///   - view: The view that the question is asked of.
    ///   - pages: What makes pages; only needed for HTML.
    ///   - sink: Gets the pieces.
    /// - Throws: ``IssueError``, ``DisclosureError``, what reading or the sink throws.
    public func answer(
        in view: RecordsView, pages: (any PageRenderer)? = nil,
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        if form == .html, let page = try pageOfChild(in: view, pages) { return try sink(page) }
        let report = try report(of: view)
        guard form == .csv || form == .html || disclosure != .internal else {
            let text = form == .json ? try report.json().text : try report.text()
            return try sink(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
        }
        let document = try report.document(from: Provenance(view, parameters: shownParameters))
            .disclosed(
                at: disclosure,
                keepingBack: Suppression(limit: Suppression.standard.limit, by: smallNumbers),
                beside: try published.map { try earlier($0, in: view) })
        switch form {
        case .text: try sink(Array(document.text().utf8))
        case .json: try sink(Array((document.json().text + "\n").utf8))
        case .csv: try document.csv(to: sink)
        case .html:
            guard let pages else { throw IssueError.noPages }
            try sink(try pages.page(of: document))
        }
    }

    /// The same report of another period.
    private func earlier(_ period: Period, in view: RecordsView) throws -> Document {
        var question = self
        (question.period, question.published) = (period, [])
        return try question.report(of: view).document(
            from: Provenance(view, parameters: question.shownParameters))
    }

    /// The page of one child that the question asks for; `nil` for other questions.
    private func pageOfChild(
        in view: RecordsView, _ pages: (any PageRenderer)?
    ) throws -> [UInt8]? {
        guard name == .history || name == .replay else { return nil }
        guard let pages else { throw IssueError.noPages }
        let child = ChildID("#\(try needed(child))")
        return name == .replay
            ? try pages.replay(of: child, in: view, at: disclosure)
            : try pages.chronology(of: child, in: view, at: disclosure)
    }

    /// The question as pages show it; a child stands in the page's subject.
    private var shownParameters: [Provenance.Parameter] {
        guard case .object(let members) = parameters else { return [] }
        return members.compactMap { member in
            switch member.value {
            case .string(let text): Provenance.Parameter(member.name, text)
            case .integer(let number): Provenance.Parameter(member.name, "\(number)")
            default: nil
            }
        }
    }

    private func report(of view: RecordsView) throws -> any PartedReport {
        switch name {
        case .counts: try CountsReport(view, during: try needed(period), home: home)
        case .summary: try SummaryReport(view, during: try needed(period), home: home)
        case .interviews: try InterviewReport(view, during: try needed(period), home: home)
        case .authorities: try AuthorityReport(view, during: try needed(period))
        case .persistent: try PersistentReport(view, during: try needed(period), home: home)
        case .unexplained: try UnexplainedReport(view, during: try needed(period), home: home)
        case .bands: try BandReport(view, during: try needed(period))
        case .overdue: try DeadlineReport(view, of: reach, in: [.overdue])
        case .owed: try DeadlineReport(view, of: reach, in: DeadlineReport.open)
        case .history: try HistoryReport(view, of: ChildID("#\(try needed(child))"))
        case .replay: throw IssueError.onlyAsPage(name)
        case .pack, .visit, .review: try reportOfHome(view)
        case .board: try BoardReport(view, during: try needed(period), of: reach)
        case .patterns: try PatternReport(view, during: try needed(period), of: reach)
        case .locations: try LocationReport(view, during: try needed(period))
        case .police: try PoliceReport(view, during: try needed(period), of: reach)
        case .national:
            try NationalTableReport(view, year: try needed(year), authority: authority)
        case .informationRequest:
            try InformationRequestReport(view, during: try needed(period), authority: authority)
        case .retention: try KeepingReport(view)
        }
    }

    private func reportOfHome(_ view: RecordsView) throws -> any PartedReport {
        let (home, period) = (try needed(home), try needed(period))
        return switch name {
        case .visit: try VisitReport(view, of: home, during: period)
        case .review: try ReviewReport(view, of: home, during: period)
        default: try InspectionPack(view, of: home, during: period)
        }
    }

    private var reach: Reach {
        if let home { return .home(home) }
        if let authority { return .authority(authority) }
        return .everything
    }

    private func needed<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw IssueError.incomplete(name) }
        return value
    }
}
