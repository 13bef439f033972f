import EventLog
import TestSupport
import Whereabouts

/// Facts of any kind, drawn from its schema.
struct RandomFacts {
    var generator: SplitMix64
    let moment: Instant

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
        moment = Instant(microseconds: 1_746_208_800_000_000 + Int64(seed) * 1_234_567)
    }

    mutating func facts(of kind: Kind) -> JSONValue {
        guard let schema = kind.schema else { return [:] }
        let isMoment = ["PlacementStarted.from", "PlacementEnded.to"]
        return .object(
            schema.fields.compactMap { field in
                guard !field.isOptional || Bool.random(using: &generator) else { return nil }
                let value: JSONValue =
                    isMoment.contains("\(schema.name).\(field.name)")
                    ? .string(RFC3339.format(moment)) : value(of: field.type)
                return JSONMember(field.name, value)
            })
    }

    mutating func narrative() -> JSONValue {
        .object(
            KindSchema.narrative.fields.compactMap { field in
                let isMandatory = ["dob", "sex", "ethnicity"].contains(field.name)
                let isOurs = ["patches", "childId"].contains(field.name)
                guard !isOurs, isMandatory || Bool.random(using: &generator) else {
                    return nil
                }
                return JSONMember(field.name, value(of: field.type))
            })
    }

    private mutating func value(of type: FieldType) -> JSONValue {
        switch type {
        case .bool: .bool(Bool.random(using: &generator))
        case .int: .integer(Int64.random(in: .min ... .max, using: &generator))
        case .word, .ref, .text: .string(text())
        case .time: .string(RFC3339.format(time()))
        case .date: .string(date().description)
        case .entry: .string(entry())
        case .entries: .array((0..<count()).map { _ in .string(entry()) })
        case .code(let list): .string(code(list))
        case .codes(let list): .array((0..<count()).map { _ in .string(code(list)) })
        case .patches: .array((0..<count()).map { _ in patch() })
        default: .null
        }
    }

    private mutating func count() -> Int { Int.random(in: 0...5, using: &generator) }

    private mutating func text() -> String {
        let pool = Array("abcXYZ 09\"\\/\n\t\u{1}é漢😀")
        return String((0..<count() * 4).map { _ in pool.randomElement(using: &generator) ?? "x" })
    }

    private mutating func time() -> Instant {
        let range = RFC3339.recordable
        return Instant(
            microseconds: .random(
                in: range.lowerBound.microseconds..<range.upperBound.microseconds,
                using: &generator))
    }

    private mutating func date() -> LocalDate {
        LocalDate(daysSince1970: .random(in: -25_000...80_000, using: &generator))
    }

    private mutating func entry() -> String {
        EntryID.make(at: time(), using: &generator).description
    }

    private mutating func code(_ list: CodeList) -> String {
        list.codes.randomElement(using: &generator) ?? ""
    }

    private mutating func patch() -> JSONValue {
        let values: [JSONValue] = [
            "x", 7, true, .null, ["a", .decimal("1.50")], ["k": .string(text())],
        ]
        let paths = ["facts.level", "narrative.note", "occurredAt", "home", "narrative.dob"]
        var patch = [JSONMember("path", .string(paths.randomElement(using: &generator) ?? ""))]
        if Bool.random(using: &generator) {
            patch.append(JSONMember("old", values.randomElement(using: &generator) ?? .null))
        }
        patch.append(JSONMember("new", values.randomElement(using: &generator) ?? .null))
        return .object(patch)
    }
}
