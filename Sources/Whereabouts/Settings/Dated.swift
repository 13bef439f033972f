/// What holds from a day on, in versions that follow one another.
struct Dated<Value: Sendable>: Sendable {
    private var versions: [(from: LocalDate, value: Value)]

    /// What holds first, and on the days before.
    init(_ value: Value, from day: LocalDate) { versions = [(day, value)] }

    /// What holds last.
    var latest: Value { versions[versions.count - 1].value }

    /// What holds on a day.
    func value(on day: LocalDate) -> Value {
        (versions.last { $0.from <= day } ?? versions[0]).value
    }

    /// Changes what holds from a day on, which is not before the last change.
    mutating func change(from day: LocalDate, _ body: (inout Value) -> Void) {
        var value = latest
        body(&value)
        if versions[versions.count - 1].from == day { versions.removeLast() }
        versions.append((day, value))
    }
}
