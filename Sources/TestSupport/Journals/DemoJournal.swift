import EventLog
import Whereabouts

/// A small story for demonstrations and tests: three homes, five children, nine episodes in 2025.
///
/// | episode | child, home | what it shows | segments |
/// |---|---|---|---|
/// | 1 | D001, SC900001 | absent to the police, then missing; graded; interview held | M |
/// | 2 | D002, SC900001 | lost, whereabouts known for a night, lost again | M A M |
/// | 3 | D003, SC900002 | found, and refuses to come back | M A |
/// | 4 | D001, SC900001 | over the clock change in March; entered two days late | M |
/// | 5 | D004, SC900003 | a police report without an absence; interview declined | M |
/// | 6 | D002, SC900001 | late back and allowed: no incident | none |
/// | 7 | D005, SC900003 | known to be with family, with concern | A |
/// | 8 | D003, SC900002 | withdrawn: it was another child | none |
/// | 9 | D004, SC900003 | still open; no interview yet | M |
public enum DemoJournal {
    /// Seed of the committed file; only ids follow from it.
    public static let seed: UInt64 = 2025

    /// All entries in the order of their recorded times.
    public static let entries: [JournalEntry] = {
        var story = JournalStory(seed: seed, from: "2025-01-06T09:00:00Z")
        register(&story)
        let first = february(&story)
        march(&story)
        summer(&story)
        autumn(&story, first)
        return story.entries
    }()

    private static let office = RecordingActor.system("office")
    static let oak = RecordingActor.homeStaff("S-11")
    static let elm = RecordingActor.homeStaff("S-21")
    static let ash = RecordingActor.homeStaff("S-31")
    static let manager = RecordingActor.registeredManager("M-1")
    static let police = RecordingActor.police("P-4471")
    static let worker = RecordingActor.placingAuthorityWorker("W-5")
    static let visitor = RecordingActor.rhiProvider("R-2")

    private static func register(_ story: inout JournalStory) {
        let day = "2025-01-06T09:00:00Z"
        story.add(
            .policeForceRegistered, day, ["code": "PF1", "name": "Marshshire"], by: office)
        story.add(
            .authorityRegistered, day, ["code": "LA1", "name": "Fenborough"], by: office)
        story.add(
            .providerRegistered, day,
            ["providerId": "P1", "name": "Greenfield Care", "sector": "private"], by: office)
        story.add(
            .providerRegistered, day,
            ["providerId": "P2", "name": "Fenborough", "sector": "local-authority"], by: office)
        for (home, name, provider) in [
            ("SC900001", "Oak House", "P1"), ("SC900002", "Elm Lodge", "P1"),
            ("SC900003", "Ash View", "P2"),
        ] {
            story.add(
                .homeRegistered, day,
                [
                    "name": .string(name), "providerId": .string(provider),
                    "kind": "childrens-home", "hostAuthority": "LA1", "policeForce": "PF1",
                    "capacity": 4,
                ], by: office, home: home)
        }
        for (child, birth, sex, home) in [
            ("D001", "2010-05-14", "F", "SC900001"), ("D002", "2011-11-02", "M", "SC900001"),
            ("D003", "2009-08-21", "F", "SC900002"), ("D004", "2012-01-30", "M", "SC900003"),
            ("D005", "2010-12-09", "F", "SC900003"),
        ] as [(String, JSONValue, JSONValue, String)] {
            story.turn(to: child)
            story.add(
                .childRegistered, day, ["responsibleAuthority": "LA1"], by: office,
                words: ["dob": birth, "sex": sex, "ethnicity": "OOTH"])
            story.add(
                .placementStarted, "2025-01-06T00:00:00Z",
                [
                    "placementId": .string("PL-\(child.suffix(1))"), "placeProvider": "PR4",
                    "from": "2025-01-06T00:00:00Z", "place": "K2",
                ], by: office, home: home, precision: "date")
        }
    }

