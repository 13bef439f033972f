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
