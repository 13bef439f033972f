import Whereabouts
import WhereaboutsReports

/// What anybody knows of the numbers of a report who has read what they mean.
///
/// Said by names of sections, rows and columns, apart from what the reports declare of themselves.
struct Knowledge {
    let document: Document
    let prefix: String
    private(set) var facts: [Attacker.Fact] = []
    private(set) var parts: [(part: [String], whole: String)] = []

    init(_ document: Document, _ prefix: String) {
        (self.document, self.prefix) = (document, prefix)
    }

    // MARK: Saying

    mutating func equal(_ whole: String, _ parts: [String]) {
        facts.append(
            Attacker.Fact(
                terms: parts.map { (1, prefix + $0) } + [(-1, prefix + whole)], isEquation: true))
    }

    mutating func equal(_ one: String, _ other: String) { equal(one, [other]) }

    mutating func atMost(_ lesser: [String], _ greater: String) {
        facts.append(
            Attacker.Fact(
                terms: lesser.map { (1, prefix + $0) } + [(-1, prefix + greater)],
                isEquation: false))
    }

    mutating func atMost(_ terms: [(factor: Int, name: String)]) {
        facts.append(
            Attacker.Fact(terms: terms.map { ($0.factor, prefix + $0.name) }, isEquation: false))
    }

    mutating func part(_ part: String..., of whole: String) {
        parts.append((part.map { prefix + $0 }, prefix + whole))
    }

    /// Parts that may overlap: the whole is no less than each and no more than all.
    mutating func cover(_ whole: String, _ parts: [String]) {
        for part in parts { atMost([part], whole) }
        atMost([(1, whole)] + parts.map { (-1, $0) })
    }

    /// Children, those more than once, incidents.
    mutating func repeats(_ children: String, _ more: String, _ incidents: String) {
        part(more, of: children)
        atMost([children, more], incidents)
        none(of: incidents, but: children, ifNone: more)
        none(of: incidents, ifNone: children)
    }

    /// Where there is none of one thing, there is no more of another than of a third.
    mutating func none(of one: String, but other: String? = nil, ifNone zero: String) {
        facts.append(
            Attacker.Fact(
                terms: [(1, prefix + one)] + (other.map { [(-1, prefix + $0)] } ?? []),
                isEquation: false, ifZero: prefix + zero))
    }

    // MARK: Gathering

    mutating func gather() {
        for section in document.sections {
            for table in section.tables where !table.isAboutChildren { gather(table, in: section) }
        }
        switch document.name {
        case "board": gatherBoard()
        case "counts": gatherCounts()
        case "rhi": gatherInterviews(cohorts: ["inArea", "outOfArea", "fromHome"])
        case "summary", "pack": gatherSummary()
        case "visit": gatherCounts("counts")
        case "review": gatherReview()
        case "patterns": gatherPatterns()
        case "police": gatherPolice()
        case "national": gatherNational()
        case "foi": gatherRequest()
        case "locations": gatherLocations()
        case "unexplained":
            gatherRows(
                "unexplained/homes", ["unexplained": "ended"],
                rate: ("unexplainedOfEnded", "unexplained", "ended"))
        case "rhi-by-authority":
            gatherRows(
                "byAuthority/authorities",
                ["offered": "required", "declined": "required", "completed": "required"])
        case "retention":
            part("retention/over", of: "retention/childrenCount")
            part("retention/unknown", of: "retention/childrenCount")
        default: break
        }
    }

    /// Columns that add up, and rows that add up where they are of different things.
    private mutating func gather(_ table: Table, in section: Document.Section) {
        let start = "\(section.name)/\(table.name)/"
        let keys = table.rows.map { CellList.key($0) }
        for key in keys + ["*"] {
            for column in table.columns where !column.parts.isEmpty {
                equal("\(start)\(key)/\(column.name)", column.parts.map { "\(start)\(key)/\($0)" })
            }
        }
        guard table.total != nil else { return }
        for column in table.columns {
            let own = keys.map { "\(start)\($0)/\(column.name)" }
            let whole = "\(start)*/\(column.name)"
            switch column.name {
            case "children": cover(whole, own)
            case "moreThanOnce": for part in own { atMost([part], whole) }
            default: equal(whole, own)
            }
        }
    }

