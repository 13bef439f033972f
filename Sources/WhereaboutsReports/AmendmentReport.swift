import EventLog
import Whereabouts

/// What later entries did to one entry: as lines under it, and as members of its JSON object.
struct AmendmentReport {
    let entry: RecordedEntry
    /// How lines show moments.
    var factLine = FactLine(clock: .london)

    // MARK: Text

    /// One line each: corrections with the old value struck through, withdrawal, annotations.
    func lines() throws -> [String] {
        var lines = entry.corrections.map(line)
        switch entry.state {
        case .inForce: break
        case .withdrawn(let amendment): lines.append("withdrawn \(who(amendment))")
        case .reinstated(let amendment, let withdrawal):
            if let withdrawal { lines.append("withdrawn \(who(withdrawal))") }
            lines.append("reinstated \(who(amendment))")
        }
        for annotation in entry.annotations { lines.append(try line(annotation)) }
        return lines
    }

    private func line(_ correction: Correction) -> String {
        let field = Self.fieldName(correction.path)
        let who = "corrected \(who(correction.by))"
        switch correction.state {
        case .sealed: return "\(field): ~~sealed~~ sealed, \(who)"
        case .erased: return "\(field): ~~erased~~ erased, \(who)"
        case .notApplied(let misfit):
            let value = shown(correction.now, correction.path)
            return "\(field): \(value) not applied, \(misfit); \(who)"
        case .applied:
            let (old, new) = (correction.was, correction.now)
            var text = "\(field): ~~\(shown(old, correction.path))~~ "
            text += "\(shown(new, correction.path)), \(who)"
            if correction.isBasedOnAnotherValue {
                let claimed = shown(correction.claimedOld, correction.path)
                text += "; based on another value, \(claimed)"
            }
            return text
        }
    }

    private func line(_ annotation: RecordedEntry) throws -> String {
        let when = factLine.text(annotation.recordedAt)
        var text = "annotated by \(Self.name(annotation.actor)) \(when) [\(annotation.position)]"
        if let note = try note(of: annotation) { text += ": \(note)" }
        return text
    }

    private func note(of annotation: RecordedEntry) throws -> String? {
        if annotation.isAgeNote, let age = annotation.age {
            let day = London.date(of: annotation.occurrence.at)
            return "age \(age) on \(day), kept for the figures"
        }
        guard let words = try annotation.effective.words(), words.hasNote else { return nil }
        return words.note
    }

    /// Who, when, why and where, such as `by M-1 registeredManager 2025-05-05 10:05 [7]: typo`.
    private func who(_ amendment: Amendment) -> String {
        var text = "by \(Self.name(amendment.actor)) \(factLine.text(amendment.recordedAt))"
        if let approvedBy = amendment.approvedBy { text += ", approved by \(approvedBy)" }
        text += " [\(amendment.position)]"
        if let reason = amendment.reason { text += ": \(reason)" }
        return text
    }

    private static func name(_ actor: RecordingActor?) -> String {
        actor.map { "\($0.id) \(JournalWriter.code(of: $0.role))" } ?? "the log"
    }

    /// A fact by its name alone, as the line of facts has it.
    private static func fieldName(_ path: String) -> String {
        path.hasPrefix("facts.") ? String(path.dropFirst("facts.".count)) : path
    }

    private func shown(_ value: JSONValue?, _ path: String) -> String {
        switch value {
        case nil: return "sealed"
        case .null?: return "none"
        case let value?: return factLine.shown(value, CorrectedField(entry, path).type)
        }
    }

    // MARK: JSON

    /// `corrections`, `state`, `withdrawal`, `reinstatement` and `annotations`.
    func members() throws -> [JSONMember] {
        var (state, withdrawal, reinstatement) = ("inForce", JSONValue.null, JSONValue.null)
        switch entry.state {
        case .inForce: break
        case .withdrawn(let amendment): (state, withdrawal) = ("withdrawn", json(amendment))
        case .reinstated(let amendment, let before):
            (state, reinstatement) = ("reinstated", json(amendment))
            withdrawal = before.map(json) ?? .null
        }
        return [
            JSONMember("corrections", .array(entry.corrections.map(json))),
            JSONMember("state", .string(state)),
            JSONMember("withdrawal", withdrawal),
            JSONMember("reinstatement", reinstatement),
            JSONMember("annotations", .array(try entry.annotations.map(json))),
        ]
    }

    private func json(_ correction: Correction) -> JSONValue {
        let applied: JSONValue
        var problem = JSONValue.null
        switch correction.state {
        case .applied: applied = true
        case .sealed, .erased: applied = .null
        case .notApplied(let misfit): (applied, problem) = (false, .string("\(misfit)"))
        }
        return .object(
            place(correction.by) + [
                JSONMember("path", .string(correction.path)),
                JSONMember("was", correction.was ?? .null),
                JSONMember("now", correction.now ?? .null),
                JSONMember("claimedOld", correction.claimedOld ?? .null),
                JSONMember("basedOnAnotherValue", .bool(correction.isBasedOnAnotherValue)),
                JSONMember("applied", applied), JSONMember("problem", problem),
            ] + author(correction.by))
    }

    private func json(_ amendment: Amendment) -> JSONValue {
        .object(place(amendment) + author(amendment))
    }

    private func json(_ annotation: RecordedEntry) throws -> JSONValue {
        [
            "id": .string(annotation.id.description),
            "position": .integer(Int64(annotation.position.rawValue)),
            "actor": annotation.actor.map(JournalWriter.actor) ?? .null,
            "recordedAt": .string(RFC3339.format(annotation.recordedAt)),
            "note": try note(of: annotation).map { .string($0) } ?? .null,
        ]
    }

    private func place(_ amendment: Amendment) -> [JSONMember] {
        [
            JSONMember("id", .string(amendment.id.description)),
            JSONMember("position", .integer(Int64(amendment.position.rawValue))),
        ]
    }

    private func author(_ amendment: Amendment) -> [JSONMember] {
        [
            JSONMember("actor", amendment.actor.map(JournalWriter.actor) ?? .null),
            JSONMember("recordedAt", .string(RFC3339.format(amendment.recordedAt))),
            JSONMember("reason", amendment.reason.map { .string($0) } ?? .null),
            JSONMember("approvedBy", amendment.approvedBy.map { .string($0) } ?? .null),
        ]
    }
}
