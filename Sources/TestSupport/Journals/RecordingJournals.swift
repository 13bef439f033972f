import EventLog
import Whereabouts

/// Acceptance fixtures AF11 and AF12: what is recorded late, wrongly or in an odd order.
enum RecordingJournals {
    private static let home = "SC901101"

    private static func story(seed: UInt64) -> JournalStory {
        JournalStory(seed: seed, homes: [StoryHome(id: home)])
    }

    // MARK: AF11

    /// Eight episodes of a quarter, the report on it, then three late entries and a correction.
    static func af11() -> [JournalEntry] {
        var story = story(seed: 11)
        let children = (1...5).map { StoryChild("Q11", $0, at: home) }
        var corrected: JournalEntry?
        for (place, child) in children.enumerated() {
            story.begin(child)
            // The first three children have two episodes, the others one.
            for day in stride(from: place * 10, to: place < 3 ? 75 : 50, by: 45) {
                story.turn(to: child.id)
                story.serveEpisode(
                    from: home, out: .at("2025-01-08T18:00:00Z").adding(hours: 24 * day))
                corrected = corrected ?? story.entries.last { $0.kind == .childReturned }
            }
        }
        issueReport(&story)
        enterLate(&story, child: children[4].id)
        if let corrected { correct(corrected, &story) }
        return story.woven
    }

    private static func issueReport(_ story: inout JournalStory) {
        story.turn(to: nil)
        story.add(
            .reportIssued, "2025-04-02T10:00:00+01:00",
            [
                "type": "home-counts",
                "sha256": .string(String(repeating: "0123456789abcdef", count: 4)),
            ], by: JournalStory.manager, home: home)
    }

    /// An absence of 20 March is found in the paper book on 7 April.
    private static func enterLate(_ story: inout JournalStory, child: String) {
        let departed = Instant.at("2025-03-20T19:00:00Z")
        story.turn(to: child)
        story.wait(until: "2025-04-07T10:00:00+01:00")
        let words: JSONValue = ["lateReason": "found in the paper book"]
        story.leave(home, departed, words: words)
        story.report(departed.adding(minutes: 20), words: words)
        story.comeBack(to: home, departed.adding(hours: 5), words: words)
    }

    private static func correct(_ returned: JournalEntry, _ story: inout JournalStory) {
        story.turn(to: returned.child)
        story.add(
            .entryCorrected, "2025-04-10T09:00:00+01:00",
            [
                "patches": [
                    [
                        "path": "occurredAt", "old": .time(returned.occurredAt),
                        "new": .time(returned.occurredAt.adding(minutes: 40)),
                    ]
                ],
                "approvedBy": "M-1",
            ], by: JournalStory.manager, words: ["reason": "the gate log says so"],
            refersTo: returned.id)
    }

    // MARK: AF12

    /// Four children: found before reported, no offer, an overlap, an entry five days late.
    static func af12() -> [JournalEntry] {
        var story = story(seed: 12)
        let children = (1...4).map { StoryChild("L12", $0, at: home) }
        story.begin(children[0])
        foundBeforeReported(&story)
        story.begin(children[1])
        interviewedWithoutOffer(&story)
        story.begin(children[2])
        overlapping(&story)
        story.begin(children[3])
        checkedAndEnteredLate(&story)
        return story.woven
    }

    private static func foundBeforeReported(_ story: inout JournalStory) {
        let departed = Instant.at("2025-06-02T20:00:00+01:00")
        let opening = story.leave(home, departed)
        story.tellCarers(departed)
        story.find(departed.adding(minutes: 100))
        story.report(departed.adding(minutes: 120))
        backAndServed(opening, departed.adding(minutes: 150), &story)
    }

    private static func interviewedWithoutOffer(_ story: inout JournalStory) {
        let departed = Instant.at("2025-06-09T20:00:00+01:00")
        let returned = departed.adding(hours: 8)
        let opening = story.leave(home, departed)
        story.tellEveryone(departed)
        story.find(returned.adding(minutes: -45))
        story.comeBack(to: home, returned)
        story.lookAfter(returned)
        story.hold(opening, returned.adding(hours: 44))
    }

    /// A second absence is noted while the first is open; each has its own return.
    private static func overlapping(_ story: inout JournalStory) {
        let departed = Instant.at("2025-06-16T20:00:00+01:00")
        let first = story.leave(home, departed)
        story.tellEveryone(departed)
        let second = story.leave(home, departed.adding(hours: 12))
        story.tellEveryone(departed.adding(hours: 12))
        for (episode, hours) in [(first, 15), (second, 100)] {
            story.resume(episode.child ?? "", episode)
            story.find(departed.adding(hours: hours - 1))
            backAndServed(episode, departed.adding(hours: hours), &story)
        }
    }

    /// The safe and well check was in time; its entry is five days late.
    private static func checkedAndEnteredLate(_ story: inout JournalStory) {
        let departed = Instant.at("2025-06-23T20:00:00+01:00")
        let returned = departed.adding(hours: 8)
        let opening = story.leave(home, departed)
        story.tellEveryone(departed)
        story.find(returned.adding(minutes: -45))
        story.comeBack(to: home, returned)
        story.ask(returned.adding(minutes: 70))
        story.interview(
            opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
        story.wait(until: "2025-06-29T04:45:00+01:00")
        story.check(returned.adding(minutes: 45))
    }

    private static func backAndServed(
        _ opening: JournalEntry, _ returned: Instant, _ story: inout JournalStory
    ) {
        story.comeBack(to: home, returned)
        story.lookAfter(returned)
        story.interview(
            opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
    }
}
