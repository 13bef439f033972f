import EventLog
import Whereabouts
import WhereaboutsReports

/// What later entries did to one entry, a line each: who, when and why.
struct AmendmentLines {
    let child: KnownChild
    let entry: RecordedEntry

    var lines: [Markup] {
        get throws {
            var lines = entry.corrections.map(line)
            switch entry.state {
            case .inForce: break
            case .withdrawn(let amendment): lines.append(Markup("Withdrawn ") + who(amendment))
            case .reinstated(let amendment, let withdrawal):
                if let withdrawal { lines.append(Markup("Withdrawn ") + who(withdrawal)) }
                lines.append(Markup("Reinstated ") + who(amendment))
            }
            return lines + (try entry.annotations.map(line))
        }
    }

    private func line(_ correction: Correction) -> Markup {
        let field = Markup(Labels.path(correction.path) + ": ")
        let by = Markup(", corrected ") + who(correction.by)
        if PatchPath(correction.path)?.isNarrative == true, !child.showsWords {
            return field + Markup("words") + by
        }
        let type = CorrectedField(entry, correction.path).type
        let value = FactValue(child: child)
        switch correction.state {
        case .sealed: return field + .struck(Markup("sealed"), Markup("sealed")) + by
        case .erased: return field + .struck(Markup("erased"), Markup("erased")) + by
        case .notApplied(let misfit):
            return field + value.markup(correction.now, type)
                + Markup(" not applied, \(misfit)") + by
        case .applied:
            var line = field
            line += .struck(value.markup(correction.was, type), value.markup(correction.now, type))
            line += by
            if correction.isBasedOnAnotherValue {
                line += Markup("; based on another value, ")
                line += value.markup(correction.claimedOld, type)
            }
            return line
        }
    }

    private func line(_ annotation: RecordedEntry) throws -> Markup {
        var line = Markup("Annotated by \(Self.name(annotation.actor)), ")
        line += Markup(LocalTime.text(annotation.recordedAt) + " ")
        line += .reference(annotation.position)
        if annotation.isAgeNote, let age = annotation.age {
            let day = London.date(of: annotation.occurrence.at)
            line += Markup(": age \(age) on \(day), kept for the figures")
        }
        let words = child.showsWords ? try annotation.effective.words() : nil
        if let words, words.hasNote { line += Markup(": " + words.note) }
        return line
    }

    /// Who, when, by whose leave, where it is recorded, and why.
    private func who(_ amendment: Amendment) -> Markup {
        var text = "by \(Self.name(amendment.actor)), \(LocalTime.text(amendment.recordedAt))"
        if let approvedBy = amendment.approvedBy { text += ", approved by \(approvedBy)" }
        var line = Markup(text + " ") + .reference(amendment.position)
        if let reason = amendment.reason, child.showsWords { line += Markup(": " + reason) }
        return line
    }

    /// An actor by role and id.
    static func name(_ actor: RecordingActor?) -> String {
        guard let actor else { return "the log" }
        return "\(Labels.words(JournalWriter.code(of: actor.role))) \(actor.id)"
    }
}

extension PatchPath {
    /// Whether it is about words.
    var isNarrative: Bool {
        if case .narrative = self { return true }
        return false
    }
}
