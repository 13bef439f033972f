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
    /// What holds in each row, the total too; places are names of columns.
    public let relations: [Relation]

    /// Makes a table; see the properties.
    public init(
        _ name: String, _ title: String, columns: [Column], rows: [Row], total: Row? = nil,
        drawing: Drawing? = nil, isAboutChildren: Bool = false, isRanked: Bool = false,
        isGrid: Bool = false, relations: [Relation] = []
    ) {
        self.relations = relations
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
        /// The columns that it is made of, such as numerator and denominator.
        ///
        /// `*.reports` is the total's; with a stroke in front it is a place of the document.
        public let inputs: [String]

        /// Makes a column; see the properties.
        public init(
            _ name: String, _ label: String, sumOf parts: [String] = [],
            from inputs: [String] = []
        ) {
            (self.name, self.label, self.parts, self.inputs) = (name, label, parts, inputs)
        }
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        /// One a column.
        public internal(set) var cells: [Cell]
        /// How many children it is about, where it is about a home; `nil` where cells say enough.
        public let people: Int?
        /// What it is called among the rows where its first label says too little.
        public let name: String?

        /// Makes a row; see the properties.
        public init(_ cells: [Cell], people: Int? = nil, name: String? = nil) {
            (self.cells, self.people, self.name) = (cells, people, name)
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
