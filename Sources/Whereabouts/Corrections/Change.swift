import EventLog

/// What one patch of a correction did to an entry; ``Correction`` tells it to users.
struct Change {
    /// The correcting entry.
    let by: Position
    let path: String
    var claimedOld: JSONValue?
    /// The value before; `null` for none, `nil` when it is sealed, or the home as stored.
    var was: JSONValue?
    var now: JSONValue?
    var state = Correction.State.applied

    init(by position: Position, path: String) {
        by = position
        self.path = path
    }

    mutating func refuse(_ error: VocabularyError) { state = .notApplied(.vocabulary(error)) }
}
