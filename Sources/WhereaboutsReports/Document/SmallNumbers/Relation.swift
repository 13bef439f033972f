/// What always holds between quantities of a document, so that one can be told from others.
///
/// Quantities are named by their places: `section.figure`, or `section.table.row.column`; a section
/// says them without its own name. A place that a document does not have counts nothing.
public struct Relation: Hashable, Sendable {
    /// Kinds of relations.
    enum Kind: Hashable, Sendable { case same, sum, part, atMost }

    /// So many times a quantity.
    struct Term: Hashable, Sendable {
        let place: String
        let factor: Int
    }

    let kind: Kind
    /// The side of the parts.
    let parts: [Term]
    /// The side of the whole.
    let wholes: [Term]

    private init(_ kind: Kind, _ parts: [Term], _ wholes: [Term]) {
        (self.kind, self.parts, self.wholes) = (kind, parts, wholes)
    }

    private static func terms(_ places: [String]) -> [Term] {
        places.map { Term(place: $0, factor: 1) }
    }

    /// One quantity that stands in two places.
    ///
    /// Where the numbers differ all the same, by how much is taken to be known to everybody.
    public static func same(_ one: String, _ other: String) -> Relation {
        Relation(.same, terms([one]), terms([other]))
    }

    /// Parts that add up to a whole.
    ///
    /// Where they do not quite, since a child may be in two of them, by how much they overlap is
    /// taken to be known to everybody: rather too much is kept back than too little. A whole that is
    /// no number, such as a mean, goes with any of the parts that it is made of.
    public static func sum(_ whole: String, of parts: [String]) -> Relation {
        Relation(.sum, terms(parts), terms([whole]))
    }

    /// Parts of a whole: what is left of it is a number of children or events too.
    public static func part(_ parts: String..., of whole: String) -> Relation {
        Relation(.part, terms(parts), terms([whole]))
    }

    /// As ``part(_:of:)``, of a list.
    public static func parts(_ parts: [String], of whole: String) -> Relation {
        Relation(.part, terms(parts), terms([whole]))
    }

    /// Numbers that are together never more than another, and no parts of it.
    public static func atMost(_ lesser: String..., of greater: String) -> Relation {
        Relation(.atMost, terms(lesser), terms([greater]))
    }

    /// Numbers, each so many times, that are together never more than others.
    public static func atMost(
        _ lesser: [(factor: Int, place: String)], of greater: [(factor: Int, place: String)]
    ) -> Relation {
        Relation(
            .atMost, lesser.map { Term(place: $0.place, factor: $0.factor) },
            greater.map { Term(place: $0.place, factor: $0.factor) })
    }

    /// Children, those of them who went more than once, and how often they all went: nobody went
    /// who has no incident, and without somebody who went twice there is one incident a child.
    public static func repeats(
        children: String, moreThanOnce: String, incidents: String
    ) -> [Relation] {
        [
            .part(moreThanOnce, of: children), .atMost(children, moreThanOnce, of: incidents),
            .none(of: incidents, without: children),
            .atMost([(1, incidents)], of: [(1, children), (Self.many, moreThanOnce)]),
        ]
    }

    /// Without any of one there is none of the other.
    public static func none(of one: String, without other: String) -> Relation {
        .atMost([(1, one)], of: [(Self.many, other)])
    }

    /// More than anything that is counted.
    private static let many = 1_000_000

    /// The relation between the same places with the same start before them.
    func under(_ start: String) -> Relation {
        func moved(_ terms: [Term]) -> [Term] {
            terms.map { Term(place: start + $0.place, factor: $0.factor) }
        }
        return Relation(kind, moved(parts), moved(wholes))
    }
}
