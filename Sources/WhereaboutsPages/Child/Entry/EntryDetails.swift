import EventLog
import Whereabouts
import WhereaboutsReports

/// The facts and words of an entry, as stored, corrected values struck through beside the new ones.
struct EntryDetails {
    let child: KnownChild
    let entry: RecordedEntry

    /// Names and values of the facts.
    var facts: [(label: String, value: Markup)] {
        get throws {
            // Without words: a correction of words holds them among its facts else.
            let stored =
                child.showsWords
                ? try entry.decoded().facts
                : try FactsCodec.decode(Array(entry.stored.facts), as: entry.kind).facts
            return pairs(stored, "facts") { entry.kind.schema?.field($0)?.type }
        }
    }

    /// Names and values of the words, or what has become of them.
    var words: [(label: String, value: Markup)] {
        get throws {
            switch entry.narrative {
            case .none: return []
            case .sealed: return [("Words", Markup("sealed"))]
            case .erased: return [("Words", Markup(erased))]
            case .words:
                guard child.showsWords else { return [("Words", Markup("kept back"))] }
                let words = try entry.decoded().narrative ?? .null
                return pairs(words, "narrative") { KindSchema.narrative.field($0)?.type }
            }
        }
    }

    private var erased: String {
        guard let erasure = entry.erasure else { return "erased" }
        return "erased \(LocalTime.text(erasure.recordedAt)) under \(erasure.legalBasis): "
            + (child.showsWords ? erasure.reason : "reason kept back")
    }

    private func pairs(
        _ object: JSONValue, _ group: String, _ type: (String) -> FieldType?
    ) -> [(label: String, value: Markup)] {
        guard case .object(let members) = object else { return [] }
        let corrected = Dictionary(
            grouping: entry.corrections.filter { $0.state == .applied }, by: \.path)
        var pairs: [(label: String, value: Markup)] = []
        for member in members where member.name != "childId" {
            let stored = value(member.value, type(member.name), member.name)
            let changes = corrected["\(group).\(member.name)"] ?? []
            pairs.append((Labels.sentence(member.name), struck(stored, changes, type(member.name))))
        }
        let names = Set(members.map(\.name))
        for change in entry.corrections where change.state == .applied {
            guard let name = change.path.name(in: group), !names.contains(name) else { continue }
            guard corrected[change.path]?.first == change else { continue }
            let changes = corrected[change.path] ?? []
            pairs.append(
                (Labels.sentence(name), struck(Markup("nothing"), changes, type(name))))
        }
        return pairs
    }

    /// Every value that was in force, the last of them not struck through.
    private func struck(_ stored: Markup, _ changes: [Correction], _ type: FieldType?) -> Markup {
        guard let last = changes.last else { return stored }
        let value = FactValue(child: child)
        let old = [stored] + changes.dropLast().map { value.markup($0.now, type) }
        return .struck(old, value.markup(last.now, type))
    }

    private func value(_ value: JSONValue, _ type: FieldType?, _ name: String) -> Markup {
        guard type == .patches, case .array(let patches) = value else {
            return FactValue(child: child).markup(value, type)
        }
        return .joined(patches.map(patch), by: "; ")
    }

    /// One change of a correction; values of words stand in it only where words may.
    private func patch(_ patch: JSONValue) -> Markup {
        guard case .string(let path)? = patch["path"] else { return Markup("") }
        let label = Markup(Labels.path(path))
        let isWords = PatchPath(path)?.isNarrative ?? true
        guard child.showsWords || !isWords, let new = patch["new"] else { return label }
        // Of which kind the corrected entry is does not matter: a fact that reads as a moment is one.
        let value = FactValue(child: child)
        return label + Markup(": ") + value.markup(new, isWords ? nil : .time)
    }
}

extension String {
    /// What follows a group's name and a dot.
    fileprivate func name(in group: String) -> String? {
        hasPrefix(group + ".") ? String(dropFirst(group.count + 1)) : nil
    }
}
