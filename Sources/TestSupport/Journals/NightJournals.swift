import EventLog
import Whereabouts

/// Acceptance fixtures AF6, AF7 and AF8: what one absence does to the segments and the clock.
enum NightJournals {
    private static let home = "SC900601"

    private static func story(seed: UInt64) -> JournalStory {
        JournalStory(seed: seed, homes: [StoryHome(id: home)])
    }

    // MARK: AF6

    /// Three children, the same night; interviews a minute before, at and after 72 hours.
    static func af6() -> [JournalEntry] {
        var story = story(seed: 6)
        for (place, seconds) in ([-60, 0, 60] as [Int64]).enumerated() {
            story.begin(StoryChild("N6", place + 1, at: home))
            let opening = absentThenMissing(&story)
            let due = Instant.at("2025-05-03T04:15:00+01:00").adding(hours: 72)
            story.interview(
                opening, offered: .at("2025-05-03T14:00:00+01:00"),
                held: due.adding(seconds: seconds))
        }
        return story.woven
    }

    /// Absent to the police at 20:00, missing at 22:10, medium, then high; back before dawn.
    private static func absentThenMissing(_ story: inout JournalStory) -> JournalEntry {
        let departed = Instant.at("2025-05-02T20:00:00+01:00")
        let opening = story.leave(home, departed)
        story.report(.at("2025-05-02T20:15:00+01:00"))
        story.add(
            .policeCategorised, "2025-05-02T20:25:00+01:00", ["category": "absent"],
            by: JournalStory.police)
        let review = story.add(
            .absenceReviewSet, "2025-05-02T20:30:00+01:00",
            ["dueAt": .time(.at("2025-05-02T22:00:00+01:00")), "agreedWith": "P-1"],
            by: JournalStory.staff)
        story.tellCarers(departed)
        story.add(
            .absenceReviewDone, "2025-05-02T22:00:00+01:00",
            ["dueRef": .id(review.id), "outcome": "recategorise"], by: JournalStory.police)
        story.add(
            .recategorised, "2025-05-02T22:10:00+01:00",
            ["fromCategory": "absent", "toCategory": "missing"], by: JournalStory.police)
        story.add(
            .policeGraded, "2025-05-02T22:15:00+01:00", ["grade": "medium", "officer": "P-1"],
            by: JournalStory.police)
        story.add(
            .policeGraded, "2025-05-03T01:00:00+01:00",
            ["grade": "high", "officer": "P-1", "previous": "medium"], by: JournalStory.police)
        story.find(.at("2025-05-03T03:30:00+01:00"))
        story.comeBack(to: home, .at("2025-05-03T04:15:00+01:00"))
        story.check(.at("2025-05-03T05:00:00+01:00"))
        story.ask(.at("2025-05-03T09:00:00+01:00"))
        return opening
    }

    // MARK: AF7

    /// At a friend's, lost, found, refusing, back the next day: A, M, A.
    static func af7() -> [JournalEntry] {
        var story = story(seed: 7)
        let departed = Instant.at("2025-06-12T18:00:00+01:00")
        story.begin(StoryChild("N7", 1, at: home))
        let opening = story.leave(
            home, departed, known: true, words: ["saidWhereGoing": "to a friend's"])
        story.tellCarers(departed, about: "absence")
        story.add(
            .whereaboutsLost, at: departed.adding(hours: 2), ["placeClass": "at-friend"],
            by: JournalStory.staff)
        story.report(.at("2025-06-12T20:15:00+01:00"))
        story.add(
            .placingAuthorityTold, "2025-06-12T20:30:00+01:00",
            ["person": "W-1", "method": "phone", "about": "missing"], by: JournalStory.staff)
        story.find(.at("2025-06-12T23:30:00+01:00"), "at-friend")
        story.add(
            .returnRefused, "2025-06-12T23:40:00+01:00", ["whereabouts": "at-friend"],
            by: JournalStory.police, words: ["why": "wants to sleep there"])
        let returned = Instant.at("2025-06-13T17:00:00+01:00")
        story.comeBack(to: home, returned)
        story.lookAfter(returned)
        story.interview(
            opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
        return story.woven
    }

    // MARK: AF8

    /// Out twice on one day and back both times, each with an interview of its own.
    static func af8() -> [JournalEntry] {
        var story = story(seed: 8)
        story.begin(StoryChild("N8", 1, at: home))
        for (out, hours, pause) in [
            ("2025-07-08T08:00:00+01:00", 3, 2), ("2025-07-08T17:00:00+01:00", 4, 18),
        ] {
            let returned = Instant.at(out).adding(hours: hours)
            let opening = story.leave(home, .at(out))
            story.tellEveryone(.at(out))
            story.find(returned.adding(minutes: -45))
            story.comeBack(to: home, returned)
            story.lookAfter(returned)
            story.interview(
                opening, offered: returned.adding(hours: pause),
                held: returned.adding(hours: pause + 1))
        }
        return story.woven
    }
}
