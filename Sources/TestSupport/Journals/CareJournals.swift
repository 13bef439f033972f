import EventLog
import Whereabouts

/// Acceptance fixtures AF9, AF10 and AF14: care changes around a missing child.
enum CareJournals {
    private static let (oak, elm) = ("SC900901", "SC900902")

    private static func story(seed: UInt64) -> JournalStory {
        JournalStory(seed: seed, homes: [StoryHome(id: oak), StoryHome(id: elm)])
    }

    // MARK: AF9

    /// Moved to another home while missing, and back there before 31 March.
    static func af9Closed() -> [JournalEntry] {
        var story = story(seed: 9)
        let opening = missingAndMoved(&story)
        let returned = Instant.at("2025-03-20T18:00:00Z")
        story.find(returned.adding(minutes: -45))
        story.comeBack(to: elm, returned)
        story.lookAfter(returned)
        story.interview(
            opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
        return story.woven
    }

    /// The same, and still missing on 2 April.
    static func af9Open() -> [JournalEntry] {
        var story = story(seed: 90)
        missingAndMoved(&story)
        story.add(
            .nightlyUpdate, "2025-04-02T22:00:00+01:00", ["contactAttempts": 2],
            by: JournalStory.staff)
        return story.woven
    }

    @discardableResult
    private static func missingAndMoved(_ story: inout JournalStory) -> JournalEntry {
        let departed = Instant.at("2025-03-10T20:00:00Z")
        let moved = "2025-03-17T12:00:00Z"
        story.begin(StoryChild("T9", 1, at: oak))
        let opening = story.leave(oak, departed)
        story.tellEveryone(departed)
        story.add(
            .placementEnded, moved,
            [
                "placementId": "PL-T9001", "to": .time(.at(moved)), "rec": "X1",
                "reasonPlaceChange": "CARPL",
            ], by: JournalStory.worker, home: oak)
        story.add(
            .placementStarted, moved,
            [
                "placementId": "PL-T9001-2", "placeProvider": "PR4", "from": .time(.at(moved)),
                "place": "K2",
            ], by: JournalStory.worker, home: elm)
        return opening
    }

    // MARK: AF10

    /// Two turn 18 while missing; of the second nobody has recorded it.
    static func af10() -> [JournalEntry] {
        var story = story(seed: 10)
        for number in 1...2 {
            var child = StoryChild("B10", number, at: oak)
            child.birth = "2007-05-10"
            let departed = Instant.at("2025-05-08T20:00:00+01:00")
            story.begin(child)
            story.leave(oak, departed)
            story.tellEveryone(departed)
            if number == 1 { turn18(&story) }
        }
        story.add(
            .nightlyUpdate, "2025-05-20T22:00:00+01:00", ["contactAttempts": 1],
            by: JournalStory.staff)
        return story.woven
    }

    /// Recorded in the morning of the birthday.
    private static func turn18(_ story: inout JournalStory) {
        let birthday = "2025-05-10T00:00:00+01:00"
        story.wait(until: "2025-05-10T09:00:00+01:00")
        story.add(
            .episodeEndedOtherwise, birthday, ["reason": "turned-18"], by: JournalStory.worker)
        story.add(
            .careCeased, birthday, ["dec": "2025-05-10", "rec": "E8"], by: JournalStory.worker,
            precision: "date")
    }

    // MARK: AF14

    /// Two unaccompanied children go missing 30 hours after admission, for three days.
    ///
    /// The Home Office hears that the first is missing, and that the child is found; of the second
    /// it hears nothing.
    static func af14() -> [JournalEntry] {
        var story = story(seed: 14)
        for number in 1...2 {
            var child = StoryChild("U14", number, at: oak)
            child.isUnaccompanied = true
            story.begin(child, admittedAt: "2025-09-01T11:00:00+01:00")
            missing(isTold: number == 1, &story)
        }
        return story.woven
    }

    private static func missing(isTold: Bool, _ story: inout JournalStory) {
        let departed = Instant.at("2025-09-02T17:00:00+01:00")
        let returned = departed.adding(hours: 72)
        let opening = story.leave(oak, departed)
        story.report(departed.adding(minutes: 20))
        story.tellCarers(departed, parents: false)
        if isTold { notifyHomeOffice("missing", departed.adding(hours: 3), &story) }
        story.find(returned.adding(minutes: -45), "transport-hub")
        story.comeBack(to: oak, returned)
        story.lookAfter(returned)
        if isTold { notifyHomeOffice("found", returned.adding(hours: 2), &story) }
        story.interview(
            opening, offered: returned.adding(hours: 20), held: returned.adding(hours: 44))
    }

    private static func notifyHomeOffice(
        _ about: JSONValue, _ moment: Instant, _ story: inout JournalStory
    ) {
        story.add(
            .homeOfficeNotified, at: moment,
            ["about": about, "unit": "Evidence and Enquiry Unit", "reference": "HO-14"],
            by: JournalStory.worker)
    }
}