    // MARK: Pieces that recur

    private static func absence(
        known: Bool, concerns: Bool, seen: JSONValue, by role: JSONValue = "homeStaff"
    ) -> JSONValue {
        [
            "whereaboutsKnown": .bool(known), "concerns": .bool(concerns), "expectedPlace": "home",
            "lastSeenAt": seen, "lastSeenBy": role,
        ]
    }

    private static func report(_ reference: JSONValue, _ reporter: JSONValue) -> JSONValue {
        ["force": "PF1", "callRef": reference, "reporter": reporter, "method": "101"]
    }

    private static func found(_ by: JSONValue, _ place: JSONValue) -> JSONValue {
        ["foundBy": by, "placeClass": place, "circumstances": place, "harm": "none-known"]
    }

    private static func returned(_ home: JSONValue, _ by: JSONValue) -> JSONValue {
        ["toHome": home, "returnedBy": by]
    }

    private static func offer(_ episode: JournalEntry) -> JSONValue {
        [
            "offeredTo": "child", "how": "phone", "providerType": "commissioned-independent",
            "independent": true, "coversEpisodes": [.id(episode.id)],
        ]
    }

    // MARK: February

    /// Episodes 1 and 2.
    private static func february(_ story: inout JournalStory) -> JournalEntry {
        story.turn(to: "D001")
        let first = story.add(
            .absenceNoted, "2025-02-04T20:00:00Z",
            absence(known: false, concerns: true, seen: "2025-02-04T19:30:00Z"), by: oak,
            home: "SC900001",
            words: ["circumstances": "left by the garden gate", "clothing": "amber scarf"])
        story.add(
            .searchActionTaken, "2025-02-04T20:10:00Z", ["action": "called-phone"], by: oak)
        story.add(
            .reportedToPolice, "2025-02-04T20:40:00Z", report("CAD-101", "S-11"), by: oak)
        story.add(.policeCategorised, "2025-02-04T21:00:00Z", ["category": "absent"], by: police)
        let review = story.add(
            .absenceReviewSet, "2025-02-04T21:05:00Z",
            ["dueAt": "2025-02-04T22:00:00Z", "agreedWith": "P-4471"], by: oak)
        story.add(
            .absenceReviewDone, "2025-02-04T22:00:00Z",
            ["dueRef": .id(review.id), "outcome": "recategorise"], by: police)
        story.add(
            .recategorised, "2025-02-04T22:10:00Z",
            ["fromCategory": "absent", "toCategory": "missing"], by: police)
        story.add(
            .policeGraded, "2025-02-04T22:15:00Z", ["grade": "medium", "officer": "P-4471"],
            by: police)
        story.add(
            .placingAuthorityTold, "2025-02-04T22:30:00Z",
            ["person": "W-5", "method": "phone", "about": "missing"], by: oak)
        story.add(
            .childFound, "2025-02-05T03:30:00Z", found("police", "transport-hub"), by: police,
            words: ["note": "asleep under a lantern at the kiosk"])
        story.add(
            .childReturned, "2025-02-05T04:15:00Z", returned("SC900001", "police"), by: oak)
        story.add(
            .safeAndWellDone, "2025-02-05T05:00:00Z",
            ["method": "face-to-face", "disclosed": false, "sharedWith": ["homeStaff"]],
            by: police)
        lost(&story)
        story.resume("D001", first)
        let offered = story.add(.rhiOffered, "2025-02-06T10:00:00Z", offer(first), by: visitor)
        story.add(
            .rhiAccepted, "2025-02-06T10:20:00Z", ["by": "child"], by: visitor,
            refersTo: offered.id)
        story.add(
            .rhiCompleted, "2025-02-07T16:00:00Z",
            [
                "providerType": "commissioned-independent", "independent": true, "seenAlone": true,
                "coversEpisodes": [.id(first.id)], "reasons": ["friends"], "riskFlags": [],
                "harm": ["none-known"],
            ], by: visitor, words: ["childWords": "wanted to see the boats"], refersTo: offered.id)
        return first
    }

