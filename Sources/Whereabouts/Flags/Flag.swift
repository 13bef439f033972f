/// An oddity that is stored and pointed out, never refused.
///
/// Numbers and names are those of the flag list, F01 to F30; the documentation's page on flags has
/// the rule of each.
public enum Flag: Int, Hashable, Sendable, CaseIterable {
    /// Recorded more than 24 hours after it happened.
    case lateEntry = 1
    /// Found or returned before the report to the police.
    case foundBeforeReported = 2
    /// Found, returned or ended before the child was last seen.
    case endBeforeStart = 3
    /// A return home interview declined or held that nobody had offered.
    case interviewWithoutOffer = 4
    /// A return home interview held before the return.
    case interviewBeforeReturn = 5
    /// Two episodes of a child overlap.
    case overlap = 6
    /// The child's placement started or ended while the child was away.
    case transferWhileMissing = 7
    /// A report to the police opens the episode: nobody noted an absence.
    case reportWithoutAbsence = 8
    /// Absent or no apparent risk to the police, and no review was set.
    case noReviewSet = 9
    /// A review was not held when it was due.
    case reviewOverdue = 10
    /// A police grade before a report, or without one.
    case gradeWithoutReport = 11
    /// A police category that does not say which police source it comes from.
    case carerCategorised = 12
    /// A police category of missing or absent held while the whereabouts were known.
    case knownButCategorised = 13
    /// A child graded below medium, or categorised against a local rule.
    case underGraded = 14
    /// The interviewer was not independent, and the child had not wished so.
    case notIndependent = 15
    /// A return home interview held late, or due and not held.
    case interviewLate = 16
    /// No return home interview was offered in time.
    case interviewNotOffered = 17
    /// Reported to the police, returned, and no safe and well check in time.
    case noSafeAndWell = 18
    /// The placing authority was not told in time.
    case placingAuthorityNotTold = 19
    /// Whether to tell the parents was not decided in time.
    case parentsUndecided = 20
    /// The Home Office was not told of a child subject to restriction in time.
    case homeOfficeNotTold = 21
    /// Whether to notify Ofsted was not decided in time.
    case ofstedUndecided = 22
    /// Police protection of more than 72 hours.
    case protectionTooLong = 23
    /// The episode starts outside care or placement.
    case notInCare = 24
    /// Open after the child's 18th birthday.
    case openPast18 = 25
    /// Happened more than five minutes after it was recorded.
    case future = 26
    /// Returned to another home than that of the placement.
    case returnElsewhere = 27
    /// A second report to the police in one open episode: a call, not an incident.
    case duplicateReport = 28
    /// Found or returned at a time not known: the interview's clock is unknown.
    case noReturnTime = 29
    /// No reason and no explanation a week after the end.
    case unexplained = 30
    /// A child subject to restriction who went within a week of admission: a possible victim of
    /// trafficking (2014 guidance).
    case recentAdmission = 62
    /// Belongs to an episode, and the child has none.
    case withoutEpisode = 63

    /// The code in reports, such as `F26`.
    public var code: String {
        switch self {
        case .recentAdmission: "ALERT_RECENT_ADMISSION"
        case .withoutEpisode: "NO_EPISODE"
        default: rawValue < 10 ? "F0\(rawValue)" : "F\(rawValue)"
        }
    }

    /// What a flag points at.
    public enum Nature: String, Hashable, Sendable, CaseIterable {
        /// Something was not done for the child, or too late.
        case care
        /// Something was written down late, twice, or in contradiction.
        case recording
        /// Worth knowing; nobody did wrong.
        case information
    }

    /// What the flag points at.
    public var nature: Nature {
        switch self {
        case .lateEntry, .foundBeforeReported, .endBeforeStart, .interviewWithoutOffer, .overlap,
            .reportWithoutAbsence, .gradeWithoutReport, .carerCategorised, .knownButCategorised,
            .notInCare, .openPast18, .future, .noReturnTime, .withoutEpisode:
            .recording
        case .noReviewSet, .reviewOverdue, .underGraded, .notIndependent, .interviewLate,
            .interviewNotOffered, .noSafeAndWell, .placingAuthorityNotTold, .parentsUndecided,
            .homeOfficeNotTold, .ofstedUndecided, .protectionTooLong, .unexplained:
            .care
        case .interviewBeforeReturn, .transferWhileMissing, .returnElsewhere, .duplicateReport,
            .recentAdmission:
            .information
        }
    }

    /// The name of the domain contract, such as `LATE_ENTRY`.
    public var name: String {
        switch self {
        case .lateEntry: "LATE_ENTRY"
        case .foundBeforeReported: "FOUND_BEFORE_REPORTED"
        case .endBeforeStart: "END_BEFORE_START"
        case .interviewWithoutOffer: "RHI_WITHOUT_OFFER"
        case .interviewBeforeReturn: "RHI_BEFORE_RETURN"
        case .overlap: "OVERLAP"
        case .transferWhileMissing: "TRANSFER_WHILE_MISSING"
        case .reportWithoutAbsence: "REPORT_WITHOUT_ABSENCE"
        case .noReviewSet: "NO_REVIEW_SET"
        case .reviewOverdue: "REVIEW_OVERDUE"
        case .gradeWithoutReport: "GRADE_WITHOUT_REPORT"
        case .carerCategorised: "CARER_CATEGORISED"
        case .knownButCategorised: "KNOWN_BUT_CATEGORISED"
        case .underGraded: "UNDER_GRADED"
        case .notIndependent: "NOT_INDEPENDENT"
        case .interviewLate: "RHI_LATE"
        case .interviewNotOffered: "RHI_NOT_OFFERED"
        case .noSafeAndWell: "NO_SAFE_AND_WELL"
        case .placingAuthorityNotTold: "PLACING_AUTHORITY_NOT_TOLD"
        case .parentsUndecided: "PARENTS_UNDECIDED"
        case .homeOfficeNotTold: "HOME_OFFICE_NOT_TOLD"
        case .ofstedUndecided: "OFSTED_UNDECIDED"
        case .protectionTooLong: "PROTECTION_OVER_72H"
        case .notInCare: "NOT_IN_CARE"
        case .openPast18: "OPEN_PAST_18"
        case .future: "FUTURE"
        case .returnElsewhere: "RETURN_ELSEWHERE"
        case .duplicateReport: "DUPLICATE_REPORT"
        case .noReturnTime: "NO_RETURN_TIME"
        case .unexplained: "UNEXPLAINED"
        case .recentAdmission: "RECENT_ADMISSION"
        case .withoutEpisode: "NO_EPISODE"
        }
    }
}

extension [Flag] {
    init(bits: UInt64) {
        self = bits == 0 ? [] : Flag.allCases.filter { bits >> UInt64($0.rawValue) & 1 == 1 }
    }

    var bits: UInt64 { reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
}
