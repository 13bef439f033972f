import EventLog
import Whereabouts

/// Acceptance fixture AF5: children by how many incidents they had in 2025.
///
/// | incidents | 1 | 2 | 3 | 4 | 5 | 6-10 | 11-20 | 21-50 | all |
/// |---|---|---|---|---|---|---|---|---|---|
/// | children in care | 44 | 19 | 12 | 15 | 9 | 21 | 18 | 9 | 147 |
/// | children missing from home | 273 | 51 | 21 | 18 | 7 | 20 | 4 | 2 | 396 |
///
/// Within a band the number goes up by seven from child to child and starts again. A child's
/// incidents do not overlap; all start and end in the year, all are missing incidents.
enum BandJournal {
    private static let bands = [1...1, 2...2, 3...3, 4...4, 5...5, 6...10, 11...20, 21...50]
    private static let inCare = [44, 19, 12, 15, 9, 21, 18, 9]
    private static let fromHome = [273, 51, 21, 18, 7, 20, 4, 2]
    private static let homes = (1...25).map {
        StoryHome(id: GeneratedNames.padded("SC9005", $0, width: 2))
    }

    static func entries() -> [JournalEntry] {
        var story = JournalStory(seed: 5, homes: homes)
        var dice = Dice(seed: 5)
        for (place, incidents) in incidentsByChild(inCare).enumerated() {
            let home = homes[place % homes.count].id
            story.begin(StoryChild("C", place + 1, at: home))
            tell(incidents, from: home, &dice, &story)
        }
        for (place, incidents) in incidentsByChild(fromHome).enumerated() {
            story.begin(StoryChild("H", place + 1))
            tell(incidents, from: nil, &dice, &story)
        }
        return story.woven
    }

    private static func incidentsByChild(_ children: [Int]) -> [Int] {
        zip(bands, children).flatMap { band, count in
            (0..<count).map { band.lowerBound + $0 * 7 % band.count }
        }
    }

    /// Spreads incidents over the year, each in a slot of its own.
    private static func tell(
        _ incidents: Int, from home: String?, _ dice: inout Dice, _ story: inout JournalStory
    ) {
        let slot = 360 * 1_440 / incidents
        for number in 0..<incidents {
            let departed = Instant.at("2025-01-02T00:00:00Z")
                .adding(minutes: slot * number + dice.below(slot - 1_440))
            story.turn(to: story.child)
            story.goMissing(from: home, departed)
            story.comeBack(
                to: home ?? "family", departed.adding(minutes: dice.draw(60...720)),
                by: home == nil ? JournalStory.police : JournalStory.staff)
        }
    }
}
