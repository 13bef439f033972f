/// The codes that a column of the return has, and those that it has no more.
///
/// A retired code is taken over as it stands, with a notice; one that never was is refused.
/// Sources: rules 101, 103, 144 to 146, 149 and 178 of the Department as `csc-validator-be-903`
/// 0.1.17 has them for each year from 2022-23 on; older codes are those of the Department's guides.
struct SSDA903Codes {
    let column: String
    let list: CodeList
    /// Codes of older returns.
    var retired: [Retired] = []

    /// Codes, and the year in which the last collection year that had them ended.
    struct Retired {
        let codes: Set<String>
        let lastYear: Int
    }

    static let sex = SSDA903Codes(
        column: "SEX", list: .sex, retired: [Retired(codes: ["1", "2"], lastYear: 2024)])
    static let ethnicity = SSDA903Codes(column: "ETHNIC", list: .ethnicity)
    static let status = SSDA903Codes(column: "LS", list: .ls)
    static let need = SSDA903Codes(column: "CIN", list: .cin)
    static let place = SSDA903Codes(
        column: "PLACE", list: .place,
        retired: [
            Retired(codes: ["H5", "P2", "Z1"], lastYear: 2025),
            Retired(
                codes: [
                    "F1", "F2", "F3", "F4", "F5", "F6", "H3", "H4", "M1", "M2", "M3", "Q1", "Q2",
                ], lastYear: 2015),
        ])
    static let provider = SSDA903Codes(column: "PLACE_PROVIDER", list: .placeProvider)
    static let ceased = SSDA903Codes(
        column: "REC", list: .rec, retired: [Retired(codes: ["E43", "E44"], lastYear: 2016)])
    static let change = SSDA903Codes(column: "REASON_PLACE_CHANGE", list: .reasonPlaceChange)

    /// Placements that have no provider: temporary ones and those of no known type (rule 178).
    static let placesWithoutProvider: Set = [
        "T0", "T1", "T2", "T3", "T4", "Z1", "Z11", "Z12", "Z13", "Z14",
    ]

    /// Why `code` is refused; names it only if it can be no more than a code.
    func refusal(of code: String) -> String {
        let isShort =
            code.utf8.count <= 6
            && code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return "\(isShort ? code : "a value of another form") was never a code of the form; "
            + "one of \(list.codes.joined(separator: ", "))"
    }

    /// What is said of a code that the form has no more; `nil` for a code in use.
    func notice(of code: String, yearEnd: LocalDate?) -> String? {
        guard let retired = retired.first(where: { $0.codes.contains(code) }) else { return nil }
        let last = "\(retired.lastYear - 1)-\(Self.twoDigits(retired.lastYear))"
        var text = "\(column) \(code): a code of returns up to \(last), taken over"
        if let year = yearEnd?.year, year > retired.lastYear {
            text += "; the return is of \(year - 1)-\(Self.twoDigits(year))"
        }
        return text
    }

    private static func twoDigits(_ year: Int) -> String {
        let digits = year % 100
        return digits < 10 ? "0\(digits)" : "\(digits)"
    }
}
