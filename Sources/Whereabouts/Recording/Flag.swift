/// An oddity that is stored and pointed out, never refused.
///
/// Numbers and names are those of the flag list, F01 to F30.
public enum Flag: Int, Hashable, Sendable, CaseIterable {
    /// Recorded more than 24 hours after it happened.
    case lateEntry = 1
    /// Opens an episode of a child while another one is open.
    case overlap = 6
    /// A report to the police opens the episode: nobody noted an absence.
    case reportWithoutAbsence = 8
    /// Happened more than five minutes after it was recorded.
    case future = 26
    /// Belongs to an episode, and the child has none.
    case withoutEpisode = 63

    /// The code in reports, such as `F26`.
    public var code: String {
        switch self {
        case .lateEntry: "F01"
        case .overlap: "F06"
        case .reportWithoutAbsence: "F08"
        case .future: "F26"
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

/// Limits that decide flags, in force when none has been set in the log.
enum Threshold {
    static let lateEntryHours: Int64 = 24
    static let futureMinutes: Int64 = 5
}