    /// Episode 2: two stretches missing, a night away between them.
    private static func lost(_ story: inout JournalStory) {
        story.turn(to: "D002")
        story.add(
            .absenceNoted, "2025-02-05T17:00:00Z",
            absence(known: false, concerns: true, seen: "2025-02-05T15:30:00Z", by: "education"),
            by: oak, home: "SC900001")
        story.add(
            .whereaboutsBecameKnown, "2025-02-05T19:00:00Z", ["placeClass": "at-friend"], by: oak)
        story.add(
            .whereaboutsLost, "2025-02-06T08:00:00Z", ["placeClass": "at-friend"], by: oak)
        story.add(
            .childFound, "2025-02-06T09:30:00Z", found("home-staff", "street"), by: oak)
        story.add(
            .childReturned, "2025-02-06T09:45:00Z", returned("SC900001", "home-staff"), by: oak)
    }

    // MARK: March

    /// Episodes 3 and 4.
    private static func march(_ story: inout JournalStory) {
        story.turn(to: "D003")
        let third = story.add(
            .absenceNoted, "2025-03-10T21:00:00Z",
            absence(known: false, concerns: true, seen: "2025-03-10T20:45:00Z", by: "parent"),
            by: elm, home: "SC900002")
        story.add(.reportedToPolice, "2025-03-10T21:20:00Z", report("CAD-202", "S-21"), by: elm)
        story.add(
            .policeCategorised, "2025-03-10T21:40:00Z", ["category": "missing"], by: police)
        story.add(
            .policeGraded, "2025-03-10T21:45:00Z", ["grade": "high", "officer": "P-4471"],
            by: police)
        story.add(.childFound, "2025-03-11T07:00:00Z", found("police", "at-partner"), by: police)
        story.add(
            .returnRefused, "2025-03-11T07:15:00Z", ["whereabouts": "at-partner"], by: elm,
            words: ["why": "said the kettle was on"])
        story.add(
            .childReturned, "2025-03-12T18:00:00Z", returned("SC900002", "social-worker"), by: elm)
        let offered = story.add(.rhiOffered, "2025-03-13T09:00:00Z", offer(third), by: visitor)
        story.add(
            .rhiDeclined, "2025-03-13T09:30:00Z", ["by": "child"], by: visitor,
            refersTo: offered.id)
        clockChange(&story)
    }

    /// Episode 4: the return was written down two days later.
    private static func clockChange(_ story: inout JournalStory) {
        story.turn(to: "D001")
        story.add(
            .absenceNoted, "2025-03-29T23:40:00Z",
            absence(known: false, concerns: true, seen: "2025-03-29T23:10:00Z"), by: oak,
            home: "SC900001")
        story.add(
            .searchActionTaken, "2025-03-29T23:50:00Z", ["action": "searched-home-grounds"],
            by: oak)
        story.wait(until: "2025-04-01T09:00:00Z")
        story.add(
            .childReturned, "2025-03-30T03:10:00Z", returned("SC900001", "self-return"), by: oak,
            words: ["note": "the clocks had gone forward", "lateReason": "the office was closed"])
    }

    // MARK: Summer

    /// Episodes 5 to 8.
    private static func summer(_ story: inout JournalStory) {
        story.turn(to: "D004")
        let fifth = story.add(
            .reportedToPolice, "2025-05-17T22:00:00Z", report("CAD-303", "S-31"), by: ash)
        story.add(
            .policeCategorised, "2025-05-17T22:20:00Z", ["category": "missing"], by: police)
        story.add(.childFound, "2025-05-18T01:00:00Z", found("family", "at-family"), by: ash)
        story.add(.childReturned, "2025-05-18T01:40:00Z", returned("SC900003", "family"), by: ash)
        let offered = story.add(.rhiOffered, "2025-05-18T12:00:00Z", offer(fifth), by: visitor)
        story.add(
            .rhiDeclined, "2025-05-19T09:00:00Z", ["by": "child"], by: visitor,
            refersTo: offered.id)
        lateBack(&story)
        withFamily(&story)
        withdrawn(&story)
    }

