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
    /// The category of need; `nil` when none was recorded.
    var need: String?
    /// Its values that nobody recorded.
    var derived: [Derived] = []

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
        if row.dec == nil {
            (row.reason, row.change) = ("", "")
            row.derived.removeAll { $0.item.hasPrefix("DEC") }
        }
        return row
    }

    /// The fields in the order of the form, without CHILD; `home` is the placement's on that day.
    func fields(_ form: ReturnSpecification, _ home: HomeDetails?) -> [String] {
        [
            decom.slashed, begun.rawValue, status, need ?? Self.needNotKnown,
            stay?.place ?? form.code("PLACE", home?.kind), stay?.provider ?? "",
            dec?.slashed ?? "", reason, change, "", "", home?.returnedID ?? "",
        ]
    }

    /// The values that nobody recorded, those of the form included.
    func derived(_ home: HomeDetails?) -> [Derived] {
        var all = derived
        if need == nil {
            all.append(
                Derived(
                    "CIN", "no category of need is on record; \(Self.needNotKnown) stands for it"))
        }
        if let stay, stay.place == nil {
            let kind = home?.kind.map { "from the home's kind, \($0)" }
            all.append(Derived("PLACE", kind ?? "not on record"))
        }
        return all
    }

    /// Abuse or neglect, by far the most frequent need.
    private static let needNotKnown = "N1"
}
