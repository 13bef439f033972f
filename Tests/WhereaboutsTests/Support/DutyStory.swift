import EventLog
import TestSupport
import Testing
import Whereabouts

/// A story that brings about one duty, and what meets it or ends it without that.
struct DutyStory: Sendable, CustomTestStringConvertible {
    static let noticed = "2025-05-02T20:00:00Z"
    static let back = "2025-05-03T20:00:00Z"

    let duty: Deadline.Duty
    /// The flag of a duty that is not met in time.
    var flag: Flag?
    let due: String
    /// Tells what brings it about; gives the entry from which it counts.
    let begin: @Sendable (Tale) throws -> RecordReceipt
    /// Meets it at a moment; gets the entry from which it counts.
    let meet: @Sendable (Tale, String, RecordReceipt) throws -> RecordReceipt
    /// Ends it without meeting it.
    var release: (@Sendable (Tale, String, RecordReceipt) throws -> RecordReceipt)?

    var testDescription: String { duty.rawValue }

    /// One of every duty.
    static let all = aftercare + notices + others

    private static let aftercare = [
        DutyStory(
            duty: .returnInterview, flag: .interviewLate, due: Tale.time(back, hours: 72),
            begin: { tale in
                try tale.absence(noticed)
                return try tale.returned(back)
            }, meet: { tale, time, _ in try tale.interviewed(time) },
            release: { tale, time, _ in try tale.declined(time) }),
        DutyStory(
            duty: .safeAndWell, flag: .noSafeAndWell, due: Tale.time(back, hours: 24),
            begin: { tale in
                try tale.absence(noticed)
                try tale.report(noticed)
                return try tale.returned(back)
            }, meet: { tale, time, _ in try tale.checked(time) }),
    ]

    private static let notices = [
        notice(.placingAuthority, .placingAuthorityNotTold) { tale, time, _ in
            try tale.toldAuthority(time)
        },
        notice(.parents, .parentsUndecided) { tale, time, _ in
            try tale.add(.parentsNotTold, time)
        },
        notice(.homeOfficeMissing, .homeOfficeNotTold) { tale, time, _ in
            try tale.toldHomeOffice(time)
        },
        DutyStory(
            duty: .homeOfficeFound, flag: .homeOfficeNotTold, due: Tale.time(back, hours: 24),
            begin: { tale in
                try tale.absence(noticed)
                try tale.toldHomeOffice(noticed)
                return try tale.found(back)
            }, meet: { tale, time, _ in try tale.toldHomeOffice(time, about: "found") }),
        notice(.ofsted, .ofstedUndecided) { tale, time, _ in
            try tale.add(.ofstedNotificationDecided, time, ["decision": "not-serious"])
        },
    ]

    /// Counts from the report to the police where there is one.
    private static func notice(
        _ duty: Deadline.Duty, _ flag: Flag,
        meet: @escaping @Sendable (Tale, String, RecordReceipt) throws -> RecordReceipt
    ) -> DutyStory {
        DutyStory(
            duty: duty, flag: flag, due: Tale.time(noticed, hours: 25),
            begin: { tale in
                try tale.absence(noticed)
                return try tale.report(Tale.time(noticed, hours: 1))
            }, meet: meet)
    }

    private static let others = [
        DutyStory(
            duty: .absenceReview, flag: .reviewOverdue, due: back,
            begin: { tale in
                try tale.absence(noticed)
                try tale.report(noticed)
                try tale.categorised(noticed, "absent")
                return try tale.review(noticed, due: back)
            }, meet: { tale, time, review in try tale.reviewed(time, review) },
            release: { tale, time, _ in try tale.returned(time) }),
        DutyStory(
            duty: .challenge, due: Tale.time(back, days: 14),
            begin: { tale in
                try tale.absence(noticed)
                try tale.returned(back)
                return try tale.challenged(back, due: Tale.time(back, days: 14))
            },
            meet: { tale, time, challenge in
                try tale.add(
                    .challengeAnswered, time, ["outcome": "offered"], refersTo: challenge.id)
            }),
        DutyStory(
            duty: .action, due: "2025-05-10T23:00:00Z",
            begin: { tale in
                try tale.absence(noticed)
                return try tale.add(
                    .actionRaised, back,
                    ["actionId": "A-1", "owner": "M-1", "due": "2025-05-10"])
            },
            meet: { tale, time, _ in try tale.add(.actionDone, time, ["actionId": "A-1"]) },
            release: { tale, time, _ in
                try tale.add(.actionDropped, time, ["actionId": "A-1"])
            }),
    ]
}
