import Whereabouts

/// The names of the published measures and columns, and the bands: data of one edition.
struct NationalLayout: Hashable, Sendable {
    let name: String
    /// The first collection year that it holds for.
    let firstYear: Int
    let columns: [String]
    let during: String
    let missing: ClassNames
    let away: ClassNames
    let ages: Bands
    let durations: Bands

    /// What the measures of one class are called.
    struct ClassNames: Hashable, Sendable {
        let children: String
        let incidents: String
        let average: String
        let moreThanOnce: String
        let open: String
        let percentage: String
    }

    static func newest(for year: Int) -> NationalLayout {
        editions.last { $0.firstYear <= year } ?? editions[0]
    }

    /// The measures are those of the releases of 2021 to 2025; the bands of duration beyond the
    /// first and the last are from memory.
    static let editions = [
        NationalLayout(
            name: "cla-missing-2021", firstYear: 2015,
            columns: [
                "time_period", "time_identifier", "geographic_level", "country_code",
                "country_name", "region_code", "region_name", "old_la_code", "la_name",
                "new_la_code", "missing_status", "number",
            ],
            during: "Children looked after during the year",
            missing: ClassNames(
                children: "Children who had a missing incident during the year",
                incidents: "Number of missing incidents during the year",
                average:
                    "Average number of missing incidents per looked after child who went missing",
                moreThanOnce: "Children who went missing more than once during the year",
                open: "Children missing at 31 March",
                percentage: "Percentage with a missing incident"),
            away: ClassNames(
                children:
                    "Children who were away from placement without authorisation during the year",
                incidents:
                    "Number of incidents of away from placement without authorisation during the "
                    + "year",
                average:
                    "Average number of incidents per looked after child who was away from placement "
                    + "without authorisation",
                moreThanOnce:
                    "Children who were away from placement without authorisation more than once "
                    + "during the year",
                open: "Children away from placement without authorisation at 31 March",
                percentage: "Percentage with an away from placement incident"),
            ages: Bands([
                (1, "1 to 4"), (5, "5 to 9"), (10, "10 to 15"),
                (16, "16 years and over"),
            ]),
            durations: Bands([
                (0, "2 days or less"), (3, "3 to 7 days"), (8, "8 to 14 days"),
                (15, "15 to 30 days"), (31, "more than 30 days"),
            ]))
    ]
}
