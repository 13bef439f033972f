public import Whereabouts

/// An answer for people and for machines.
///
/// The same view gives the same bytes: no clock, locale or hash order takes part.
public protocol Report: Sendable {
    /// The report as JSON.
    ///
    /// - Throws: When an entry is damaged.
    func json() throws -> JSONValue

    /// The report as text that ends in a newline.
    ///
    /// - Throws: When an entry is damaged.
    func text() throws -> String
}

/// A report of parts, which has all forms and levels of disclosure.
public protocol PartedReport: Report {
    /// The report as parts, of which CSV, pages and what is disclosed to others are made.
    ///
    /// - Parameter provenance: Where the view stands in its log, and what was asked.
    /// - Returns: The document, with everything in it.
    /// - Throws: When an entry is damaged.
    func document(from provenance: Provenance) throws -> Document
}

/// A report that is a document from the start: text and JSON are made of it, too.
public protocol DocumentReport: PartedReport {
    /// The document, with everything in it.
    var document: Document { get }
}

extension DocumentReport {
    /// The report as JSON; see ``Document/json()``.
    public func json() -> JSONValue { document.json() }

    /// The report as text; see ``Document/text()``.
    public func text() -> String { document.text() }

    /// The document, as asked for by `provenance`.
    public func document(from provenance: Provenance) -> Document { document.from(provenance) }
}