    private func keys(_ section: String, _ table: String) -> [String] {
        let own = document.sections.first { $0.name == section }?.tables.first { $0.name == table }
        return own?.rows.map { CellList.key($0) } ?? []
    }

    private mutating func gatherRows(
        _ table: String, _ parts: [String: String], rate: (String, String, String)? = nil
    ) {
        let names = table.split(separator: "/").map(String.init)
        for key in keys(names[0], names[1]) + ["*"] {
            for (own, whole) in parts {
                part("\(table)/\(key)/\(own)", of: "\(table)/\(key)/\(whole)")
            }
            if let rate {
                ratio(
                    "\(table)/\(key)/\(rate.0)", "\(table)/\(key)/\(rate.1)",
                    "\(table)/\(key)/\(rate.2)")
            }
        }
    }

    private mutating func ratio(_ cell: String, _ numerator: String, _ denominator: String) {
        equal("\(cell)#n", numerator)
        equal("\(cell)#d", denominator)
    }

    // MARK: Reports

    private mutating func gatherBoard() {
        let months = keys("trend", "trend")
        for column in ["children", "incidents", "moreThanOnce"] {
            for place in ["trend/trend/\(months.last ?? "")", "cohorts/cohorts/*", "homes/homes/*"]
            {
                equal("headline/\(column)", "\(place)/\(column)")
            }
        }
        let rows =
            months.map { "trend/trend/\($0)" }
            + keys("cohorts", "cohorts").map { "cohorts/cohorts/\($0)" }
            + keys("homes", "homes").map { "homes/homes/\($0)" } + [
                "cohorts/cohorts/*", "headline",
            ]
        for row in rows {
            repeats("\(row)/children", "\(row)/moreThanOnce", "\(row)/incidents")
            ratio("\(row)/average", "\(row)/incidents", "\(row)/children")
        }
        atMost(["headline/awayChildren"], "headline/awayIncidents")
        gatherInterviews("interviews")
        gatherFunnel()
    }

    private mutating func gatherFunnel() {
        for (row, figure) in [
            ("call for an interview", "required"), ("offered", "offered"),
            ("offered in 72 hours", "offeredIn72"), ("held", "completed"),
            ("held in 72 hours", "completedIn72"),
        ] {
            equal("interviews/funnel/\(row)/episodes", "interviews/\(figure)")
        }
    }

    private mutating func gatherInterviews(_ section: String) {
        func name(_ figure: String) -> String { "\(section)/\(figure)" }
        for figure in [
            "offered", "offeredIn72", "declined", "completed", "completedIn72", "notOffered",
            "awaiting", "overdue", "clockUnknown", "completedWithoutOffer", "challengesDue",
            "withoutData",
        ] {
            part(name(figure), of: name("required"))
        }
        part(name("offeredIn72"), of: name("offered"))
        part(name("completedIn72"), of: name("completed"))
        part(name("completedWithoutOffer"), of: name("completed"))
        part(name("independent"), of: name("interviews"))
        part(name("challengesDue"), of: name("notOffered"))
        atMost([name("offered"), name("notOffered")], name("required"))
        atMost(
            [name("completed"), name("declined"), name("awaiting"), name("overdue")],
            name("required"))
        atMost(
            [(1, name("required"))]
                + ["completed", "declined", "awaiting", "overdue", "clockUnknown"].map {
                    (-1, name($0))
                })
        for (rate, part, whole) in [
            ("offeredOfRequired", "offered", "required"),
            ("completedOfRequired", "completed", "required"),
            ("completedIn72OfRequired", "completedIn72", "required"),
            ("completedIn72OfCompleted", "completedIn72", "completed"),
            ("independentOfInterviews", "independent", "interviews"),
        ] {
            ratio(name(rate), name(part), name(whole))
        }
        equal(name("declinedOfOffered#d"), name("offered"))
        equal(name("completedOfOffered#d"), name("offered"))
        part(name("declinedOfOffered#n"), of: name("offered"))
        part(name("completedOfOffered#n"), of: name("offered"))
        part(name("declinedOfOffered#n"), of: name("declined"))
        equal(name("completed"), [name("completedOfOffered#n"), name("completedWithoutOffer")])
    }

