import EventLog
import TestSupport
import Whereabouts

/// A flag as a test expects it: the entries that show it, and the moment after which it holds.
struct Raised: Equatable {
    let evidence: [Position]
    let after: String?

    init(_ evidence: RecordReceipt..., after: String? = nil) {
        self.evidence = evidence.map(\.position).sorted()
        self.after = after
    }

    init(_ finding: Finding) {
        evidence = finding.evidence
        after = finding.after.map { RFC3339.format($0) }
    }
}

extension Tale {
    /// A moment later than `time`, as text.
    static func time(
        _ time: String, days: Int = 0, hours: Int = 0, minutes: Int = 0, seconds: Int = 0
    ) -> String {
        let minutes = (days * 24 + hours) * 60 + minutes
        return RFC3339.format(moment(time).adding(seconds: Int64(minutes * 60 + seconds)))
    }

    /// What is known now; with `time`, what was recorded before it, asked at that moment.
    func history(at time: String? = nil, of child: String = Tale.child) throws -> History {
        let point: KnowledgePoint = time.map { .recorded(before: Tale.moment($0)) } ?? .now
        return try records.asOf(point).history(of: ChildID(child))
    }

    /// How often, and why, a flag is raised.
    func raised(
        _ flag: Flag, at time: String? = nil, of child: String = Tale.child
    ) throws -> [Raised] {
        try history(at: time, of: child).findings.filter { $0.flag == flag }.map { Raised($0) }
    }

    /// The deadlines of a duty.
    func deadlines(_ duty: Deadline.Duty, at time: String? = nil) throws -> [DeadlineReading] {
        try history(at: time).deadlines.filter { $0.deadline.duty == duty }
    }

    /// How the deadlines of a duty stand.
    func states(_ duty: Deadline.Duty, at time: String? = nil) throws -> [Deadline.State] {
        try deadlines(duty, at: time).map(\.state)
    }

    /// The id of the child's own registration.
    func registration(of child: String = Tale.child) throws -> EntryID? {
        try history(of: child).entries.first { $0.kind == .childRegistered }?.id
    }
}

// MARK: The register

extension Tale {
    @discardableResult
    func child(_ child: String, born day: String = "2010-02-03") throws -> RecordReceipt {
        try add(
            .childRegistered, "2025-05-01T08:00:00Z", ["responsibleAuthority": "LA1"],
            child: child, words: ["dob": .string(day), "sex": "F", "ethnicity": "OOTH"])
    }

    @discardableResult
    func born(_ day: String) throws -> RecordReceipt {
        try add(
            .childDetailsChanged, "2025-05-01T08:30:00Z", [:], words: ["dob": .string(day)])
    }

    @discardableResult
    func placed(
        _ time: String, _ placement: String, at home: String = Tale.otherHome
    ) throws -> RecordReceipt {
        try add(
            .placementStarted, time,
            ["placementId": .string(placement), "placeProvider": "PR4", "from": .string(time)],
            home: home)
    }

    @discardableResult
    func left(_ time: String, _ placement: String = "C001-1") throws -> RecordReceipt {
        try add(
            .placementEnded, time,
            ["placementId": .string(placement), "to": .string(time), "rec": "X1"],
            home: Tale.home)
    }

    @discardableResult
    func threshold(
        _ threshold: Threshold, _ value: Int64, from day: String = "2025-01-01",
        _ time: String = "2025-05-01T08:00:00Z"
    ) throws -> RecordReceipt {
        try add(
            .thresholdSet, time,
            [
                "name": .string(threshold.rawValue), "value": .integer(value),
                "validFrom": .string(day),
            ], child: nil)
    }
}

// MARK: The police

extension Tale {
    static let police = RecordingActor.police("PC-1")

    @discardableResult
    func categorised(
        _ time: String, _ category: String, by actor: RecordingActor = Tale.police
    ) throws -> RecordReceipt {
        try add(.policeCategorised, time, ["category": .string(category)], by: actor)
    }

    @discardableResult
    func recategorised(_ time: String, to category: String) throws -> RecordReceipt {
        try add(
            .recategorised, time,
            ["fromCategory": "absent", "toCategory": .string(category)], by: Tale.police)
    }

    @discardableResult
    func graded(
        _ time: String, _ grade: String, by actor: RecordingActor = Tale.police
    ) throws -> RecordReceipt {
        try add(
            .policeGraded, time, ["grade": .string(grade), "officer": "PC-1"], by: actor)
    }

    @discardableResult
    func review(_ time: String, due: String) throws -> RecordReceipt {
        try add(.absenceReviewSet, time, ["dueAt": .string(due), "agreedWith": "PC-1"])
    }

    @discardableResult
    func reviewed(
        _ time: String, _ review: RecordReceipt, next: String? = nil
    ) throws -> RecordReceipt {
        var facts = [
            JSONMember("dueRef", .id(review.id)), JSONMember("outcome", .string("remain")),
        ]
        if let next { facts.append(JSONMember("nextDue", .string(next))) }
        return try add(.absenceReviewDone, time, .object(facts))
    }

    @discardableResult
    func protected(_ time: String) throws -> RecordReceipt {
        try add(.policeProtectionTaken, time, by: Tale.police)
    }

    @discardableResult
    func released(_ time: String) throws -> RecordReceipt {
        try add(.policeProtectionEnded, time, ["outcome": "back"], by: Tale.police)
    }
}

// MARK: Aftercare and notices

extension Tale {
    @discardableResult
    func offered(
        _ time: String, independent: Bool = true, covers episodes: [RecordReceipt] = []
    ) throws -> RecordReceipt {
        try add(
            .rhiOffered, time,
            [
                "offeredTo": "child", "how": "in person", "providerType": "advocate",
                "independent": .bool(independent),
                "coversEpisodes": .array(episodes.map { .id($0.id) }),
            ])
    }

