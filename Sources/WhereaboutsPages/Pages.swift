import Mustache
public import WhereaboutsReports

/// Makes self-contained HTML pages of documents.
public struct Pages: PageRenderer {
    private let library: MustacheLibrary

    /// Compiles the templates.
    ///
    /// - Throws: When a template is damaged.
    public init() throws {
        library = MustacheLibrary(templates: ["page": try MustacheTemplate(string: Template.page)])
    }

    /// A self-contained HTML page.
    ///
    /// - Throws: When the page cannot be made.
    public func page(of document: Document) throws -> [UInt8] {
        Array((library.render(["title": document.title], withTemplate: "page") ?? "").utf8)
    }
}

/// The templates of pages.
enum Template {
    static let page = """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head><meta charset="utf-8"><title>{{title}}</title></head>
        <body><main><h1>{{title}}</h1></main></body>
        </html>

        """
}
