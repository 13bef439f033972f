/// Makes a page that a browser shows; `WhereaboutsPages` has the one to use.
///
/// Apart from the reports, so that who wants no pages fetches no template library.
public protocol PageRenderer: Sendable {
    /// A self-contained HTML page.
    ///
    /// - Throws: When the page cannot be made.
    func page(of document: Document) throws -> [UInt8]
}
