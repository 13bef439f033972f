package import Whereabouts

/// How deadlines are told.
package enum DeadlineText {
    /// `ageHours` of what is overdue, `hoursLeft` of what is due later; else both null.
    package static func members(_ state: Deadline.State, _ secondsPastDue: Int64?) -> [JSONMember] {
        let isOpen = [.onTrack, .dueSoon].contains(state)
        let age = state == .overdue ? secondsPastDue.map { Hours.text($0) } : nil
        let left = isOpen ? secondsPastDue.map { Hours.text(-$0) } : nil
        return [JSONMember("ageHours", .optional(age)), JSONMember("hoursLeft", .optional(left))]
    }

    /// Such as `12.5 h` or `3.0 h left`.
    package static func age(_ state: Deadline.State, _ secondsPastDue: Int64?) -> String {
        guard let seconds = secondsPastDue else { return "" }
        switch state {
        case .overdue: return "\(Hours.text(seconds)) h"
        case .onTrack, .dueSoon: return "\(Hours.text(-seconds)) h left"
        default: return ""
        }
    }

    /// Who owes it, such as `the home`, `LA1` or `the police (PF1)`.
    package static func owner(_ deadline: Deadline) -> String {
        if deadline.duty.isOfPolice {
            return deadline.owner.isEmpty ? "the police" : "the police (\(deadline.owner))"
        }
        return deadline.owner.isEmpty ? "the home" : deadline.owner
    }

    package static func label(_ state: Deadline.State) -> String {
        switch state {
        case .onTrack: "on track"
        case .dueSoon: "due soon"
        case .overdue: "overdue"
        case .met: "met"
        case .metLate: "met late"
        case .released: "released"
        case .unknown: "unknown"
        }
    }

    package static func label(_ duty: Deadline.Duty) -> String {
        switch duty {
        case .returnInterview: "return home interview"
        case .absenceReview: "review of the absence"
        case .safeAndWell: "safe and well check"
        case .placingAuthority: "tell the placing authority"
        case .parents: "decide about the parents"
        case .homeOfficeMissing: "tell the Home Office: missing"
        case .homeOfficeFound: "tell the Home Office: found"
        case .ofsted: "decide about Ofsted"
        case .challenge: "answer to a challenge"
        case .action: "action"
        }
    }
}
