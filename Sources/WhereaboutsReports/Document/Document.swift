public import EventLog
public import Whereabouts

/// A report as parts: text, JSON, CSV, a workbook and a page are made of the same ones.
///
/// Every number is a ``Cell`` that says what it tells and of whom, so that what may not leave at a
/// level of disclosure is taken away in one place: ``disclosed(at:)``.
public struct Document: Hashable, Sendable {
    /// The report's name, that of the command.
    public let name: String
    /// What people call it.
    public let title: String
    /// What it is about: a home, a child by id, an authority; empty for all.
    public let subject: String
    /// From when to when, where it has a period.
    public let period: Period?
    /// Where it comes from and how to check it.
    public private(set) var provenance: Provenance
    /// How it was made and what it leaves out: readings, labels of estimates, code lists.
    public internal(set) var notes: [String]
    /// Those of the notes that tell a figure: they go where figures do.
    public let notesOnFigures: Set<String>
    /// The parts.
    public internal(set) var sections: [Section]
    /// Who may see it.
    public internal(set) var disclosure = Disclosure.internal
    /// How many children the whole is about, where it is about so few that it matters: the children
    /// of one home; `nil` where every part says so itself.
    public let people: Int?
    /// Whether the whole is about one child: never for the public.
    public let isAboutChild: Bool
    /// What holds between quantities of several sections.
    public let relations: [Relation]
    /// What does not stand in this document, but in those of other periods, and tells of numbers of
    /// this one: decisions are the same in both.
    public let background: [Section]

    /// Makes a document; see the properties.
    public init(
        _ name: String, _ title: String, of subject: String = "", during period: Period? = nil,
        from provenance: Provenance, people: Int? = nil, isAboutChild: Bool = false,
        notes: [String] = [], notesOnFigures: [String] = [], _ sections: [Section],
        relations: [Relation] = [], background: [Section] = []
    ) {
        self.notesOnFigures = Set(notesOnFigures)
        self.isAboutChild = isAboutChild
        (self.relations, self.background) = (relations, background)
        (self.name, self.title, self.subject) = (name, title, subject)
        (self.period, self.provenance, self.people) = (period, provenance, people)
        let note = period.flatMap { $0.note(asOf: provenance.now) }
        (self.notes, self.sections) = (notes + (note.map { [$0] } ?? []), sections)
    }

    /// A heading, figures, and tables, some of which want to be drawn.
    public struct Section: Hashable, Sendable {
        /// Its name in JSON, in lowerCamelCase.
        public let name: String
        /// Its heading.
        public let title: String
        /// What has to be said about it.
        public let notes: [String]
        /// Single figures.
        public internal(set) var figures: [Figure]
        /// Rows and columns.
        public internal(set) var tables: [Table]
        /// How many children it is about, where that is less than the document.
        public let people: Int?
        /// Whether it is one of the parts of a whole that stands in the document, too.
        public let isPart: Bool
        /// What holds between its quantities; places are without the section's name.
        public let relations: [Relation]

        /// Makes a section; see the properties.
        public init(
            _ name: String, _ title: String, figures: [Figure] = [], tables: [Table] = [],
            notes: [String] = [], people: Int? = nil, isPart: Bool = false,
            relations: [Relation] = []
        ) {
            (self.people, self.isPart, self.relations) = (people, isPart, relations)
            (self.name, self.title, self.notes) = (name, title, notes)
            (self.figures, self.tables) = (figures, tables)
        }
    }

    /// A single figure under a name.
    public struct Figure: Hashable, Sendable {
        /// Its name in JSON, in lowerCamelCase.
        public let name: String
        /// What people call it.
        public let label: String
        /// The figure.
        public internal(set) var value: Cell
        /// The name of the figure of which this is a part: what is left over is told too.
        public let whole: String?
        /// How many children it is about; `nil` where that is not known.
        public let people: Int?
        /// The entries behind it; `nil` where others list them, and outside.
        public internal(set) var ids: [EntryID]?
        /// The quantities that it is made of, such as numerator and denominator.
        ///
        /// Figures of its section, or with a stroke in front places of the document. A numerator may
        /// have a name that stands nowhere else.
        public let inputs: [String]

        /// Makes a figure; see the properties.
        public init(
            _ name: String, _ label: String, _ value: Cell, partOf whole: String? = nil,
            people: Int? = nil, ids: [EntryID]? = nil, from inputs: [String] = []
        ) {
            self.inputs = inputs
            (self.name, self.label, self.value) = (name, label, value)
            (self.whole, self.people, self.ids) = (whole, people, ids)
        }

        /// Makes a figure that counts entries.
        public init(
            _ name: String, _ label: String, partOf whole: String? = nil, people: Int? = nil,
            _ ids: [EntryID]
        ) {
            self.init(
                name, label, .count(ids.count), partOf: whole, people: people, ids: ids)
        }
    }
}

extension Document.Section {
    /// The same section under another name.
    func named(_ name: String) -> Document.Section {
        Document.Section(
            name, title, figures: figures, tables: tables, notes: notes, people: people,
            isPart: isPart, relations: relations)
    }
}

extension Document {
    /// The same document under another question.
    func from(_ provenance: Provenance) -> Document {
        var document = self
        document.provenance = provenance
        return document
    }
}
