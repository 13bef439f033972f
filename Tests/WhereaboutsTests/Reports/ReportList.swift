import EventLog
import Whereabouts
import WhereaboutsReports

/// Every report on a view, for what has to hold for all of them.
enum ReportList {
    /// Reports that name no child's words; `home` and `authority` have to be registered.
    static func figures(
        _ view: RecordsView, _ period: Period, home: HomeID, authority: String
    ) throws -> [any Report] {
        [
            try CountsReport(view, during: period),
            try CountsReport(view, during: period, home: home),
            try InterviewReport(view, during: period),
            try InterviewReport(view, during: period, home: home),
            try AuthorityReport(view, during: period), try SummaryReport(view, during: period),
            try SummaryReport(view, during: period, home: home),
            try PersistentReport(view, during: period),
            try PersistentReport(view, during: period, home: home),
            try UnexplainedReport(view, during: period),
            try UnexplainedReport(view, during: period, home: home),
            try BandReport(view, during: period),
            try DeadlineReport(view, of: .everything, in: DeadlineReport.open),
            try DeadlineReport(view, of: .home(home)),
            try DeadlineReport(view, of: .authority(authority)),
        ] + (try documents(view, period, home: home, authority: authority))
    }

    private static func documents(
        _ view: RecordsView, _ period: Period, home: HomeID, authority: String
    ) throws -> [any Report] {
        [
            try InspectionPack(view, of: home, during: period),
            try VisitReport(view, of: home, during: period),
            try ReviewReport(view, of: home, during: period),
            try LocationReport(view, during: period),
            try NationalTableReport(view, year: period.from.year + 1),
            try NationalTableReport(view, year: period.from.year + 1, authority: authority),
            try InformationRequestReport(view, during: period),
            try InformationRequestReport(view, during: period, authority: authority),
        ]
            + (try [Reach.everything, .home(home), .authority(authority)].flatMap {
                reach -> [any Report] in
                [
                    try BoardReport(view, during: period, of: reach),
                    try PatternReport(view, during: period, of: reach),
                    try PoliceReport(view, during: period, of: reach),
                ]
            })
    }

    /// JSON and text of reports, one after the other.
    static func outputs(_ reports: [any Report]) throws -> [String] {
        try reports.flatMap { [try $0.json().text, try $0.text()] }
    }
}

extension JSONValue {
    /// The member that names, one within the other, lead to.
    func at(_ names: String...) -> JSONValue? {
        names.reduce(self) { value, name in value?[name] }
    }

    /// An object without the log's name and root.
    var withoutPlace: JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != "origin" && $0.name != "root" })
    }

    /// The elements of a list; none of anything else.
    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The names of an object's members, in order.
    var names: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.name)
    }
}
