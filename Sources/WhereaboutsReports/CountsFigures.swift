import Whereabouts

/// A home's counts under their names of the domain contract, in its order.
///
/// What the source cannot hold is no data: away incidents where they are not recorded, days of
/// residents where no placement is.
enum CountsFigures {
    /// Figures that tell of the moment of asking, whatever the period.
    static let ofNow: Set = ["openNow"]

    static func figures(_ counts: HomeCounts) -> [ReportFigure] {
        let away = counts.hasAway
        return incidents(counts) + [
            ReportFigure("children", "children", .count(counts.children)),
            ReportFigure(
                "childrenMoreThanOnce", "children more than once",
                .count(counts.childrenMoreThanOnce)),
            ReportFigure("maxPerChild", "most absences of one child", .single(counts.maxPerChild)),
            ReportFigure("childrenMissing", "children missing", .count(counts.childrenMissing)),
            ReportFigure(
                "childrenAway", "children away", away ? .count(counts.childrenAway) : .noData),
            ReportFigure("openNow", "open now", counts.openNow),
            ReportFigure("openAtEnd", "open at the end of the period", counts.openAtEnd),
            ReportFigure("secondsAway", nil, .integer(counts.secondsAway)),
            ReportFigure("hours", "hours away", hours(counts)),
            ReportFigure(
                "absencesWithoutTime", "absences without a time, not in the hours",
                .count(counts.absencesWithoutTime)),
            ReportFigure("overnight", "overnight (any part of 00:00 to 06:00)", counts.overnight),
            ReportFigure("grades", "highest grade of the police", grades(counts)),
            ReportFigure(
                "residentDays", "resident days",
                counts.hasPlacements ? .count(counts.residentDays) : .noData),
            ReportFigure(
                "reportsPer100ResidentDays", "reports per 100 resident days", perDays(counts)),
            ReportFigure(
                "annexA9a", "Annex A 9a, times away",
                away ? .count(counts.awayIncidents.count) : .noData),
            ReportFigure(
                "annexA9b", "Annex A 9b, children away",
                away ? .count(counts.childrenAway) : .noData),
        ]
    }

    private static func incidents(_ counts: HomeCounts) -> [ReportFigure] {
        [
            ReportFigure("absences", "absences", counts.absences),
            ReportFigure("missingIncidents", "missing incidents (M)", counts.missingIncidents),
            counts.hasAway
                ? ReportFigure("awayIncidents", "away incidents (A)", counts.awayIncidents)
                : ReportFigure("awayIncidents", "away incidents (A)", .noData, ids: []),
            ReportFigure("policeReports", "reports to the police", counts.policeReports),
        ]
    }

    /// No data where no absence has a time at both ends.
    static func hours(_ counts: HomeCounts) -> ReportFigure.Value {
        let isUnknown =
            !counts.absences.isEmpty && counts.absencesWithoutTime == counts.absences.count
        return isUnknown
            ? .noData
            : .hours(counts.secondsAway, of: counts.absences.count - counts.absencesWithoutTime)
    }

    private static func grades(_ counts: HomeCounts) -> ReportFigure.Value {
        .parts(
            GradeCounts.order.map { grade in
                let name = name(of: grade)
                let label = CodeList.policeGrade.code(grade.rawValue) ?? name
                return (name, label, counts.grades[grade])
            })
    }

    static func name(of grade: PoliceGrade) -> String {
        switch grade {
        case .high: "high"
        case .medium: "medium"
        case .low: "low"
        case .veryLow: "veryLow"
        default: "noApparentRisk"
        }
    }

    /// Reports for a hundred days that a child lived there; not a percentage.
    private static func perDays(_ counts: HomeCounts) -> ReportFigure.Value {
        counts.hasPlacements
            ? .ratio(Rate(counts.policeReports.count, of: counts.residentDays)) : .noData
    }
}
