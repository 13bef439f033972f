import EventLog
import Whereabouts

/// Acceptance fixture AF3: 87 authorities, three cohorts, and who has data on interviews.
///
/// | cohort | authorities with data | one child of each, two episodes: one interview held, one declined |
/// |---|---|---|
/// | missing from their own home | 1 to 24 | no home; a report to the police opens the episode |
/// | looked after in area | 1 to 21 | a home in the authority's own area |
/// | looked after out of area | 1 to 14 | the home of the authority with the next number |
///
/// Authorities 70 to 87 have one returned child each, in area, and no word about an interview: they
/// say that neither offers nor interviews are recorded here. The others have no episodes.
enum CohortJournal {
    private static let inArea = 1...21
    private static let silent = 70...87

    static func entries() -> [JournalEntry] {
        var story = JournalStory(
            seed: 3,
            homes: (Array(inArea) + silent).map { StoryHome(id: home($0), authority: code($0)) },
            authorities: (1...87).map(code))
        for number in 1...24 { tell("F", number, at: nil, &story) }
        for number in inArea { tell("N", number, at: home(number), &story) }
        for number in 1...14 { tell("O", number, at: home(number + 1), &story) }
        var last: JournalEntry?
        for number in silent {
            story.begin(StoryChild("S", number, at: home(number), of: code(number)))
            last = goAndReturn(home(number), number, &story).returned
        }
        story.add(
            .entryAnnotated, "2025-06-01T09:00:00Z", by: JournalStory.manager,
            words: ["note": "looked through the quarter"], refersTo: last?.id)
        story.turn(to: nil)
        for number in silent { declare(code(number), &story) }
        return story.woven
    }

    private static func declare(_ authority: String, _ story: inout JournalStory) {
        for about in ["interviews", "offers"] {
            story.add(
                .recordingPractice, "2025-06-01T09:00:00Z",
                [
                    "about": .string(about), "recorded": false, "authority": .string(authority),
                    "validFrom": "2024-06-03",
                ], by: JournalStory.office)
        }
    }

    private static func code(_ number: Int) -> String {
        GeneratedNames.padded("LA", number, width: 2)
    }

    private static func home(_ number: Int) -> String {
        GeneratedNames.padded("SC9003", number, width: 2)
    }

    private static func tell(
        _ prefix: String, _ number: Int, at home: String?, _ story: inout JournalStory
    ) {
        let visitor = RecordingActor.rhiProvider("R-\(code(number))")
        story.begin(StoryChild(prefix, number, at: home, of: code(number)))
        let first = goAndReturn(home, number, &story)
        story.interview(
            first.opening, offered: first.returned.occurredAt.adding(hours: 20),
            held: first.returned.occurredAt.adding(hours: 30 + number), by: visitor)
        story.turn(to: story.child)
        let second = goAndReturn(home, number + 40, &story)
        let offer = story.offer(
            second.opening, second.returned.occurredAt.adding(hours: 24), by: visitor)
        story.answer(offer, .rhiDeclined, by: visitor)
    }

    /// A child goes missing on day `day` of 2025 and is back the same night.
    private static func goAndReturn(
        _ home: String?, _ day: Int, _ story: inout JournalStory
    ) -> (opening: JournalEntry, returned: JournalEntry) {
        let departed = Instant.at("2025-01-02T16:00:00Z").adding(hours: 24 * day)
        let opening = story.goMissing(from: home, departed)
        let returned = story.comeBack(
            to: home ?? "family", departed.adding(hours: 5),
            by: home == nil ? JournalStory.police : JournalStory.staff)
        return (opening, returned)
    }
}
