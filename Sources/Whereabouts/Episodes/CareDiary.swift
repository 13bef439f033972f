/// Beginnings and ends of care, told as periods that never overlap.
///
/// Several systems may say the same. Care that begins while the child is in care is the same care;
/// of a day on which care ends and begins again, the end comes first.
struct CareDiary {
    private var beginnings: [LocalDate: UInt8] = [:]
    private var endings: [LocalDate: UInt8] = [:]

    /// Of two on one day the need recorded later counts, if it says one.
    mutating func note(_ facts: CareStarted) {
        guard let day = facts.decom else { return }
        let need = UInt8(clamping: facts.cin.rawValue)
        beginnings[day] = need == 0 ? beginnings[day] ?? 0 : need
    }

    /// Of two on one day the reason recorded later counts.
    mutating func note(_ facts: CareCeased) {
        guard let day = facts.dec else { return }
        endings[day] = UInt8(clamping: facts.rec.rawValue)
    }

    /// The periods in order, and the ends of care of which nobody recorded the beginning.
    var periods: (care: [CarePeriod], ends: [CarePeriod]) {
        var (care, ends): ([CarePeriod], [CarePeriod]) = ([], [])
        for day in Set(beginnings.keys).union(endings.keys).sorted() {
            var ending = endings[day]
            if let reason = ending, let last = care.last, last.to == nil {
                (care[care.count - 1].to, care[care.count - 1].ceased) = (day, reason)
                ending = nil
            }
            if let need = beginnings[day], care.last.map({ $0.to != nil }) ?? true {
                care.append(CarePeriod(from: day, need: need))
            } else if let need = beginnings[day], need != 0, care[care.count - 1].need == 0 {
                care[care.count - 1].need = need
            }
            guard let reason = ending else { continue }
            if let last = care.last, last.to == nil {
                (care[care.count - 1].to, care[care.count - 1].ceased) = (day, reason)
            } else {
                ends.append(CarePeriod(from: day, to: day, ceased: reason))
            }
        }
        return (care, ends)
    }
}
