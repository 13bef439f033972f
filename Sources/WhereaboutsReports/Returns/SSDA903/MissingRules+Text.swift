import Whereabouts

extension MissingRules {
    /// Why a row fails and why it stands all the same, in plain words.
    static func reason(_ failure: Failure, _ rows: ChildReturn) -> String {
        if failure.isOfEpisodes {
            return "line of episodes.csv: the child was missing until care ended at 18, and the "
                + "reason on record is not E8; correct the reason if it is wrong"
        }
        let row = rows.missing[failure.place]
        let span = "\(row.start.slashed) to \(row.end?.slashed ?? "still open")"
        return "\(span): \(cause(failure.rule, row, rows))"
    }

    private static func cause(_ rule: Int, _ row: MissingRow, _ rows: ChildReturn) -> String {
        switch rule {
        case 567: "ends before it starts; it stands as it was recorded: correct the times"
        case 571: "ends outside the year; correct the times"
        case 574: "overlaps another absence of the child; join or correct them"
        case 575:
            "the child was still gone on 31 March and an episode of care ended on the day on which "
                + "the row starts or after it; the rule wants an end and there is none"
        case 576: "last year's return has an open row with another start"
        case 577: "does not fit the periods of care of the year's episodes"
        case 578: "starts outside the periods of care of the year's episodes"
        case 581: "starts on a day that no episode of the year covers"
        case 586: "starts on or before the date of birth"
        case 1012: "the child has no episode in the year"
        default: "fails the rule"
        }
    }
}
