import EventLog
import TestSupport
import Testing
import Whereabouts

/// A story in which a flag is raised as long as the threshold has its standard value.
private struct ThresholdStory: Sendable, CustomTestStringConvertible {
    let threshold: Threshold
    let flag: Flag
    /// A value that takes the flag away.
    let value: Int64
    /// The day in London from which the threshold counts.
    var day = "2025-05-02"
    var nextDay = "2025-05-03"
    let tell: @Sendable (Tale) throws -> Void

    var testDescription: String { "\(threshold.rawValue) \(flag.code)" }

    private static let noticed = "2025-05-02T20:00:00Z"
    private static let back = "2025-05-02T21:00:00Z"

    static let all =
        recording + duties + aftercare + [
            ThresholdStory(
                threshold: .recentAdmissionDays, flag: .recentAdmission, value: 1,
                day: "2025-05-01",
                nextDay: "2025-05-02"
            ) { try $0.absence(noticed) },
            ThresholdStory(
                threshold: .protectionHours, flag: .protectionTooLong, value: 80
            ) { tale in
                try tale.absence(noticed)
                try tale.protected(noticed)
                try tale.released("2025-05-06T00:00:00Z")
            },
            ThresholdStory(threshold: .unexplainedDays, flag: .unexplained, value: 900) {
                try $0.absence(noticed)
                try $0.returned(back)
            },
        ]

    private static let recording = [
        ThresholdStory(threshold: .lateEntryHours, flag: .lateEntry, value: 30) {
            try $0.absence(noticed, recorded: "2025-05-04T00:00:00Z")
        },
        ThresholdStory(threshold: .futureMinutes, flag: .future, value: 60) {
            try $0.absence(noticed, recorded: "2025-05-02T19:10:00Z")
        },
    ]

    private static let duties = [
        (.placingAuthorityHours, .placingAuthorityNotTold), (.parentsHours, .parentsUndecided),
        (.homeOfficeHours, .homeOfficeNotTold), (.ofstedHours, .ofstedUndecided),
    ].map { (threshold: Threshold, flag: Flag) in
        ThresholdStory(threshold: threshold, flag: flag, value: 100_000) {
            try $0.absence(noticed)
        }
    }

    private static let aftercare = [
        (.safeAndWellHours, .noSafeAndWell), (.rhiHours, .interviewLate),
        (.rhiHours, .interviewNotOffered),
    ].map { (threshold: Threshold, flag: Flag) in
        ThresholdStory(threshold: threshold, flag: flag, value: 100_000) {
            try $0.absence(noticed)
            try $0.report(noticed)
            try $0.returned(back)
        }
    }
}

/// Thresholds are data with a day from which they count.
@Suite struct ThresholdFlagTests {
    private let much = "2026-05-01T00:00:00Z"

    private func count(_ story: ThresholdStory, from day: String?) throws -> Int {
        let tale = try Tale(uasc: true)
        if let day { try tale.threshold(story.threshold, story.value, from: day) }
        try story.tell(tale)
        return try tale.raised(story.flag, at: much).count
    }

    @Test(arguments: ThresholdStory.all)
    fileprivate func `a threshold counts from its day on, not before`(
        story: ThresholdStory
    ) throws {
        #expect(try count(story, from: nil) == 1)
        #expect(try count(story, from: story.day) == 0)
        #expect(try count(story, from: story.nextDay) == 1)
    }

    @Test(arguments: ThresholdStory.all)
    fileprivate func `a threshold set later, corrected or withdrawn tells the past anew`(
        story: ThresholdStory
    ) throws {
        let tale = try Tale(uasc: true)
        try story.tell(tale)
        let set = try tale.threshold(
            story.threshold, story.value, from: story.day, "2025-07-01T00:00:00Z")
        #expect(try tale.raised(story.flag, at: much).count == 0)
        try tale.add(
            .entryCorrected, "2025-07-02T00:00:00Z",
            [
                "patches": [["path": "facts.validFrom", "new": .string(story.nextDay)]],
                "approvedBy": "M-1",
            ], child: nil, refersTo: set.id)
        #expect(try tale.raised(story.flag, at: much).count == 1)
        try tale.threshold(
            story.threshold, story.value, from: story.day, "2025-07-03T00:00:00Z")
        #expect(try tale.raised(story.flag, at: much).count == 0)
        try tale.threshold(
            story.threshold, story.threshold.standard, from: story.day, "2025-07-04T00:00:00Z")
        #expect(try tale.raised(story.flag, at: much).count == 1)
    }

    @Test func `the age of the local rule counts from its day on`() throws {
        for (day, isRaised) in [("2025-05-02", true), ("2025-05-03", false)] {
            let tale = try Tale()
            try tale.threshold(.neverAbsentUnderAge, 16, from: day)
            try tale.absence("2025-05-02T20:00:00Z")
            let absent = try tale.categorised("2025-05-02T21:00:00Z", "absent")
            #expect(try tale.raised(.underGraded) == (isRaised ? [Raised(absent)] : []))
        }
    }

    @Test func `the threshold of recording decides what a receipt says`() throws {
        let tale = try Tale()
        try tale.threshold(.lateEntryHours, 48)
        #expect(
            try tale.absence(
                "2025-05-02T20:00:00Z", recorded: "2025-05-04T20:00:00Z"
            ).flags.isEmpty)
        try tale.threshold(.lateEntryHours, 47, from: "2025-01-01", "2025-05-04T20:00:00Z")
        #expect(
            try tale.absence(
                "2025-05-02T20:00:00Z", recorded: "2025-05-04T20:10:00Z"
            ).flags == [.lateEntry, .overlap])
    }

    @Test(arguments: Threshold.allCases, [Int64.min, -1, 0, 1_000_001, .max])
    func `no value of a threshold brings a history down`(
        threshold: Threshold, value: Int64
    ) throws {
        let tale = try Tale(uasc: true)
        try tale.threshold(threshold, value, from: "1900-01-01")
        for time in ["1900-01-02T00:00:00Z", "2025-05-02T20:00:00Z"] {
            try tale.absence(time, recorded: "2025-05-03T00:00:00Z")
            try tale.report(time)
            try tale.categorised(time, "absent")
            try tale.protected(time)
            try tale.returned(Tale.time(time, hours: 4))
        }
        for moment in ["2025-05-04T00:00:00Z", "2198-12-31T00:00:00Z"] {
            let history = try tale.history(at: moment)
            #expect(history.episodes.count == 2)
            #expect(!history.findings.isEmpty)
            let view = try tale.records.asOf(.recorded(before: Tale.moment(moment)))
            #expect(try view.summaries(during: .year(2025)).total.counts.absences.count == 1)
        }
    }

    @Test func `an unknown threshold changes nothing`() throws {
        let tale = try Tale()
        try tale.add(
            .thresholdSet, "2025-05-01T08:00:00Z",
            ["name": "patience", "value": 1, "validFrom": "2025-01-01"], child: nil)
        try tale.absence("2025-05-02T20:00:00Z", recorded: "2025-05-03T20:00:00Z")
        #expect(try tale.history().findings.isEmpty)
    }
}
