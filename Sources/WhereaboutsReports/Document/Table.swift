/// Rows under columns, as it stands in a document.
public struct Table: Hashable, Sendable {
    /// Its name in JSON and as a CSV file, in lowerCamelCase.
    public let name: String
    /// What people call it.
    public let title: String
    /// The columns, in order.
    public let columns: [Column]
    /// The rows, in order.
    public internal(set) var rows: [Row]
    /// The sums of the rows, below them; `nil` where the rows do not add up.
    public internal(set) var total: Row?
    /// How to draw it; the first column names what is drawn.
    public let drawing: Drawing?
    /// Whether a row tells of one child, one episode or one entry: never for the public.
    public let isAboutChildren: Bool
    /// Whether the order of the rows tells of their numbers: who is hidden goes to the end.
    public let isRanked: Bool
    /// Whether its columns are lists of figures that may be parts of one another, the first of them
    /// the number of children.
    public let isGrid: Bool

    /// Makes a table; see the properties.
    public init(
        _ name: String, _ title: String, columns: [Column], rows: [Row], total: Row? = nil,
        drawing: Drawing? = nil, isAboutChildren: Bool = false, isRanked: Bool = false,
        isGrid: Bool = false
    ) {
        (self.name, self.title, self.columns) = (name, title, columns)
        (self.rows, self.total) = (rows, total)
        (self.drawing, self.isAboutChildren) = (drawing, isAboutChildren)
        (self.isRanked, self.isGrid) = (isRanked, isGrid)
    }

    /// A column under its name.
    public struct Column: Hashable, Sendable {
        /// Its name in JSON and CSV.
        public let name: String
        /// What people call it.
        public let label: String
        /// The names of the columns that add up to this one; none for most.
        public let parts: [String]

        /// Makes a column; see the properties.
        public init(_ name: String, _ label: String, sumOf parts: [String] = []) {
            (self.name, self.label, self.parts) = (name, label, parts)
        }
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        /// One a column.
        public internal(set) var cells: [Cell]
        /// How many children it is about, where it is about a home; `nil` where cells say enough.
        public let people: Int?

        /// Makes a row; see the properties.
        public init(_ cells: [Cell], people: Int? = nil) {
            (self.cells, self.people) = (cells, people)
        }
    }

    /// Ways to draw a table.
    public enum Drawing: String, Hashable, Sendable {
        /// A bar for the second column of each row.
        case bars
        /// A line for every column behind the first, over the rows.
        case trend
        /// A square a cell, darker for more: rows are days, columns hours.
        case heat
        /// Bars one below the other, each a part of the first.
        case funnel
    }
}
