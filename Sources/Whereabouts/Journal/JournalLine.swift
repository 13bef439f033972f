import EventLog

/// One line of a journal, as an entry to record.
package enum JournalLine {
    private static let names: Set<String> = [
        "id", "kind", "child", "home", "actor", "occurredAt", "occurredTo", "precision",
        "recordedAt", "episode", "refersTo", "facts", "narrative", "narrativeState",
        "age",
    ]

    /// Whether a line must have an id.
    package enum IDPolicy {
        case mandatory, madeWhenMissing
    }

    /// Reads one line.
    ///
    /// - Parameters:
    ///   - bytes: One JSON object.
    ///   - recordedAt: Whether the line's own recorded time counts.
    ///   - idPolicy: Whether a line without an id is refused.
    /// - Returns: An entry whose facts and words are checked.
    /// - Throws: ``JournalProblem``.
    static func entry(
        _ bytes: [UInt8], recordedAt: RecordedAtPolicy, id idPolicy: IDPolicy = .mandatory
    ) throws(JournalProblem) -> NewEntry {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes.span)
        } catch {
            throw .json(error)
        }
        return try entry(value, recordedAt: recordedAt, id: idPolicy)
    }

    /// Reads one line that is JSON already, as ``entry(_:recordedAt:id:)-([UInt8],_,_)`` does.
    ///
    /// - Throws: ``JournalProblem``.
    package static func entry(
        _ value: JSONValue, recordedAt: RecordedAtPolicy, id idPolicy: IDPolicy = .mandatory
    ) throws(JournalProblem) -> NewEntry {
        guard case .object(let members) = value else {
            throw .wrongType(field: "line", expected: "an object")
        }
        for member in members where !names.contains(member.name) {
            throw .unknownField(member.name)
        }
        let kind = try kind(of: value)
        let occurrence = try occurrence(of: value)
        let areWordsErased = try areWordsErased(value, kind)
        var entry = NewEntry(
            kind: kind, encoded: try facts(of: value, kind, occurrence, areWordsErased),
            occurred: occurrence, by: try actor(of: value, kind),
            id: idPolicy == .mandatory ? try id(value, "id").orMissing("id") : try id(value, "id"))
        try vocabulary { () throws(VocabularyError) in
            try FactsCodec.checkMaySay(kind, role: entry.actor.role, facts: entry.encoded.facts)
        }
        entry.child = try text(value, "child").map { ChildID($0) }
        entry.areWordsErased = areWordsErased
        entry.age = try age(value, entry.child)
        entry.home = try text(value, "home").map { HomeID($0) }
        entry.episode = try id(value, "episode")
        entry.refersTo = try id(value, "refersTo")
        if recordedAt == .preserve {
            entry.recordedAt = try time(value, "recordedAt").orMissing("recordedAt")
        }
        return entry
    }

    private static func kind(of value: JSONValue) throws(JournalProblem) -> Kind {
        let name = try text(value, "kind").orMissing("kind")
        guard let kind = Kind(name: name) else {
            throw .vocabulary(.unknownKind(name: name))
        }
        guard kind.group != .log else { throw .logsOwnKind(kind) }
        return kind
    }

    private static func actor(
        of value: JSONValue, _ kind: Kind
    ) throws(JournalProblem) -> RecordingActor {
        let actor = try value["actor"].orMissing("actor")
        guard case .object(let members) = actor else {
            throw .wrongType(field: "actor", expected: "an object with id and role")
        }
        for member in members where member.name != "id" && member.name != "role" {
            throw .unknownField("actor.\(member.name)")
        }
        let id = try text(actor, "id", in: "actor.").orMissing("actor.id")
        let code = try text(actor, "role", in: "actor.").orMissing("actor.role")
        guard let number = CodeList.role.number(of: code) else {
            throw .vocabulary(.unknownCode(kind: kind, field: "actor.role", list: .role))
        }
        return RecordingActor(id: id, role: Role(rawValue: number) ?? .unspecified)
    }

    private static func occurrence(of value: JSONValue) throws(JournalProblem) -> Occurrence {
        let moment = try time(value, "occurredAt").orMissing("occurredAt")
        let code = try text(value, "precision") ?? "minute"
        guard let number = CodeList.precision.number(of: code) else {
            throw .unknownPrecision(CodeList.precision.codes)
        }
        return Occurrence(
            moment, to: try time(value, "occurredTo"), Precision(rawValue: number) ?? .minute)
    }

    /// Whether the line says that its words were erased; then it has none.
    ///
    /// A child's id is erased together with the words of the registration.
    private static func areWordsErased(
        _ value: JSONValue, _ kind: Kind
    ) throws(JournalProblem) -> Bool {
        guard try text(value, "narrativeState") == "erased" else { return false }
        let child = try text(value, "child").map { ChildID($0) }
        guard kind != .childRegistered || child?.number != nil else { return false }
        guard value["narrative"] == nil || value["narrative"] == .null else {
            throw .wrongType(field: "narrative", expected: "none where narrativeState is erased")
        }
        return true
    }

    /// The age that the log stored; of a child with a date of birth it follows from that.
    private static func age(
        _ value: JSONValue, _ child: ChildID?
    ) throws(JournalProblem) -> Int? {
        switch value["age"] {
        case nil, .null?: return nil
        case .integer(let years)? where (0...150).contains(years) && child?.number != nil:
            return Int(years)
        default:
            throw .wrongType(
                field: "age", expected: "whole years from 0 to 150, of a child called by number")
        }
    }

    private static func facts(
        of value: JSONValue, _ kind: Kind, _ occurrence: Occurrence, _ areWordsErased: Bool
    ) throws(JournalProblem) -> EncodedFacts {
        let facts = try value["facts"].orMissing("facts")
        return try vocabulary { () throws(VocabularyError) in
            try FactsCodec.encode(
                facts, narrative: value["narrative"], as: kind, occurredAt: occurrence.at,
                areWordsErased: areWordsErased)
        }
    }

    private static func vocabulary<Result>(
        _ body: () throws(VocabularyError) -> Result
    ) throws(JournalProblem) -> Result {
        do throws(VocabularyError) {
            return try body()
        } catch {
            throw .vocabulary(error)
        }
    }

    private static func text(
        _ value: JSONValue, _ name: String, in prefix: String = ""
    ) throws(JournalProblem) -> String? {
        switch value[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw .wrongType(field: prefix + name, expected: "a text")
        }
    }

    private static func time(
        _ value: JSONValue, _ name: String
    ) throws(JournalProblem) -> Instant? {
        guard let text = try text(value, name) else { return nil }
        do throws(RFC3339Error) {
            return try RFC3339.parse(text)
        } catch {
            throw .badTime(field: name, rule: error)
        }
    }

    private static func id(_ value: JSONValue, _ name: String) throws(JournalProblem) -> EntryID? {
        guard let text = try text(value, name) else { return nil }
        guard let id = EntryID(text) else {
            throw .wrongType(field: name, expected: "a UUID as text")
        }
        return id
    }
}

extension Optional {
    fileprivate func orMissing(_ field: String) throws(JournalProblem) -> Wrapped {
        guard let self else { throw .missingField(field) }
        return self
    }
}

extension NewEntry {
    /// The longest journal line accepted, in bytes.
    public static let journalLineLimit = LineReader.limitBytes

    /// Reads an entry as a journal has it; without an id it gets a new one.
    ///
    /// - Throws: ``JournalProblem`` with the first field that breaks a rule.
    public init(journalLine bytes: [UInt8]) throws(JournalProblem) {
        guard bytes.count <= Self.journalLineLimit else {
            throw .tooLong(limitBytes: Self.journalLineLimit)
        }
        self = try JournalLine.entry(bytes, recordedAt: .now, id: .madeWhenMissing)
    }
}
