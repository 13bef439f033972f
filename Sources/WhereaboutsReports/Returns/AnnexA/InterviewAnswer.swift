import EventLog
import Whereabouts

/// What a return asks about the interview of one episode: was it offered, was it accepted.
struct InterviewAnswer: Hashable {
    enum Answer: String {
        case yes, no, unknown
    }

    let offered: Answer
    let accepted: Answer

    /// Offered: yes with an offer; no where somebody says so, or the time is up and offers are recorded
    /// here; else nobody knows.
    init(_ interview: Interview, asOf now: Instant, recordsOffers: Bool) {
        let isPast = interview.due.map { $0 < now } ?? false
        if !interview.offers.isEmpty {
            offered = .yes
        } else if !interview.notDone.isEmpty || isPast && recordsOffers {
            offered = .no
        } else {
            offered = .unknown
        }
        if !interview.completions.isEmpty {
            accepted = .yes
        } else if interview.isDeclined || offered == .no {
            accepted = .no
        } else {
            accepted = interview.acceptances.isEmpty ? .unknown : .yes
        }
    }
}
