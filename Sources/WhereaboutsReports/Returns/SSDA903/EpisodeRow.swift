import Whereabouts

/// A row of the Episodes table, in days; an episode of care, not one of absence.
struct EpisodeRow: Hashable {
    let decom: LocalDate
    var dec: LocalDate?
    let begun: Begun
    let status: String
    let stay: Stay?
    var reason = ""
    var change = ""

    init(decom: LocalDate, dec: LocalDate?, begun: Begun, status: String, stay: Stay?) {
        (self.decom, self.dec, self.begun) = (decom, dec, begun)
        (self.status, self.stay) = (status, stay)
    }

    /// Why it began (SSDA903, item RNE).
    enum Begun: String {
        case care = "S"
        case place = "P"
        case status = "L"
        case both = "B"
    }

    /// The row as known on the last day of a year; `nil` when it does not belong there.
    func inYear(_ year: CollectionYear) -> EpisodeRow? {
        guard year.includes(decom, dec) else { return nil }
        var row = self
        row.dec = year.end(dec)
        if row.dec == nil { (row.reason, row.change) = ("", "") }
        return row
    }

    /// The fields in the order of the form, without CHILD; `home` gives the placement's home.
    func fields(_ form: ReturnSpecification, _ home: HomeDetails?) -> [String] {
        let kind = form.code("PLACE", home?.kind)
        return [
            decom.slashed, begun.rawValue, status, "N1", stay?.place ?? kind,
            stay?.provider ?? "", dec?.slashed ?? "", reason, change, "", "",
            home?.returnedID ?? "",
        ]
    }
}
