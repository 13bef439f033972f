import EventLog

/// The parts of a moment by the names that corrections have for them.
struct OccurrenceFields {
    private(set) var occurrence: Occurrence
    private let kind: Kind

    init(_ occurrence: Occurrence, _ kind: Kind) {
        self.occurrence = occurrence
        self.kind = kind
    }

    /// `occurredAt`, `occurredTo` or `precision` as the journal writes it; `null` for none.
    subscript(path: String) -> JSONValue {
        switch path {
        case "occurredAt": .string(RFC3339.format(occurrence.at))
        case "occurredTo": occurrence.to.map { .string(RFC3339.format($0)) } ?? .null
        default:
            .string(CodeList.precision.code(occurrence.precision.rawValue) ?? "minute")
        }
    }

    mutating func set(_ path: String, to value: JSONValue) throws(VocabularyError) {
        var (moment, end, precision) = (occurrence.at, occurrence.to, occurrence.precision)
        switch (path, value) {
        case ("occurredAt", _): moment = try time(value, path)
        case ("occurredTo", .null): end = nil
        case ("occurredTo", _): end = try time(value, path)
        case (_, .null): precision = .minute
        default: precision = try code(value, path)
        }
        occurrence = Occurrence(moment, to: end, precision)
    }

    private func time(_ value: JSONValue, _ path: String) throws(VocabularyError) -> Instant {
        guard case .string(let text) = value else {
            throw .wrongType(kind: kind, field: path, expected: FieldType.time.expectation)
        }
        do throws(RFC3339Error) {
            return try RFC3339.parse(text)
        } catch {
            throw .badTime(kind: kind, field: path, rule: error)
        }
    }

    private func code(_ value: JSONValue, _ path: String) throws(VocabularyError) -> Precision {
        guard case .string(let text) = value, let number = CodeList.precision.number(of: text),
            let precision = Precision(rawValue: number)
        else { throw .unknownCode(kind: kind, field: path, list: .precision) }
        return precision
    }
}
