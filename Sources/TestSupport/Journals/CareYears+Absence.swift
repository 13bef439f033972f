import EventLog
import Whereabouts

extension CareYears {
    /// Some absences in a span of days; one after the other, but for a few.
    mutating func goMissing(in span: ClosedRange<LocalDate>) {
        let length = span.upperBound.daysSince1970 - span.lowerBound.daysSince1970
        var day = span.lowerBound.adding(days: dice.below(max(1, length)))
        for _ in 0..<dice.below(6) {
            guard day <= span.upperBound else { return }
            let start = moment(on: day)
            let end = beAway(from: start)
            guard let end else {
                if dice.happens(90) { return }
                day = day.adding(days: 3)
                continue
            }
            let back = London.date(of: end)
            if dice.happens(5) {
                day = day.adding(days: dice.below(3))
            } else {
                day = back.adding(days: dice.happens(15) ? 0 : dice.draw(1...90))
            }
        }
    }

    /// One absence; gives its end, `nil` when the child has not come back.
    private mutating func beAway(from start: Instant) -> Instant? {
        let home = dice.pick(Self.homes)
        let isKnown = dice.happens(35)
        let opening = add(
            .absenceNoted, at: start,
            [
                "whereaboutsKnown": .bool(isKnown), "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .time(start), "lastSeenBy": "homeStaff",
            ], home: home)
        let seconds = Int64(length())
        let limit = London.midnight(of: Self.last.adding(days: 2))
        if dice.happens(25) {
            add(
                isKnown ? .whereaboutsLost : .whereaboutsBecameKnown,
                at: start.adding(seconds: seconds / 3), ["placeClass": "at-friend"],
                episode: opening.id)
        }
        let end = start.adding(seconds: seconds)
        if !isKnown, dice.happens(12) {
            refuseReturn(at: start.adding(seconds: seconds / 2), opening)
        }
        guard end < limit, !dice.happens(2) else { return nil }
        let returned = add(
            .childReturned, at: end, ["toHome": .string(home), "returnedBy": "police"],
            episode: opening.id)
        amend(opening, returned)
        return end
    }

    /// Found, and at the same minute not willing to come back; the refusal is recorded first.
    private mutating func refuseReturn(at moment: Instant, _ opening: JournalEntry) {
        add(
            .returnRefused, at: moment, ["whereabouts": "at-friend"], episode: opening.id)
        var found = add(
            .childFound, at: moment,
            ["foundBy": "police", "placeClass": "at-friend", "circumstances": "at-friend"],
            episode: opening.id)
        found.recordedAt = moment.adding(minutes: 8)
        entries[entries.count - 1] = found
    }

    private mutating func length() -> Int {
        switch dice.below(10) {
        case 0..<6: dice.draw(1_800...50_000)
        case 6..<9: dice.draw(50_000...900_000)
        default: dice.draw(900_000...20_000_000)
        }
    }

    /// Corrects some returns by an hour or more, and withdraws some absences.
    private mutating func amend(_ opening: JournalEntry, _ returned: JournalEntry) {
        let later = returned.occurredAt.adding(minutes: 600)
        if dice.happens(4) {
            let moved = returned.occurredAt.adding(minutes: dice.draw(30...500))
            let patch: JSONValue = ["path": "occurredAt", "new": .time(moved)]
            add(
                .entryCorrected, at: later, ["patches": [patch], "approvedBy": "M-1"],
                words: ["reason": "by the home's diary"], refersTo: returned.id)
        } else if dice.happens(2) {
            add(
                .entryWithdrawn, at: later, ["approvedBy": "M-1"],
                words: ["reason": "the child was at school"], refersTo: opening.id)
        }
    }
}
