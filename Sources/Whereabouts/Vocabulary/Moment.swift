import EventLog

/// The moment of an event is `occurredAt`; this says where facts may repeat it.
enum Moment {
    /// The field of `kind` that is stored and must equal the moment.
    static func storedField(of kind: Kind) -> String? {
        switch kind {
        case .placementStarted: "from"
        case .placementEnded: "to"
        default: nil
        }
    }

    /// Takes copies of the moment, which are not stored, out of `members`.
    static func takeCopies(
        from members: inout [JSONMember], kind: Kind, occurredAt: Instant
    ) throws(VocabularyError) {
        for member in members where isCopy(member.name, of: kind) {
            guard case .string(let text) = member.value else {
                guard member.value != .null else { continue }
                throw .wrongType(
                    kind: kind, field: member.name, expected: FieldType.time.expectation)
            }
            let moment: Instant
            do throws(RFC3339Error) {
                moment = try RFC3339.parse(text)
            } catch {
                throw .badTime(kind: kind, field: member.name, rule: error)
            }
            guard moment == occurredAt else {
                throw .momentMismatch(kind: kind, field: member.name)
            }
        }
        members.removeAll { isCopy($0.name, of: kind) }
    }

    private static func isCopy(_ name: String, of kind: Kind) -> Bool {
        switch name {
        case "at": true
        case "noticedAt": kind == .absenceNoted
        case "foundAt": kind == .childFound
        case "returnedAt": kind == .childReturned
        case "startedAt": kind == .rhiCompleted
        default: false
        }
    }
}
