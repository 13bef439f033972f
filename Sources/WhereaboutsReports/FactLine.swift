import EventLog
package import Whereabouts

/// The facts or words of an entry on one line, with every moment on one clock.
///
/// One entry never shows London's time beside UTC: people get London's, machines UTC.
struct FactLine: Hashable, Sendable {
    /// Which clock.
    let clock: Clock

    /// A clock that moments are shown on.
    enum Clock: Hashable, Sendable {
        /// For people; see ``LocalTime``.
        case london
        /// For machines: RFC 3339 with `Z`.
        case utc
    }

    /// Such as `whereaboutsKnown: no; lastSeenAt: 2025-05-02 20:00`; `nil` for nothing.
    func text(_ object: JSONValue, of kind: Kind?) -> String? {
        guard case .object(let members) = object, !members.isEmpty else { return nil }
        let schema = kind.map { $0.schema } ?? .narrative
        return members.filter { $0.name != "childId" }
            .map { "\($0.name): \(shown($0.value, schema?.field($0.name)?.type))" }
            .joined(separator: "; ")
    }

    /// One value; `type` is `nil` for a field that this version does not know.
    func shown(_ value: JSONValue, _ type: FieldType?) -> String {
        switch (value, type) {
        case (.string(let text), .time): moment(text)
        case (.string(let text), _): text
        case (.bool(let flag), _): flag ? "yes" : "no"
        case (.array(let patches), .patches): JSONValue.array(patches.map(patch)).text
        default: value.text
        }
    }

    /// A moment on the clock.
    func text(_ moment: Instant) -> String {
        clock == .london ? LocalTime.text(moment) : RFC3339.format(moment)
    }

    /// A change of a correction: what it replaces and puts in place may be moments.
    private func patch(_ patch: JSONValue) -> JSONValue {
        guard clock == .london, case .object(let members) = patch,
            case .string(let path)? = patch["path"], !path.hasPrefix("narrative.")
        else { return patch }
        return .object(
            members.map { member in
                guard case .string(let text) = member.value else { return member }
                return JSONMember(member.name, .string(moment(text)))
            })
    }

    private func moment(_ text: String) -> String {
        clock == .utc ? text : (try? RFC3339.parse(text)).map { LocalTime.text($0) } ?? text
    }
}

/// The type of what a correction changes.
package struct CorrectedField {
    /// `nil` for what is no field, or one that this version does not know.
    package let type: FieldType?

    /// Looks it up.
    package init(_ entry: RecordedEntry, _ path: String) {
        type =
            switch PatchPath(path) {
            case .facts(let name): entry.kind.schema?.field(name)?.type
            case .narrative(let name): KindSchema.narrative.field(name)?.type
            case .occurredAt, .occurredTo: .time
            default: nil
            }
    }
}
