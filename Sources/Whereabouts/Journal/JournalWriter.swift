import EventLog

/// Writes entries as lines of a journal.
public enum JournalWriter {
    /// The line of one entry, without a line end.
    ///
    /// Members stand in one order; times are UTC; what is absent is left out. Words that cannot be
    /// read are left out too, and `narrativeState` says why: `sealed` or `erased`. Of a child whose
    /// id cannot be read the line has the number, `#17`, and the stored age.
    ///
    /// - Throws: ``VocabularyError`` when the entry's bytes are damaged.
    public static func line(_ entry: RecordedEntry) throws -> JSONValue {
        let decoded = try entry.decoded()
        var members = [
            JSONMember("id", .string(entry.id.description)),
            JSONMember("kind", .string(entry.kind.name)),
        ]
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(JSONMember(name, value)) }
        }
        add("child", entry.child.map { .string($0.text) })
        add("home", entry.home.map { .string($0.text) })
        add("actor", entry.actor.map(actor))
        addOccurrence(entry.occurrence, to: &members)
        if entry.child?.number != nil { add("age", entry.age.map { .integer(Int64($0)) }) }
        add("recordedAt", .string(RFC3339.format(entry.recordedAt)))
        add("episode", entry.episode.map { .string($0.description) })
        add("refersTo", entry.refersTo.map { .string($0.description) })
        add("facts", decoded.facts)
        switch entry.narrative {
        case .none: if try isLacking(entry) { add("narrativeState", "erased") }
        case .words: add("narrative", decoded.narrative.flatMap(withoutChildID))
        case .sealed: add("narrativeState", "sealed")
        case .erased: add("narrativeState", "erased")
        }
        return .object(members)
    }

    /// Whether an entry without words can only have come from a log in which they were erased.
    private static func isLacking(_ entry: RecordedEntry) throws -> Bool {
        switch entry.kind {
        case .childRegistered: true
        case .entryCorrected:
            try entry.facts(as: EntryCorrected.self).patches.contains {
                $0.path.hasPrefix("narrative.")
            }
        default: false
        }
    }

    /// Id and role of an actor.
    public static func actor(_ actor: RecordingActor) -> JSONValue {
        ["id": .string(actor.id), "role": .string(code(of: actor.role))]
    }

    /// The code of a role, such as `homeStaff`; `#99` for one of a newer version.
    public static func code(of role: Role) -> String {
        CodeList.role.code(role.rawValue) ?? "#\(role.rawValue)"
    }

    /// The members that say when something happened.
    private static func addOccurrence(_ occurrence: Occurrence, to members: inout [JSONMember]) {
        members.append(JSONMember("occurredAt", .string(RFC3339.format(occurrence.at))))
        if let end = occurrence.to {
            members.append(JSONMember("occurredTo", .string(RFC3339.format(end))))
        }
        guard occurrence.precision != .minute else { return }
        let code = CodeList.precision.code(occurrence.precision.rawValue)
        members.append(
            JSONMember("precision", .string(code ?? "#\(occurrence.precision.rawValue)")))
    }

    /// A registration's words hold the child's own id, which the journal has in the envelope.
    private static func withoutChildID(_ narrative: JSONValue) -> JSONValue? {
        guard case .object(let members) = narrative else { return narrative }
        let rest = members.filter { $0.name != "childId" }
        return rest.isEmpty ? nil : .object(rest)
    }
}

extension RecordsView {
    /// Gives every entry of the journal, oldest first, as one line each.
    ///
    /// The log's own entries are left out: the log that imports the journal writes its own, and
    /// refuses those of another. `ReportIssued` is somebody's and goes along.
    ///
    /// - Parameters:
    ///   - progress: Called now and then with entries done and entries in all.
    ///   - body: Gets a line, without its line end.
    /// - Returns: How many entries of each kind were left out.
    /// - Throws: What reading or `body` throws.
    @discardableResult
    public func exportJournal(
        progress: (WorkProgress) -> Void = { _ in }, _ body: ([UInt8]) throws -> Void
    ) throws -> [Kind: Int] {
        var leftOut: [Kind: Int] = [:]
        try forEachEntry { entry in
            if entry.position.rawValue.isMultiple(of: 1_000) {
                progress(WorkProgress(done: Int(entry.position.rawValue), total: Int(size)))
            }
            guard entry.kind.group != .log else {
                leftOut[entry.kind, default: 0] += 1
                return .next
            }
            var line: [UInt8] = []
            try JournalWriter.line(entry).write(to: &line)
            try body(line)
            return .next
        }
        progress(WorkProgress(done: Int(size), total: Int(size)))
        return leftOut
    }
}
