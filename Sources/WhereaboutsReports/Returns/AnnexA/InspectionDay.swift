import Whereabouts

/// The day of an inspection, and the days from which its lists look back.
struct InspectionDay: Hashable {
    let day: LocalDate
    /// The same day twelve months before.
    let yearBefore: LocalDate
    /// The same day six months before; the last of its month where there is none.
    let halfYearBefore: LocalDate

    init(_ day: LocalDate) {
        self.day = day
        yearBefore = day.adding(years: -1)
        let (year, month) =
            day.month > 6 ? (day.year, day.month - 6) : (day.year - 1, day.month + 6)
        let days = [day.day, 30, 29, 28].lazy.compactMap {
            try? LocalDate(year: year, month: month, day: min($0, day.day))
        }
        halfYearBefore = days.first ?? day
    }

    /// Whether something happened within the twelve months, both ends included.
    func isInYear(_ date: LocalDate) -> Bool { yearBefore <= date && date <= day }

    /// Whether a child of this period of care is on the lists: in care, or not for six months.
    func includes(_ period: CareHistory.Period) -> Bool {
        period.from <= day && period.to ?? .last >= halfYearBefore
    }
}
