/// A limit that decides flags, deadlines and figures; a `ThresholdSet` entry changes it from a day.
///
/// Hours and days are elapsed ones; only those of the persistent rules are London dates. The names
/// are those of `ThresholdSet.name`.
public enum Threshold: String, Hashable, Sendable, CaseIterable {
    /// Recorded later than this after the event is late (F01).
    case lateEntryHours
    /// Recorded more than this before the event is in the future (F26).
    case futureMinutes
    /// A return home interview is due this long after the return (2014 guidance: 72 hours).
    case rhiHours
    /// A safe and well check is due this long after the return.
    case safeAndWellHours
    /// The placing authority is to be told within this.
    case placingAuthorityHours
    /// Whether parents are told is to be decided within this.
    case parentsHours
    /// The Home Office is to be told of a child subject to restriction within this.
    case homeOfficeHours
    /// Whether Ofsted is notified (regulation 40) is to be decided within this.
    case ofstedHours
    /// Police protection ends after this (Children Act 1989, section 46: 72 hours).
    case protectionHours
    /// An ended episode without reason or explanation is unexplained after this.
    case unexplainedDays
    /// This many missing episodes within ``persistentDays`` are persistent.
    case persistentCount
    /// See ``persistentCount``.
    case persistentDays
    /// This many missing episodes within ``strategyMeetingDays`` call for a strategy meeting.
    case strategyMeetingCount
    /// See ``strategyMeetingCount``.
    case strategyMeetingDays
    /// This many missing episodes in 365 days are very many.
    case veryHighCount
    /// A child subject to restriction who goes within this of admission is an alert.
    case recentAdmissionDays
    /// A deadline nearer than this is due soon.
    case dueSoonHours
    /// Local rule: a child under this age is never categorised as absent; 0 for no such rule.
    case neverAbsentUnderAge

    /// The value in force where none has been set.
    public var standard: Int64 {
        switch self {
        case .lateEntryHours, .safeAndWellHours, .placingAuthorityHours, .parentsHours,
            .homeOfficeHours, .ofstedHours, .dueSoonHours:
            24
        case .rhiHours, .protectionHours: 72
        case .futureMinutes: 5
        case .unexplainedDays, .recentAdmissionDays: 7
        case .persistentCount, .strategyMeetingCount: 3
        case .persistentDays: 90
        case .strategyMeetingDays: 30
        case .veryHighCount: 10
        case .neverAbsentUnderAge: 0
        }
    }

    /// The largest value that has an effect; a larger one counts as this, a negative one as 0.
    static let limit: Int64 = 1_000_000
}

/// The thresholds as set in the log, each from a day on.
///
/// A setting is in force for what occurred on its first day or later; where several are, the one
/// recorded last.
public struct Thresholds: Hashable, Sendable {
    /// One `ThresholdSet` entry.
    public struct Setting: Hashable, Sendable {
        /// Which limit.
        public let threshold: Threshold
        /// Its value.
        public let value: Int64
        /// The first day of occurrence in London.
        public let validFrom: LocalDate
    }

    /// In the order in which they were recorded.
    public private(set) var settings: [Setting] = []

    /// The standard values.
    public init() {}

    /// Makes thresholds from settings in the order in which they were recorded.
    public init(_ settings: [Setting]) { self.settings = settings }

    mutating func set(_ threshold: Threshold, _ value: Int64, from day: LocalDate) {
        let value = min(max(value, 0), Threshold.limit)
        settings.append(Setting(threshold: threshold, value: value, validFrom: day))
    }

    /// The value in force for what occurred on `day`.
    public func value(_ threshold: Threshold, on day: LocalDate) -> Int64 {
        settings.last { $0.threshold == threshold && $0.validFrom <= day }?.value
            ?? threshold.standard
    }
}

extension Thresholds.Setting {
    /// Makes a setting; see the properties.
    public init(_ threshold: Threshold, _ value: Int64, from day: LocalDate) {
        (self.threshold, self.value, validFrom) = (threshold, value, day)
    }
}
