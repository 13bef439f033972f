import EventLog
import Whereabouts

extension JournalStory {
    static let staff = RecordingActor.homeStaff("S-1")
    static let manager = RecordingActor.registeredManager("M-1")
    static let police = RecordingActor.police("P-1")
    static let worker = RecordingActor.placingAuthorityWorker("W-1")

    /// An episode that lacks nothing: told, found, back, checked, asked and interviewed.
    @discardableResult
    mutating func serveEpisode(
        from home: String, out departed: Instant, hours: Int = 8
    ) -> JournalEntry {
        let opening = leave(home, departed)
        tellEveryone(departed)
        let returned = departed.adding(hours: hours)
        find(returned.adding(minutes: -45))
        comeBack(to: home, returned)
        lookAfter(returned)
        interview(opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
        return opening
    }

    // MARK: Going

    /// Staff see the child last and note the absence at the same moment.
    @discardableResult
    mutating func leave(
        _ home: String, _ moment: Instant, known: Bool = false, words: JSONValue? = nil
    ) -> JournalEntry {
        add(
            .absenceNoted, at: moment,
            [
                "whereaboutsKnown": .bool(known), "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .time(moment), "lastSeenBy": "homeStaff",
            ], by: Self.staff, home: home, words: words)
    }

    /// The child is missing from `home`, or, without one, from the family: then the police say so.
    @discardableResult
    mutating func goMissing(from home: String?, _ moment: Instant) -> JournalEntry {
        guard let home else { return report(moment, by: Self.police) }
        return leave(home, moment)
    }

    /// A report to the police; the first entry of a strand opens an episode with it.
    @discardableResult
    mutating func report(
        _ moment: Instant, by actor: RecordingActor = staff, words: JSONValue? = nil
    ) -> JournalEntry {
        add(
            .reportedToPolice, at: moment,
            [
                "force": "PF1", "callRef": .string("CAD-\(entries.count)"),
                "reporter": .string(actor.id), "method": "101",
            ], by: actor, words: words)
    }

    /// Police, placing authority and parents hear within the hour; Ofsted need not.
    mutating func tellEveryone(_ departed: Instant) {
        report(departed.adding(minutes: 20))
        tellCarers(departed)
    }

    /// Everybody who hears within the hours after the departure, but for the police.
    mutating func tellCarers(
        _ departed: Instant, about: JSONValue = "missing", parents: Bool = true
    ) {
        add(
            .placingAuthorityTold, at: departed.adding(minutes: 35),
            ["person": "W-1", "method": "phone", "about": about], by: Self.staff)
        if parents {
            add(
                .parentsTold, at: departed.adding(minutes: 45), ["who": "mother"], by: Self.staff)
        } else {
            add(
                .parentsNotTold, at: departed.adding(minutes: 45), by: Self.staff,
                words: ["why": "no parent in the country"])
        }
        add(
            .ofstedNotificationDecided, at: departed.adding(minutes: 90),
            ["decision": "not-serious"], by: Self.manager)
    }

    // MARK: Coming back

    mutating func find(_ moment: Instant, _ place: JSONValue = "street") {
        add(
            .childFound, at: moment,
            [
                "foundBy": "police", "placeClass": place, "circumstances": place,
                "harm": "none-known",
            ], by: Self.police)
    }

    @discardableResult
    mutating func comeBack(
        to home: String, _ moment: Instant, by actor: RecordingActor = staff,
        words: JSONValue? = nil
    ) -> JournalEntry {
        add(
            .childReturned, at: moment, ["toHome": .string(home), "returnedBy": "police"],
            by: actor, words: words)
    }

    // MARK: Afterwards

    /// The police see the child within the hour, and the child says why.
    mutating func lookAfter(_ returned: Instant) {
        check(returned.adding(minutes: 45))
        ask(returned.adding(minutes: 70))
    }

    mutating func check(_ moment: Instant) {
        add(
            .safeAndWellDone, at: moment,
            ["method": "face-to-face", "disclosed": false, "sharedWith": ["homeStaff"]],
            by: Self.police)
    }

    mutating func ask(_ moment: Instant) {
        add(
            .childReasonsRecorded, at: moment, ["reasons": ["friends"]], by: Self.staff,
            words: ["childWords": "wanted to see the boats"])
    }
}