    private static func lateBack(_ story: inout JournalStory) {
        story.turn(to: "D002")
        let seen: JSONValue = "2025-06-07T14:00:00Z"
        story.add(
            .absenceNoted, "2025-06-07T20:30:00Z",
            [
                "whereaboutsKnown": true, "concerns": false, "expectedPlace": "home",
                "lastSeenAt": seen, "lastSeenBy": "homeStaff", "authorised": true,
            ], by: oak, home: "SC900001")
        story.add(
            .childReturned, "2025-06-07T21:40:00Z", returned("SC900001", "self-return"), by: oak)
    }

    /// Episode 7; the time of the return is corrected by half an hour.
    private static func withFamily(_ story: inout JournalStory) {
        story.turn(to: "D005")
        story.add(
            .absenceNoted, "2025-07-19T18:00:00Z",
            absence(known: true, concerns: true, seen: "2025-07-19T17:30:00Z"), by: ash,
            home: "SC900003", words: ["saidWhereGoing": "to the orchard"])
        story.add(
            .placingAuthorityTold, "2025-07-19T18:30:00Z",
            ["person": "W-5", "method": "phone", "about": "absence"], by: ash)
        let back = story.add(
            .childReturned, "2025-07-20T12:00:00Z", returned("SC900003", "family"), by: ash)
        story.add(
            .childReasonsRecorded, "2025-07-20T14:00:00Z", ["reasons": ["family-contact"]],
            by: ash, words: ["childWords": "grandmother's pancakes"])
        story.add(
            .entryCorrected, "2025-07-21T09:00:00Z",
            [
                "patches": [
                    [
                        "path": "occurredAt", "old": "2025-07-20T12:00:00Z",
                        "new": "2025-07-20T11:30:00Z",
                    ]
                ],
                "approvedBy": "M-1",
            ], by: manager, words: ["reason": "the visitors' book says half past"],
            refersTo: back.id)
    }

    private static func withdrawn(_ story: inout JournalStory) {
        story.turn(to: "D003")
        let mistaken = story.add(
            .absenceNoted, "2025-08-02T20:00:00Z",
            absence(known: false, concerns: true, seen: "2025-08-02T19:50:00Z"), by: elm,
            home: "SC900002")
        story.add(
            .entryWithdrawn, "2025-08-02T20:30:00Z", ["approvedBy": "M-1"], by: manager,
            words: ["reason": "she was in the garden"], refersTo: mistaken.id)
    }

    // MARK: Autumn

    /// Episode 9, and the last word on episode 1.
    private static func autumn(_ story: inout JournalStory, _ first: JournalEntry) {
        story.resume("D001", first)
        story.add(
            .postIncidentRiskAssessed, "2025-09-01T10:00:00Z",
            ["before": "medium", "after": "low", "reviewDue": "2026-03-01"], by: manager)
        story.turn(to: "D004")
        story.add(
            .absenceNoted, "2025-10-25T22:30:00Z",
            absence(known: false, concerns: true, seen: "2025-10-25T22:00:00Z"), by: ash,
            home: "SC900003", words: ["clothing": "green wellingtons"])
        story.add(.reportedToPolice, "2025-10-25T23:00:00Z", report("CAD-404", "S-31"), by: ash)
        story.add(
            .policeCategorised, "2025-10-25T23:20:00Z", ["category": "missing"], by: police)
        story.add(
            .policeGraded, "2025-10-25T23:25:00Z", ["grade": "medium", "officer": "P-4471"],
            by: police)
        story.add(
            .nightlyUpdate, "2025-10-26T01:30:00Z", ["contactAttempts": 3], by: ash)
    }
}
