public import Whereabouts

/// Makes pages that a browser shows; `Pages` of `WhereaboutsPages` is the one to use.
///
/// Apart from the reports, so that who wants no pages fetches no template library.
public protocol PageRenderer: Sendable {
    /// A self-contained HTML page of a document.
    ///
    /// - Throws: When the page cannot be made.
    func page(of document: Document) throws -> [UInt8]

    /// A child's chronology as a page.
    ///
    /// - Throws: When the level may not hold it, `RecordError.unknownChild`, what reading throws.
    func chronology(
        of child: ChildID, in view: RecordsView, at disclosure: Disclosure
    ) throws -> [UInt8]

    /// A child's history as a page that goes through what was known when.
    ///
    /// - Throws: As ``chronology(of:in:at:)``.
    func replay(
        of child: ChildID, in view: RecordsView, at disclosure: Disclosure
    ) throws -> [UInt8]
}