    private mutating func gatherInterviews(cohorts: [String]) {
        for section in ["all"] + cohorts { gatherInterviews(section) }
        let own = cohorts.filter { name in document.sections.contains { $0.name == name } }
        for figure in document.sections.first(where: { $0.name == "all" })?.figures ?? [] {
            let parts = own.map { "\($0)/\(figure.name)" }
            if ["interviews", "independent"].contains(figure.name) {
                cover("all/\(figure.name)", parts)
            } else {
                equal("all/\(figure.name)", parts)
            }
        }
    }

    private mutating func gatherCounts() {
        for section in ["counts", "total"] { gatherCounts(section) }
        for column in [
            "absences", "missingIncidents", "awayIncidents", "policeReports", "openNow", "children",
        ] {
            equal("total/\(column)", "byHome/homes/*/\(column)")
        }
        for key in keys("byHome", "homes") {
            atMost(["byHome/homes/\(key)/children"], "byHome/homes/\(key)/absences")
        }
    }

    private mutating func gatherCounts(_ section: String) {
        func name(_ figure: String) -> String { "\(section)/\(figure)" }
        repeats(name("children"), name("childrenMoreThanOnce"), name("absences"))
        for (children, incidents) in [
            ("childrenMissing", "missingIncidents"), ("childrenAway", "awayIncidents"),
        ] {
            atMost([name(children)], name(incidents))
            none(of: name(incidents), ifNone: name(children))
            part(name(children), of: name("children"))
        }
        let grades = ["High", "Medium", "Low", "VeryLow", "NoApparentRisk"].map {
            name("grades\($0)")
        }
        parts.append((grades.map { prefix + $0 }, prefix + name("absences")))
        for own in grades + [name("overnight"), name("absencesWithoutTime")] {
            part(own, of: name("absences"))
        }
        equal(name("annexA9a"), name("awayIncidents"))
        equal(name("annexA9b"), name("childrenAway"))
        ratio(name("reportsPer100ResidentDays"), name("policeReports"), name("residentDays"))
    }

    private mutating func gatherSummary() {
        let starts = Set(
            document.sections.compactMap { section -> String? in
                guard section.name.hasSuffix("annexA") else { return nil }
                return String(section.name.dropLast("annexA".count))
            }
        ).sorted()
        for start in starts {
            gatherCounts("\(start)counts")
            gatherInterviews("\(start)interviews")
            equal("\(start)annexA/9a", "\(start)counts/awayIncidents")
            equal("\(start)annexA/9b", "\(start)counts/childrenAway")
            part("\(start)annexA/10", of: "\(start)annexA/7")
            part("\(start)others/challengesAnswered", of: "\(start)others/challenges")
            part("\(start)others/unexplained", of: "\(start)others/ended")
            ratio(
                "\(start)others/unexplainedOfEnded", "\(start)others/unexplained",
                "\(start)others/ended")
        }
        let homes = starts.filter { $0 != "total." && !$0.isEmpty }
        for section in document.sections where section.name.hasPrefix("total.") {
            let own = section.name.dropFirst("total.".count)
            for figure in section.figures {
                let parts = homes.map { "\($0)\(own)/\(figure.name)" }
                // A child may be at two homes.
                if figure.name.lowercased().contains("child") || own == "persistent"
                    || ["annexA9b", "9b", "7", "10"].contains(figure.name)
                {
                    continue
                }
                equal("\(section.name)/\(figure.name)", parts)
            }
            if own == "flags" {
                for key in keys(section.name, "flags") {
                    equal(
                        "\(section.name)/flags/\(key)/count",
                        homes.map { "\($0)flags/flags/\(key)/count" })
                }
            }
        }
        gatherFunnel()
        gatherMonths()
        if document.name == "pack" {
            equal("counts/absences", heat())
            part("deadlines/overdue", of: "deadlines/open")
        }
    }

