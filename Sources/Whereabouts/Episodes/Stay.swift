public import EventLog

/// A stay of a child in one placement.
public struct Stay: Hashable, Sendable {
    /// The home, by number; `none` when the placement names none.
    public let scope: Scope
    /// When it started, and the entry that says so.
    public let started: Mark
    /// When it ended; `nil` while it lasts.
    public internal(set) var ended: Mark?
    /// The host's own id of the placement.
    public let placement: String
    var codes = Codes()

    /// What the national return asks of a stay, as numbers of codes; 0 for none.
    struct Codes: Hashable, Sendable {
        var place: UInt8 = 0
        var provider: UInt8 = 0
        var ceased: UInt8 = 0
        var change: UInt8 = 0
    }

    /// The code of its type (SSDA903, item PLACE); `nil` when none was given.
    public var place: String? { CodeList.place.code(Int(codes.place)) }

    /// The code of who provides it (SSDA903, item PLACE_PROVIDER).
    public var provider: String? { CodeList.placeProvider.code(Int(codes.provider)) }

    /// The code of why it ended (SSDA903, item REC); `nil` while it lasts.
    public var reasonCeased: String? { CodeList.rec.code(Int(codes.ceased)) }

    /// The code of why the child moved (SSDA903, item REASON_PLACE_CHANGE).
    public var reasonForChange: String? { CodeList.reasonPlaceChange.code(Int(codes.change)) }

    /// Whether it has begun by a moment and not ended by then.
    func lasts(at moment: Instant) -> Bool {
        started.at <= moment && ended.map { moment < $0.at } ?? true
    }
}

/// A period in which a child was looked after, in days.
public struct CarePeriod: Hashable, Sendable {
    /// The first day.
    public let from: LocalDate
    /// The day on which it ended; `nil` while it lasts.
    public internal(set) var to: LocalDate?
    var ceased: UInt8 = 0
    var need: UInt8 = 0

    /// The code of why it ended (SSDA903, item REC); `nil` while it lasts.
    public var reasonCeased: String? { CodeList.rec.code(Int(ceased)) }

    /// The code of the main category of need (SSDA903, item CIN); `nil` when none was recorded.
    public var categoryOfNeed: String? { CodeList.cin.code(Int(need)) }
}

/// The legal status of a child from a day on.
public struct LegalStatusPeriod: Hashable, Sendable {
    /// The first day.
    public let from: LocalDate
    let status: UInt8

    /// The code of the status (SSDA903, item LS).
    public var code: String? { CodeList.ls.code(Int(status)) }
}