    @discardableResult
    func accepted(_ time: String, by who: String = "child") throws -> RecordReceipt {
        try add(.rhiAccepted, time, ["by": .string(who)])
    }

    @discardableResult
    func declined(_ time: String, offer: RecordReceipt? = nil) throws -> RecordReceipt {
        try add(.rhiDeclined, time, ["by": "child"], refersTo: offer?.id)
    }

    @discardableResult
    func interviewed(
        _ time: String, independent: Bool = true, reason: String = "friends",
        covers episodes: [RecordReceipt] = []
    ) throws -> RecordReceipt {
        try add(
            .rhiCompleted, time,
            [
                "providerType": "advocate", "independent": .bool(independent),
                "seenAlone": true, "coversEpisodes": .array(episodes.map { .id($0.id) }),
                "reasons": [.string(reason)], "riskFlags": [], "harm": [],
            ])
    }

    @discardableResult
    func checked(_ time: String) throws -> RecordReceipt {
        try add(
            .safeAndWellDone, time,
            ["method": "face-to-face", "disclosed": false, "sharedWith": []])
    }

    @discardableResult
    func reasons(_ time: String, _ reason: String = "friends") throws -> RecordReceipt {
        try add(.childReasonsRecorded, time, ["reasons": [.string(reason)]])
    }

    @discardableResult
    func toldAuthority(_ time: String, about: String = "missing") throws -> RecordReceipt {
        try add(
            .placingAuthorityTold, time,
            ["person": "W-1", "method": "phone", "about": .string(about)])
    }

    @discardableResult
    func toldHomeOffice(_ time: String, about: String = "missing") throws -> RecordReceipt {
        try add(
            .homeOfficeNotified, time,
            ["about": .string(about), "unit": "Evidence and Enquiry Unit", "reference": "HO-1"])
    }

    @discardableResult
    func challenged(_ time: String, due: String) throws -> RecordReceipt {
        try add(
            .challengeRaised, time,
            ["to": "LA1", "about": "rhi-not-offered", "responseDue": .string(due)])
    }
}

// MARK: One episode of several, one child of several

extension Tale {
    /// An absence of any child; ends with the return of ``comeBack(_:_:)``.
    @discardableResult
    func leave(_ child: String, _ time: String) throws -> RecordReceipt {
        try add(
            .absenceNoted, time,
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .string(time), "lastSeenBy": "homeStaff",
            ], child: child, home: Tale.home)
    }

    @discardableResult
    func comeBack(_ child: String, _ time: String) throws -> RecordReceipt {
        try add(
            .childReturned, time, ["toHome": .string(Tale.home), "returnedBy": "police"],
            child: child)
    }

    /// The counts of all homes in 2025.
    var total: HomeCounts {
        get throws { try records.counts(during: .year(2025)).total }
    }

    @discardableResult
    func joined(_ time: String, _ openings: RecordReceipt...) throws -> RecordReceipt {
        try add(.episodesJoined, time, ["ids": .array(openings.map { .id($0.id) })])
    }

    @discardableResult
    func split(_ time: String, _ entries: RecordReceipt...) throws -> RecordReceipt {
        try add(.episodeSplit, time, ["ids": .array(entries.map { .id($0.id) })])
    }

    @discardableResult
    func linked(_ time: String, _ registrations: [EntryID]) throws -> RecordReceipt {
        try add(
            .childIdentitiesLinked, time, ["ids": .array(registrations.map { .id($0) })],
            child: nil)
    }

    @discardableResult
    func unlinked(_ time: String, _ registrations: [EntryID]) throws -> RecordReceipt {
        try add(
            .childIdentitiesUnlinked, time, ["ids": .array(registrations.map { .id($0) })],
            child: nil)
    }
}

// MARK: Recording practice, returns

extension Tale {
    /// Says what is recorded here, or not; of a home, of an authority, or of the whole log.
    @discardableResult
    func practice(
        _ about: String, _ isRecorded: Bool, at home: String? = nil, of authority: String? = nil,
        from day: String = "2025-01-01", _ time: String = "2025-05-01T08:40:00Z"
    ) throws -> RecordReceipt {
        var facts = [
            JSONMember("about", .string(about)), JSONMember("recorded", .bool(isRecorded)),
        ]
        if let authority { facts.append(JSONMember("authority", .string(authority))) }
        facts.append(JSONMember("validFrom", .string(day)))
        return try add(
            .recordingPractice, time, .object(facts), child: nil, home: home,
            by: .system("office"))
    }

    /// An absence of two days as it comes from a return: dates only, recorded by its migrator.
    @discardableResult
    func imported(_ child: String, _ from: String, _ to: String) throws -> RecordReceipt {
        let migrator = RecordingActor.migrator("ssda903")
        let opening = try add(
            .absenceNoted, from,
            [
                "whereaboutsKnown": false, "concerns": true, "expectedPlace": "home",
                "lastSeenAt": .string(from), "lastSeenBy": "migrator",
            ], child: child, home: Tale.home, by: migrator, precision: "date")
        try add(
            .childReturned, to, ["toHome": .string(Tale.home), "returnedBy": "other"],
            child: child, by: migrator, precision: "date")
        return opening
    }

    /// So many absences of one child with a return each, two days apart, and nothing about interviews.
    func silence(_ count: Int, of child: String = Tale.child, from day: Int = 2) throws {
        for place in 0..<count {
            let date = try LocalDate(year: 2025, month: 5, day: day + 2 * place)
            try leave(child, "\(date)T18:00:00Z")
            try comeBack(child, "\(date)T20:00:00Z")
        }
    }
}
