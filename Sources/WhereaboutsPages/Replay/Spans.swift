/// What stood over runs of stops, so that a page lists changes and not the state at each stop.
struct Spans<Value: Hashable> {
    /// Something that stood from a stop up to, without, another.
    struct Span {
        let value: Value
        let from: Int
        /// `nil` where it still stands at the last stop.
        var to: Int?
    }

    /// In order of their starts.
    private(set) var spans: [Span] = []
    private var open: [Value: Int] = [:]
    private var last: [Value] = []

    /// Takes what stands at a stop; stops come in order.
    mutating func take(_ values: [Value], at stop: Int) {
        guard values != last else { return }
        last = values
        let standing = Set(values)
        for value in open.keys where !standing.contains(value) { end(value, at: stop) }
        for value in values where open[value] == nil { begin(value, at: stop) }
    }

    /// Something begins to stand at a stop.
    mutating func begin(_ value: Value, at stop: Int) {
        open[value] = spans.count
        spans.append(Span(value: value, from: stop, to: nil))
    }

    /// Something that stands does so no more.
    mutating func end(_ value: Value, at stop: Int) {
        guard let place = open.removeValue(forKey: value) else { return }
        spans[place].to = stop
    }
}

extension Spans.Span {
    /// The attributes of an element that stands for the span; without a script the last state shows.
    var attributes: String {
        let end = to.map { " data-to=\"\($0)\" hidden" } ?? ""
        return "data-from=\"\(from)\"\(end)"
    }
}
