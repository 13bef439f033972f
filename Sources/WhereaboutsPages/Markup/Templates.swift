import Mustache

/// The compiled templates, the same for all pages.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// A part of a page that has a template.
    enum Name: String, CaseIterable {
        case page, section, table, chronology, entry, replay
    }

    private static let compiled = Result { try Templates(compiling: source) }

    /// Compiles the templates when they are first asked for.
    static func load() throws -> Templates { try compiled.get() }

    private init(compiling source: (Name) -> String) throws {
        var templates: [String: MustacheTemplate] = [:]
        for name in Name.allCases {
            templates[name.rawValue] = try MustacheTemplate(string: source(name))
        }
        library = MustacheLibrary(templates: templates)
    }

    private static func source(_ name: Name) -> String {
        switch name {
        case .page: PageTemplate.page
        case .section: PageTemplate.section
        case .table: PageTemplate.table
        case .chronology: ChildTemplate.chronology
        case .entry: ChildTemplate.entry
        case .replay: ChildTemplate.replay
        }
    }

    func render(_ name: Name, _ fields: Fields) -> Markup {
        Markup(ours: library.render(fields, withTemplate: name.rawValue) ?? "")
    }
}
