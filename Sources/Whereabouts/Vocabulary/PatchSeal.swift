/// Keeps the values of `narrative.*` patches out of the facts, which stand in clear.
enum PatchSeal {
    /// Moves the values from the facts to the narrative, in order; the facts keep the paths.
    static func split(
        _ facts: inout [JSONMember], _ narrative: inout [JSONMember]
    ) throws(VocabularyError) {
        guard let place = facts.firstIndex(where: { $0.name == "patches" }),
            case .array(var patches) = facts[place].value
        else { return }
        var sealed: [JSONValue] = []
        for (index, patch) in patches.enumerated() {
            guard isSealed(patch) else { continue }
            guard patch["new"] != nil else {
                throw .missingField(kind: .entryCorrected, field: "patches.new")
            }
            sealed.append(patch)
            patches[index] = pathOnly(patch)
        }
        facts[place].value = .array(patches)
        if !sealed.isEmpty { narrative.append(JSONMember("patches", .array(sealed))) }
    }

    /// Puts the values back where they were; without a narrative the paths stay alone.
    static func merge(_ facts: inout [JSONMember], _ narrative: inout [JSONMember]?) {
        guard let place = facts.firstIndex(where: { $0.name == "patches" }),
            case .array(var patches) = facts[place].value,
            let from = narrative?.firstIndex(where: { $0.name == "patches" }),
            case .array(let sealed)? = narrative?[from].value
        else { return }
        var rest = sealed[...]
        for (index, patch) in patches.enumerated() where isSealed(patch) {
            guard let next = rest.first, next["path"] == patch["path"] else { return }
            patches[index] = next
            rest.removeFirst()
        }
        guard rest.isEmpty else { return }
        facts[place].value = .array(patches)
        narrative?.remove(at: from)
        if narrative?.isEmpty == true { narrative = nil }
    }

    private static func isSealed(_ patch: JSONValue) -> Bool {
        guard case .string(let path)? = patch["path"] else { return false }
        return path.hasPrefix("narrative.")
    }

    private static func pathOnly(_ patch: JSONValue) -> JSONValue {
        guard case .object(let members) = patch else { return patch }
        return .object(members.filter { $0.name == "path" })
    }
}

extension EntryCorrected {
    /// Moves the values of `narrative.*` patches to `narrative`, where they are sealed.
    ///
    /// Facts that still hold such values are refused. Call it once, after the last change.
    public mutating func sealPatches(into narrative: inout Narrative) {
        for index in patches.indices where patches[index].path.hasPrefix("narrative.") {
            narrative.patches.append(patches[index])
            patches[index].clearOld()
            patches[index].clearNew()
        }
    }

    /// The patches with their values, as far as `narrative` has them.
    ///
    /// Where it does not fit, as when it is erased, the paths stay alone.
    public func openedPatches(with narrative: Narrative?) -> [Patch] {
        var rest = (narrative?.patches ?? [])[...]
        return patches.map { patch in
            guard patch.path.hasPrefix("narrative."), let next = rest.first,
                next.path == patch.path
            else { return patch }
            rest.removeFirst()
            return next
        }
    }
}

/// Checks one patch: its path, and that its values are where they belong.
struct PatchValidator {
    let kind: Kind
    /// The place of the patch, from 1.
    let number: Int
    /// Whether it stands in a narrative.
    let isSealed: Bool

    func validate(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(VocabularyError) {
        let schema = KindSchema.patch
        try FactsValidator(
            kind: kind, schema: schema, prefix: "patches.", mandatory: schema.mandatoryMask
        ).validate(bytes, range)
        var (path, hasOld, hasNew) = ("", false, false)
        var reader = WireReader(range, kind)
        while !reader.isAtEnd {
            let (field, type) = try reader.tag(bytes)
            switch field {
            case 1: path = try reader.text(bytes)
            case 2, 3:
                if field == 2 { hasOld = true } else { hasNew = true }
                try reader.skip(type, bytes)
            default: try reader.skip(type, bytes)
            }
        }
        guard let parsed = PatchPath(path) else { throw bad(PatchPath.rule) }
        guard case .narrative = parsed else {
            guard !isSealed else { throw bad("only patches of narrative.NAME are sealed") }
            guard hasNew else { throw .missingField(kind: kind, field: "patches.new") }
            return
        }
        guard isSealed || !(hasOld || hasNew) else {
            throw bad("values of narrative.NAME must be sealed; call sealPatches(into:)")
        }
        guard !isSealed || hasNew else { throw .missingField(kind: kind, field: "patches.new") }
    }

    private func bad(_ rule: String) -> VocabularyError {
        .badPatch(kind: kind, number: number, rule: rule)
    }
}
