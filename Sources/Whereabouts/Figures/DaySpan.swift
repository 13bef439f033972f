/// Days from one to another, both included; the ends of a child's periods touch.
package struct DaySpan: Hashable, Sendable {
    /// The first day.
    package let from: LocalDate
    /// The last day; `nil` while it lasts.
    package let to: LocalDate?

    package init(from: LocalDate, to: LocalDate?) { (self.from, self.to) = (from, to) }

    /// Its parts that lie in `spans`, which do not overlap; none when it lies outside them all.
    ///
    /// What only touches a span belongs to the one beside it; a single day on which one span ends
    /// and another begins, to the later one.
    package func clipped(to spans: [DaySpan]) -> [DaySpan] {
        let parts: [DaySpan] = spans.compactMap { span in
            guard from <= span.to ?? .last, to ?? .last >= span.from else { return nil }
            return DaySpan(
                from: max(from, span.from), to: [to, span.to].compactMap { $0 }.min())
        }
        let long = parts.filter { $0.from != $0.to }
        return long.isEmpty ? parts.suffix(1) : long
    }
}

extension CaseRecord {
    /// The days on which an authority is responsible for the child, in order; each ends on the day
    /// on which the next authority takes over.
    package func spans(of authority: String) -> [DaySpan] {
        let periods = person.authorities
        return periods.indices.filter { periods[$0].code == authority }.map { place in
            DaySpan(
                from: place == 0 ? .first : periods[place].from,
                to: place + 1 < periods.count ? periods[place + 1].from : nil)
        }
    }
}