    /// The months of the pack's own period.
    private mutating func gatherMonths() {
        guard let period = document.period, period.from.day == 1, period.to.day == 1 else { return }
        let own = keys("trend", "months").filter { month in
            month >= period.from.description.prefix(7) && month < period.to.description.prefix(7)
        }
        let months =
            (period.to.year * 12 + period.to.month) - (period.from.year * 12 + period.from.month)
        guard own.count == months else { return }
        for column in ["absences", "missingIncidents", "awayIncidents", "policeReports"] {
            equal("counts/\(column)", own.map { "trend/months/\($0)/\(column)" })
        }
    }

    private func heat(_ days: [String]? = nil) -> [String] {
        (days ?? keys("hours", "heat")).flatMap { day in
            (0..<24).map { "hours/heat/\(day)/h\($0 < 10 ? "0\($0)" : "\($0)")" }
        }
    }

    private mutating func gatherReview() {
        for column in ["before", "now"] {
            func name(_ row: String) -> String { "comparison/comparison/\(row)/\(column)" }
            repeats(name("children"), name("children more than once"), name("absences"))
            for row in ["children missing", "children away"] {
                part(name(row), of: name("children"))
            }
            atMost([name("children missing")], name("missing incidents"))
            atMost([name("children away")], name("away incidents"))
            part(name("overnight"), of: name("absences"))
            part(name("unexplained"), of: name("ended"))
            part(name("challenges answered"), of: name("challenges"))
            for row in ["offered", "completed", "declined", "not offered"] {
                part(name(row), of: name("required"))
            }
            part(name("offered in72"), of: name("offered"))
            part(name("completed in72"), of: name("completed"))
        }
        for key in keys("comparison", "comparison") {
            let row = "comparison/comparison/\(key)"
            facts.append(
                Attacker.Fact(
                    terms: [
                        (1, prefix + "\(row)/now"), (-1, prefix + "\(row)/before"),
                        (-1, prefix + "\(row)/change#n"),
                    ], isEquation: true, needsAll: true))
        }
        for (row, figure) in [
            ("required", "required"), ("offered", "offered"), ("offered in72", "offeredIn72"),
            ("declined", "declined"), ("completed", "completed"),
            ("completed in72", "completedIn72"), ("not offered", "notOffered"),
            ("awaiting", "awaiting"), ("overdue", "overdue"), ("challenges due", "challengesDue"),
            ("interviews", "interviews"), ("completed without offer", "completedWithoutOffer"),
            ("clock unknown", "clockUnknown"),
        ] {
            equal("comparison/comparison/\(row)/now", "interviews/\(figure)")
        }
        gatherInterviews("interviews")
    }

    private mutating func gatherPatterns() {
        let all = "repeats/episodes"
        repeats("repeats/children", "repeats/more", all)
        part("repeats/withoutTime", of: all)
        equal(all, heat() + ["repeats/withoutTime"])
        equal(all, "days/dayTypes/*/episodes")
        equal(all, "days/sincePlacement/*/episodes")
        equal("repeats/topTenPercent#d", all)
        part("repeats/topTenPercent#n", of: all)
        let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
        atMost(
            heat(weekdays).map { (1, $0) } + [(-1, "days/dayTypes/Monday to Friday/episodes")])
        atMost(
            heat(["Saturday", "Sunday"]).map { (1, $0) }
                + [(-1, "days/dayTypes/Saturday and Sunday/episodes")])
        for table in ["lastPlaces", "foundPlaces", "foundBy"] {
            let own = keys("places", table).map { "places/\(table)/\($0)/count" }
            parts.append((own.map { prefix + $0 }, prefix + all))
        }
    }

    private mutating func gatherPolice() {
        let all = "nested/incidents"
        part(all, of: "nested/calls")
        repeats("nested/individuals", "nested/repeatIndividuals", all)
        part("nested/missingFromCare", of: all)
        part("nested/individuals", of: all)
        for table in ["grades", "ages", "durations"] {
            equal(all, "incidents/\(table)/*/incidents")
        }
        let own = keys("incidents", "foundBy").map { "incidents/foundBy/\($0)/count" }
        parts.append((own.map { prefix + $0 }, prefix + all))
        for key in keys("incidents", "harm") { atMost(["incidents/harm/\(key)/count"], all) }
    }

