import EventLog
import Whereabouts
import WhereaboutsReports

/// A fact as people read it: London's clock, yes and no, entries by their place.
struct FactValue {
    let child: KnownChild

    /// The value of a field; `type` is `nil` for one that this version does not know.
    func markup(_ value: JSONValue?, _ type: FieldType?) -> Markup {
        switch value {
        case nil: Markup("sealed")
        case .null?: Markup("nothing")
        case .bool(let flag)?: Markup(flag ? "yes" : "no")
        case .integer(let number)?: Markup("\(number)")
        case .decimal(let text)?: Markup(text)
        case .string(let text)?: string(text, type)
        case .array(let values)? where values.isEmpty: Markup("none")
        case .array(let values)?: .joined(values.map { markup($0, type) }, by: ", ")
        case .object?: Markup(value?.text ?? "")
        }
    }

    private func string(_ text: String, _ type: FieldType?) -> Markup {
        switch type {
        case .time: Markup((try? RFC3339.parse(text)).map { LocalTime.text($0) } ?? text)
        case .entry, .entries: entry(text)
        case .code(.role), .codes(.role): Markup(Labels.words(text))
        default: Markup(text)
        }
    }

    /// A reference to an entry: its place where it is in the page, else its id.
    private func entry(_ id: String) -> Markup {
        guard let position = EntryID(id).flatMap({ child.positions[$0] }) else { return Markup(id) }
        return .reference(position)
    }
}

extension Markup {
    /// A link to an entry of the page.
    static func reference(_ position: Position) -> Markup {
        Markup(ours: "<a href=\"#e\(position)\">[\(position)]</a>")
    }

    /// A short text that stays on one line.
    static func unbroken(_ text: String) -> Markup {
        Markup(ours: "<span class=\"unbroken\">\(Markup(text).html)</span>")
    }

    /// An old value that is struck through, and what took its place.
    static func struck(_ old: Markup, _ new: Markup) -> Markup { struck([old], new) }

    /// Old values that are struck through, oldest first, and what took their place.
    static func struck(_ old: [Markup], _ new: Markup) -> Markup {
        let struck = old.map { "<del><span class=\"hidden\">struck out: </span>\($0.html)</del> " }
        return Markup(
            ours: struck.joined() + "<ins><span class=\"hidden\">now: </span>\(new.html)</ins>")
    }
}
