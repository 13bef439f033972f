import EventLog
import Whereabouts

/// Acceptance fixture AF2: what became of the interviews of 100 episodes.
///
/// One episode each of 100 children at four homes, January to March 2025. By a number from 0 to 99:
///
/// | number | offered | then |
/// |---|---|---|
/// | 0 to 23 | within 72 hours | declined |
/// | 24 to 68 | within 72 hours | held within 72 hours |
/// | 69 to 73 | within 72 hours | held later |
/// | 74 to 79 | within 72 hours | accepted, not held |
/// | 80 to 99 | never | nobody challenged it |
enum InterviewJournal {
    private static let homes = (1...4).map { StoryHome(id: "SC90020\($0)", capacity: 25) }

    static func entries() -> [JournalEntry] {
        var story = JournalStory(seed: 2, homes: homes)
        var last: JournalEntry?
        for place in 0..<100 {
            let home = homes[place % homes.count].id
            story.begin(StoryChild("I", place + 1, at: home))
            let departed = Instant.at("2025-01-02T18:00:00Z").adding(minutes: 1_250 * place)
            let opening = story.leave(home, departed)
            let returned = departed.adding(minutes: 400 + 7 * place)
            last = story.comeBack(to: home, returned)
            // 37 and 100 have no common factor: every number comes once.
            interview(place * 37 % 100, opening, returned, &story)
        }
        story.add(
            .entryAnnotated, "2025-06-01T09:00:00Z", by: JournalStory.manager,
            words: ["note": "looked through the quarter"], refersTo: last?.id)
        return story.woven
    }

    private static func interview(
        _ number: Int, _ opening: JournalEntry, _ returned: Instant, _ story: inout JournalStory
    ) {
        guard number < 80 else { return }
        let offered = returned.adding(hours: 10 + number % 40)
        switch number {
        case 24..<69:
            story.interview(opening, offered: offered, held: returned.adding(hours: 70))
        case 69..<74:
            story.interview(opening, offered: offered, held: returned.adding(hours: 75))
        default:
            let offer = story.offer(opening, offered)
            story.answer(offer, number < 24 ? .rhiDeclined : .rhiAccepted)
        }
    }
}