    private mutating func gatherNational() {
        for kind in ["missing", "away"] {
            func name(_ figure: String) -> String { "measures/\(kind)\(figure)" }
            repeats(name("Children"), name("MoreThanOnce"), name("Incidents"))
            part(name("Children"), of: "measures/during")
            part(name("Open"), of: name("Incidents"))
            ratio(name("Average"), name("Incidents"), name("Children"))
            ratio(name("MoreThanOncePercentage"), name("MoreThanOnce"), name("Children"))
            ratio(name("Percentage"), name("Children"), "measures/during")
        }
        let labels = document.sections.first { $0.name == "measures" }?.figures ?? []
        for figure in labels {
            for key in keys("published", "published") where key.hasSuffix("|\(figure.label)") {
                equal("measures/\(figure.name)", "published/published/\(key)/number")
            }
        }
        for table in ["byAge", "byDuration", "byPlacement"] {
            equal("measures/missingIncidents", "incidents/\(table)/*/incidents")
            for key in keys("incidents", table) + ["*"] {
                ratio(
                    "incidents/\(table)/\(key)/percentage", "incidents/\(table)/\(key)/incidents",
                    "measures/missingIncidents")
            }
        }
    }

    private mutating func gatherRequest() {
        let rows = keys("grid", "grid")
        func name(_ row: Int, _ column: String) -> String { "grid/grid/\(rows[row])/\(column)" }
        for row in rows.indices {
            part(name(row, "lookedAfter"), of: name(row, "all"))
            part(name(row, "outOfArea"), of: name(row, "lookedAfter"))
        }
        for column in ["all", "lookedAfter", "outOfArea"] {
            atMost([name(0, column)], name(1, column))
            part(name(4, column), of: name(3, column))
            part(name(5, column), of: name(3, column))
            part(name(6, column), of: name(3, column))
            part(name(7, column), of: name(6, column))
            atMost([name(8, column)], name(3, column))
        }
        part(name(0, "lookedAfter"), of: name(2, "lookedAfter"))
        equal(name(0, "all"), "bands/bands/*/total")
        let bounds = [
            ("1", 1, 1), ("2", 2, 2), ("3", 3, 3), ("4", 4, 4), ("5", 5, 5), ("6-10", 6, 10),
            ("11-20", 11, 20), ("21-50", 21, 50), ("51-100", 51, 100), (">100", 101, 500),
        ]
        atMost(bounds.map { ($0.1, "bands/bands/\($0.0)/total") } + [(-1, name(1, "all"))])
        atMost([(1, name(1, "all"))] + bounds.map { (-$0.2, "bands/bands/\($0.0)/total") })
    }

    private mutating func gatherLocations() {
        let all = "league/reports"
        equal(all, "locations/locations/*/reports")
        equal(all, "sectors/sectors/*/reports")
        equal("league/topReports", "sectors/topBySector/*/reports")
        equal("league/topReports", "kinds/topByKind/*/reports")
        part("league/topReports", of: all)
        ratio("league/topOfReports", "league/topReports", all)
        ratio("league/privateOfReports", "sectors/sectors/private/reports", all)
        for name in ["all", "top"] {
            let own = name == "all" ? all : "league/topReports"
            equal("league/\(name)CostLow#n", own)
            equal("league/\(name)CostHigh#n", own)
        }
        let places = keys("locations", "locations")
        for (table, section) in [
            ("sectors", "sectors"), ("topBySector", "sectors"), ("topByKind", "kinds"),
        ] {
            for key in keys(section, table) {
                let start = "\(section)/\(table)/\(key)"
                ratio("\(start)/ofReports", "\(start)/reports", "\(section)/\(table)/*/reports")
            }
        }
        for (place, key) in places.enumerated() {
            let start = "locations/locations/\(key)"
            ratio("\(start)/share", "\(start)/reports", all)
            equal("\(start)/costLow#n", "\(start)/reports")
            equal(
                "\(start)/cumulative#n",
                places.prefix(place + 1).map { "locations/locations/\($0)/reports" })
        }
        for key in keys("sectors", "sectors") {
            equal(
                "sectors/sectors/\(key)/reports",
                places.filter { $0.split(separator: "|").dropFirst().first.map(String.init) == key }
                    .map { "locations/locations/\($0)/reports" })
        }
        equal("league/topReports", places.prefix(10).map { "locations/locations/\($0)/reports" })
    }
}
