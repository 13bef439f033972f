import EventLog
import Whereabouts

/// A question of Ofsted's form for a full inspection (SCCIF, Annex A) and the figure that answers it.
///
/// The form changes: the table is data, and a host may give its own.
public struct InspectionItem: Hashable, Sendable {
    /// The number on the form, such as `9a`.
    public let code: String
    /// What is asked.
    public let label: String
    /// What answers it.
    public let answer: Answer

    /// Makes an item.
    public init(_ code: String, _ label: String, _ answer: Answer) {
        (self.code, self.label, self.answer) = (code, label, answer)
    }

    /// What can answer a question.
    public enum Answer: String, Hashable, Sendable, CaseIterable {
        /// Stays that started in the period.
        case admitted
        /// Stays that ended in it.
        case left
        /// Children who live in the home now.
        case residents
        /// Those of them who were said to be at risk of sexual exploitation.
        case residentsAtRiskOfCSE
        /// Away incidents that start in the period.
        case awayIncidents
        /// Children with one.
        case childrenAway
        /// Nothing that these records hold: no data, never 0.
        case notRecorded
    }

    /// Items 5 to 10 of the form of 2019-20 (reference 190009).
    public static let standard = [
        InspectionItem("5", "children admitted", .admitted),
        InspectionItem("6", "children who left", .left),
        InspectionItem("7", "children resident now", .residents),
        InspectionItem("8a", "times restraint was used", .notRecorded),
        InspectionItem("8b", "children restrained", .notRecorded),
        InspectionItem("9a", "times away without authorisation", .awayIncidents),
        InspectionItem("9b", "children away without authorisation", .childrenAway),
        InspectionItem("10", "residents at risk of sexual exploitation", .residentsAtRiskOfCSE),
    ]

    /// The codes of the items that are answered as of the moment of asking.
    static func ofNow(_ items: [InspectionItem]) -> Set<String> {
        Set(items.filter(\.isOfNow).map(\.code))
    }

    /// How many children the answer is about; `nil` where all of the home are.
    func people(_ summary: Summary) -> Int? {
        answer == .awayIncidents || answer == .childrenAway ? summary.counts.childrenAway : nil
    }

    /// The answer in a summary.
    ///
    /// Where children went and none was ever placed, who lived there is no data; where the risks of
    /// none of them were assessed, who is at risk.
    func figure(_ summary: Summary) -> ReportFigure {
        let value: (count: ReportFigure.Value, ids: [EntryID]?) =
            switch answer {
            case .admitted: (.count(summary.admitted.count), summary.admitted)
            case .left: (.count(summary.left.count), summary.left)
            case .residents: (.count(summary.residents.count), summary.residents)
            case .residentsAtRiskOfCSE:
                (.count(summary.residentsAtRiskOfCSE.count), summary.residentsAtRiskOfCSE)
            case .awayIncidents:
                (.count(summary.counts.awayIncidents.count), summary.counts.awayIncidents)
            case .childrenAway:
                (.count(summary.counts.childrenAway), summary.counts.awayIncidents)
            case .notRecorded: (.noData, nil)
            }
        guard isKnown(summary) else { return ReportFigure(code, label, .noData) }
        return ReportFigure(code, label, value.count, ids: value.ids)
    }

    private func isKnown(_ summary: Summary) -> Bool {
        switch answer {
        case .admitted, .left, .residents: summary.counts.hasPlacements
        case .residentsAtRiskOfCSE:
            summary.counts.hasPlacements
                && (summary.residents.isEmpty
                    || summary.residentsNotAssessed.count < summary.residents.count)
        case .awayIncidents, .childrenAway: summary.counts.hasAway
        case .notRecorded: true
        }
    }

    /// How many the answer says nothing about: residents whose risks nobody has assessed.
    func withoutData(_ summary: Summary) -> Int {
        answer == .residentsAtRiskOfCSE ? summary.residentsNotAssessed.count : 0
    }

    /// Whether it is answered as of the moment of asking, whatever the period.
    var isOfNow: Bool { answer == .residents || answer == .residentsAtRiskOfCSE }
}
