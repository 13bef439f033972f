import EventLog
public import Whereabouts

/// What happened at homes in a period, for people and for machines.
public enum CountsReport {
    /// One home's counts as JSON: every figure, and under `ids` the entries behind it.
    public static func json(_ counts: HomeCounts, _ period: Period) -> JSONValue {
        .object(members(counts, period))
    }

    /// All homes' counts as JSON, with totals, sums by sector and the ten homes with most reports.
    public static func json(_ counts: CountsByHome, _ period: Period) -> JSONValue {
        let topTen = counts.homes.prefix(10).reduce(0) { $0 + $1.policeReports.count }
        var members = [
            JSONMember("from", .string(period.from.description)),
            JSONMember("to", .string(period.to.description)),
            JSONMember("total", total(counts.total)),
            JSONMember("topTenPoliceReports", .integer(Int64(topTen))),
            JSONMember("sectors", .array(sectors(counts))),
        ]
        members.append(
            JSONMember("homes", .array(counts.homes.map { .object(self.members($0, period)) })))
        return .object(members)
    }

    /// One home's counts as text.
    public static func text(_ counts: HomeCounts, _ period: Period) -> String {
        var text = "Home \(counts.home?.text ?? "not known"), "
        text += "\(period.from) up to, without, \(period.to)\n"
        for (name, figure) in figures(counts) { text += "  \(label(name)): \(figure)\n" }
        return text
    }

    /// All homes' counts as text: the homes with most reports to the police first.
    public static func text(_ counts: CountsByHome, _ period: Period) -> String {
        var text = "All homes, \(period.from) up to, without, \(period.to)\n"
        for (name, figure) in figures(counts.total) { text += "  \(label(name)): \(figure)\n" }
        let columns = ["home", "absences", "M", "A", "police", "children", "open"]
        var rows = [columns]
        rows += counts.homes.map { home in
            [home.home?.text ?? "(not known)"]
                + [
                    home.absences.count, home.missingIncidents.count, home.awayIncidents.count,
                    home.policeReports.count, home.children, home.openNow.count,
                ].map(String.init)
        }
        return text + "\n" + TextTable.text(rows)
    }

    private static func members(_ counts: HomeCounts, _ period: Period) -> [JSONMember] {
        var members = [
            JSONMember("home", counts.home.map { .string($0.text) } ?? .null),
            JSONMember("sector", sector(counts.sector)),
            JSONMember("from", .string(period.from.description)),
            JSONMember("to", .string(period.to.description)),
        ]
        members += figures(counts).map { JSONMember($0.name, .integer(Int64($0.figure))) }
        members.append(JSONMember("ids", ids(counts)))
        return members
    }

    private static func total(_ counts: HomeCounts) -> JSONValue {
        .object(figures(counts).map { JSONMember($0.name, .integer(Int64($0.figure))) })
    }

    /// The figures under their names of the domain contract, in its order.
    private static func figures(_ counts: HomeCounts) -> [(name: String, figure: Int)] {
        [
            ("absences", counts.absences.count),
            ("missingIncidents", counts.missingIncidents.count),
            ("awayIncidents", counts.awayIncidents.count),
            ("policeReports", counts.policeReports.count),
            ("children", counts.children),
            ("childrenMoreThanOnce", counts.childrenMoreThanOnce),
            ("maxPerChild", counts.maxPerChild),
            ("childrenMissing", counts.childrenMissing),
            ("childrenAway", counts.childrenAway),
            ("openNow", counts.openNow.count),
        ]
    }

    private static func ids(_ counts: HomeCounts) -> JSONValue {
        let lists = [
            ("absences", counts.absences), ("missingIncidents", counts.missingIncidents),
            ("awayIncidents", counts.awayIncidents), ("policeReports", counts.policeReports),
            ("openNow", counts.openNow),
        ]
        return .object(
            lists.map { name, ids in
                JSONMember(name, .array(ids.map { .string($0.description) }))
            })
    }

    /// Reports and homes of every sector, in the order of the code list; unknown last.
    private static func sectors(_ counts: CountsByHome) -> [JSONValue] {
        let codes: [Sector?] = [.localAuthority, .nhs, .other, .private, .voluntary, nil]
        return codes.compactMap { code in
            let homes = counts.homes.filter { $0.sector == code }
            guard !homes.isEmpty else { return nil }
            let reports = homes.reduce(0) { $0 + $1.policeReports.count }
            return [
                "sector": sector(code), "homes": .integer(Int64(homes.count)),
                "policeReports": .integer(Int64(reports)),
            ]
        }
    }

    private static func sector(_ sector: Sector?) -> JSONValue {
        sector.flatMap { CodeList.sector.code($0.rawValue) }.map { .string($0) } ?? .null
    }

    private static func label(_ name: String) -> String {
        switch name {
        case "missingIncidents": "missing incidents (M)"
        case "awayIncidents": "away incidents (A)"
        case "policeReports": "reports to the police"
        case "childrenMoreThanOnce": "children more than once"
        case "maxPerChild": "most absences of one child"
        case "childrenMissing": "children missing"
        case "childrenAway": "children away"
        case "openNow": "open now"
        default: name
        }
    }
}
