import Whereabouts

/// A home's counts under their names of the domain contract, in its order.
enum CountsFigures {
    static func figures(_ counts: HomeCounts) -> [Figure] {
        incidents(counts) + [
            Figure("children", "children", .count(counts.children)),
            Figure(
                "childrenMoreThanOnce", "children more than once",
                .count(counts.childrenMoreThanOnce)),
            Figure("maxPerChild", "most absences of one child", .count(counts.maxPerChild)),
            Figure("childrenMissing", "children missing", .count(counts.childrenMissing)),
            Figure("childrenAway", "children away", .count(counts.childrenAway)),
            Figure("openNow", "open now", counts.openNow),
            Figure("secondsAway", nil, .integer(counts.secondsAway)),
            Figure("hours", "hours away", hours(counts)),
            Figure(
                "absencesWithoutTime", "absences without a time, not in the hours",
                .count(counts.absencesWithoutTime)),
            Figure("overnight", "overnight (any part of 00:00 to 06:00)", counts.overnight),
            Figure("grades", "highest grade of the police", grades(counts)),
            Figure("residentDays", "resident days", .count(counts.residentDays)),
            Figure(
                "reportsPer100ResidentDays", "reports per 100 resident days", perDays(counts)),
            Figure("annexA9a", "Annex A 9a, times away", .count(counts.awayIncidents.count)),
            Figure("annexA9b", "Annex A 9b, children away", .count(counts.childrenAway)),
        ]
    }

    private static func incidents(_ counts: HomeCounts) -> [Figure] {
        [
            Figure("absences", "absences", counts.absences),
            Figure("missingIncidents", "missing incidents (M)", counts.missingIncidents),
            Figure("awayIncidents", "away incidents (A)", counts.awayIncidents),
            Figure("policeReports", "reports to the police", counts.policeReports),
        ]
    }

    /// No data where no absence has a time at both ends.
    static func hours(_ counts: HomeCounts) -> Figure.Value {
        let isUnknown =
            !counts.absences.isEmpty && counts.absencesWithoutTime == counts.absences.count
        return isUnknown ? .noData : .text(Hours.text(counts.secondsAway))
    }

    private static func grades(_ counts: HomeCounts) -> Figure.Value {
        .parts(
            GradeCounts.order.map { grade in
                let name = name(of: grade)
                let label = CodeList.policeGrade.code(grade.rawValue) ?? name
                return (name, label, counts.grades[grade])
            })
    }

    private static func name(of grade: PoliceGrade) -> String {
        switch grade {
        case .high: "high"
        case .medium: "medium"
        case .low: "low"
        case .veryLow: "veryLow"
        default: "noApparentRisk"
        }
    }

    /// Reports for a hundred days that a child lived there; not a percentage.
    private static func perDays(_ counts: HomeCounts) -> Figure.Value {
        .ratio(Rate(counts.policeReports.count, of: counts.residentDays))
    }
}
