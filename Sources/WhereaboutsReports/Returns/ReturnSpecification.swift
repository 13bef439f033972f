public import Whereabouts

/// A version of a form: its tables, columns and codes, and from when to when it holds.
///
/// What a form looks like is data: a new year's form is a new value, and the old ones stay.
public struct ReturnSpecification: Hashable, Sendable {
    /// The form and its version, such as `ssda903/2024-27`.
    public let version: String
    /// The first day on which it holds.
    public let validFrom: LocalDate
    /// The last day on which it holds.
    public let validTo: LocalDate
    /// The tables, in order.
    public let tables: [Table]
    /// Codes as the form writes them, by item and our own code; one not listed stands as it is.
    let codes: [String: [String: String]]

    /// A table of a form.
    public struct Table: Hashable, Sendable {
        /// Its name, that of its file without ending.
        public let name: String
        /// The titles of its columns, to the letter and in order.
        public let columns: [String]

        init(_ name: String, _ columns: [String]) { (self.name, self.columns) = (name, columns) }
    }

    /// The columns of a table; none for a table that the form does not have.
    public func columns(of table: String) -> [String] {
        tables.first { $0.name == table }?.columns ?? []
    }

    /// A code as the form writes it; as it is where the form lists no codes of the item, empty where
    /// it lists others.
    func code(_ item: String, _ code: String?) -> String {
        guard let code else { return "" }
        guard let list = codes[item] else { return code }
        return list[code] ?? ""
    }
}
