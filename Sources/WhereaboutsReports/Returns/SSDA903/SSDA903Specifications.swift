import Whereabouts

extension ReturnSpecification {
    /// The SSDA903 forms, by the years that they are for.
    ///
    /// The tables are the same in every year; item SEX changed with the year 2024-25 (rule 101).
    /// Sources: the DfE's validation rules as `csc-validator-be-903` 0.1.17 has them, and the
    /// schemas of `liia-tools` for 2017 to 2024.
    public static let ssda903 = [
        form(2017, 2024, sex: ["1": "1", "2": "2", "M": "1", "F": "2"]),
        form(2025, 2027, sex: ["1": "M", "2": "F", "M": "M", "F": "F", "U": "U"]),
    ]

    /// The form of a year that ends on 31 March.
    ///
    /// - Throws: ``StatutoryReturnError/noSpecification(form:of:known:)``.
    public static func ssda903(_ year: Int) throws(StatutoryReturnError) -> ReturnSpecification {
        let end = try? LocalDate(year: year, month: 3, day: 31)
        guard let end, let form = ssda903.first(where: { $0.validFrom <= end && end <= $0.validTo })
        else {
            throw .noSpecification(
                form: "SSDA903", of: "the year ending 31 March \(year)", known: "2017 to 2027")
        }
        return form
    }

    private static func form(
        _ first: Int, _ last: Int, sex: [String: String]
    ) -> ReturnSpecification {
        ReturnSpecification(
            version: "ssda903/\(first - 1)-\(first % 100)",
            validFrom: LocalDate(yyyymmdd: Int32(first - 1) * 10_000 + 401) ?? .first,
            validTo: LocalDate(yyyymmdd: Int32(last) * 10_000 + 331) ?? .last,
            tables: [
                Table("header", ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]),
                Table(
                    "episodes",
                    [
                        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC",
                        "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
                    ]),
                Table("missing", ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]),
                Table("exceptions", ["rule", "line", "child", "reason"]),
            ],
            codes: [
                "SEX": sex,
                "PLACE": [
                    "childrens-home": "K2", "secure": "K1", "supported-accommodation": "K3",
                    "residential-school": "S1",
                ],
            ])
    }
}
