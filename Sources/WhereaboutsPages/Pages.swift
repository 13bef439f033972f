public import Whereabouts
public import WhereaboutsReports

/// Makes self-contained HTML pages of documents.
///
/// A page fetches nothing and runs nothing; it reads on a phone, on a desktop and on A4. The same
/// document is the same bytes.
public struct Pages: PageRenderer {
    private let templates: Templates

    /// Compiles the templates, once a process.
    ///
    /// - Throws: When a template is damaged.
    public init() throws { templates = try .load() }

    /// A self-contained HTML page.
    ///
    /// - Throws: When the page cannot be made.
    public func page(of document: Document) throws -> [UInt8] {
        let parts = DocumentMarkup(templates: templates, document: document).page
        return Array(parts.markup(templates).html.utf8)
    }

    /// A child's chronology as a page; see ``ChronologyPage``.
    ///
    /// - Throws: ``PageError``, `RecordError.unknownChild`, or what reading throws.
    public func chronology(
        of child: ChildID, in view: RecordsView, at disclosure: Disclosure
    ) throws -> [UInt8] {
        try ChronologyPage(view, of: child, at: disclosure).html()
    }

    /// A child's history as a page that goes through what was known when; see ``ReplayPage``.
    ///
    /// - Throws: ``PageError``, `RecordError.unknownChild`, or what reading throws.
    public func replay(
        of child: ChildID, in view: RecordsView, at disclosure: Disclosure
    ) throws -> [UInt8] {
        try ReplayPage(view, of: child, at: disclosure).html()
    }
}
