import EventLog
import Whereabouts

/// What every report says of itself: as of when, of how large a log, with which limits.
struct ReportHead: Hashable, Sendable {
    /// `nil` of an empty log, unless a time was asked for.
    let now: Instant?
    private let size: UInt64
    /// The settings of every limit that was ever set to anything but the standard.
    private let settings: [Thresholds.Setting]
    /// How many children's ages are as stored, since their dates of birth are erased.
    private let storedAges: Int
    /// Whether the number of these stays inside: it is one of children.
    private var isCountHidden = false

    init(_ view: RecordsView) throws {
        let isDated = view.size > 0 || view.now.microseconds != 0
        (now, size) = (isDated ? view.now : nil, view.size)
        storedAges = try view.childrenWithStoredAges()
        let all = try view.thresholds().settings
        settings = Threshold.allCases.flatMap { threshold in
            let own = all.filter { $0.threshold == threshold }
            return own.contains { $0.value != threshold.standard } ? own : []
        }
    }

    /// `now`, `size` and `thresholds`; `agesAsStored` where there are any.
    var members: [JSONMember] {
        let members = [
            JSONMember("now", .instant(now)),
            JSONMember("size", .integer(Int64(size))),
            JSONMember("thresholds", .array(settings.map(json))),
        ]
        guard storedAges > 0, !isCountHidden else { return members }
        return members + [JSONMember("agesAsStored", .integer(Int64(storedAges)))]
    }

    /// `now` and `size` alone.
    var point: JSONValue { .object(Array(members.prefix(2))) }

    private func json(_ setting: Thresholds.Setting) -> JSONValue {
        [
            "name": .string(setting.threshold.rawValue), "value": .integer(setting.value),
            "validFrom": .string(setting.validFrom.description),
            "standard": .integer(setting.threshold.standard),
        ]
    }

    /// One line; a second one where ages are as stored.
    var text: String {
        "As of \(pointText); thresholds: \(thresholdText)\n" + (ageNote.map { "\($0)\n" } ?? "")
    }

    /// Whose ages are as stored; `nil` where all follow from dates of birth.
    var ageNote: String? {
        guard storedAges > 0 else { return nil }
        let children =
            isCountHidden ? "children" : storedAges == 1 ? "1 child" : "\(storedAges) children"
        return "The log holds \(children) without a date of birth, which is erased: their ages are "
            + "as stored."
    }

    /// The same for others: the public is told no number of children.
    func disclosed(at disclosure: Disclosure) -> ReportHead {
        var head = self
        head.isCountHidden = disclosure == .public
        return head
    }

    /// The limits that are not the standard ones, or `standard`.
    var thresholdText: String {
        let limits = settings.map { setting in
            "\(setting.threshold.rawValue) \(setting.value) from \(setting.validFrom)"
                + " (standard \(setting.threshold.standard))"
        }
        return limits.isEmpty ? "standard" : limits.joined(separator: ", ")
    }

    /// Such as `2025-04-02 10:05, 117 entries`.
    var pointText: String { "\(now.map { LocalTime.text($0) } ?? "no time"), \(size) entries" }
}

extension Period {
    /// `from` and `to`.
    var members: [JSONMember] {
        [
            JSONMember("from", .string(from.description)),
            JSONMember("to", .string(to.description)),
        ]
    }

    /// Such as `2025-01-01 up to, without, 2026-01-01`.
    var text: String { "\(from) up to, without, \(to)" }
}
