import Whereabouts

/// A row of the Header table: who a child is.
struct HeaderRow {
    let fields: [String]
    /// Its values that nobody recorded.
    let derived: [Derived]
    /// The Department's rules that it fails for want of what nobody recorded, each with the reason.
    private(set) var failures: [(rule: Int, reason: String)] = []

    init(
        _ id: String, _ words: IdentityWords, _ form: ReturnSpecification, _ year: CollectionYear,
        _ episodes: [EpisodeRow]
    ) {
        let (sex, upn) = (form.code("SEX", words.sex), words.upn ?? Self.pupilNotKnown)
        let ethnicity = words.ethnicity ?? ""
        fields = [id, sex, words.birth?.slashed ?? "", ethnicity, upn, "", ""]
        derived =
            words.upn == nil
            ? [
                Derived(
                    "UPN", "no pupil number is on record; \(Self.pupilNotKnown) stands for it")
            ] : []
        if sex.isEmpty { fail(101, "SEX: the form has no code for what is on record") }
        if words.birth == nil { fail(102, "DOB: not on record") }
        if ethnicity.isEmpty { fail(103, "ETHNIC: not on record") }
        if !Self.isPupilNumber(upn) {
            fail(168, "UPN: what is on record is no pupil number; correct it")
        }
        if upn == Self.pupilNotKnown, let birth = words.birth, Self.isOfSchoolAge(birth, year) {
            fail(209, "UPN: the child is of school age; record the pupil number")
        }
        addMother(sex == form.code("SEX", "F"), year, episodes)
    }

    private mutating func fail(_ rule: Int, _ reason: String) { failures.append((rule, reason)) }

    /// Rules 393 and 607: a log of absences does not hold whether a girl is a mother.
    private mutating func addMother(
        _ isFemale: Bool, _ year: CollectionYear, _ episodes: [EpisodeRow]
    ) {
        let counted = episodes.filter { $0.status != "V3" && $0.status != "V4" }
        guard isFemale, !counted.isEmpty else { return }
        fail(393, "MOTHER: not recorded here; fill it in before you upload the return")
        let isCeased = counted.contains { row in
            !row.reason.isEmpty && row.reason != "X1"
                && row.dec.map { year.includes($0, $0) } ?? false
        }
        if isCeased { fail(607, "MOTHER: not recorded here, and care has ceased") }
    }

    /// Rule 209: four years old by 31 August of the year before the collection year starts.
    private static func isOfSchoolAge(_ birth: LocalDate, _ year: CollectionYear) -> Bool {
        let day = LocalDate(yyyymmdd: Int32(year.first.year - 1) * 10_000 + 831)
        return day.map { birth.adding(years: 4) <= $0 } ?? false
    }

    /// Rule 168: a letter but I, O or S, then 12 digits or 11 and a letter; or UN1 to UN5.
    private static func isPupilNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.count == 3, text.hasPrefix("UN") { return ("1"..."5").contains(text.suffix(1)) }
        guard bytes.count == 13, let first = bytes.first, let last = bytes.last else {
            return false
        }
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        return isLetter(first) && !"IOS".utf8.contains(first)
            && bytes[1..<12].allSatisfy(isDigit) && (isDigit(last) || isLetter(last))
    }

    private static let pupilNotKnown = "UN1"
}
