import EventLog
import Whereabouts

/// Acceptance fixture AF13: 72 hours over both clock changes of 2025.
///
/// | child | returned | due | interview held |
/// |---|---|---|---|
/// | K13001 | 29 March 10:00 GMT | 1 April 11:00 BST | when due: in time |
/// | K13002 | 26 October 05:30 GMT, gone since 23:30 BST: seven hours | 29 October 05:30 GMT | a minute later: late |
enum ClockJournal {
    private static let home = "SC901301"

    static func entries() -> [JournalEntry] {
        var story = JournalStory(seed: 13, homes: [StoryHome(id: home)])
        tell(1, from: "2025-03-28T20:00:00Z", to: "2025-03-29T10:00:00Z", late: 0, &story)
        tell(2, from: "2025-10-25T23:30:00+01:00", to: "2025-10-26T05:30:00Z", late: 1, &story)
        return story.woven
    }

    private static func tell(
        _ number: Int, from out: String, to back: String, late minutes: Int,
        _ story: inout JournalStory
    ) {
        let (departed, returned) = (Instant.at(out), Instant.at(back))
        story.begin(StoryChild("K13", number, at: home))
        let opening = story.leave(home, departed)
        story.tellEveryone(departed)
        story.find(returned.adding(minutes: -45))
        story.comeBack(to: home, returned)
        story.lookAfter(returned)
        story.interview(
            opening, offered: returned.adding(hours: 20),
            held: returned.adding(hours: 72).adding(minutes: minutes))
    }
}
