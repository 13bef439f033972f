import Mustache

/// What a template is filled with: nothing comes in that was not escaped.
struct Fields: Sendable, MustacheParent {
    private var values: [String: Field]

    /// One value of a template.
    enum Field: Sendable {
        /// Text, which is escaped.
        case text(String)
        /// Markup that was made elsewhere.
        case markup(Markup)
        /// Whether a section stands.
        case flag(Bool)
        /// A section for each.
        case list([Fields])
    }

    init(_ values: [String: Field]) { self.values = values }

    func child(named name: String) -> Any? {
        switch values[name] {
        case .text(let text): Markup(text)
        case .markup(let markup): markup
        case .flag(let flag): flag
        case .list(let list): list
        case nil: nil
        }
    }
}

extension Fields.Field {
    /// A list of texts under the name `text`.
    static func texts(_ texts: [String]) -> Self {
        .list(texts.map { Fields(["text": .text($0)]) })
    }

    /// A list of names and values under `label` and `value`.
    static func pairs(_ pairs: [(label: String, value: Markup)]) -> Self {
        .list(pairs.map { Fields(["label": .text($0.label), "value": .markup($0.value)]) })
    }
}
