import Whereabouts

/// The numbers of a document under their names, those that are the same put together.
struct RawQuantities {
    /// Numbers that are one quantity.
    struct Group {
        let root: Int
        let value: Int
        let cell: Cell
        var isFew: Bool
        /// Whether it was shown, or kept back, in a document that is out already.
        var isPublished = false
        var isWithheld = false
    }

    private(set) var names: [String: Int] = [:]
    private var parents: [Int] = []
    private var found: [Group] = []

    init(_ cells: [PlacedCell], _ relations: [Relation]) {
        for cell in cells {
            if let number = cell.cell.number {
                add(cell.name, number, cell.cell, cell)
            }
        }
        for cell in cells {
            guard let ratio = cell.cell.ratio else { continue }
            let own = inputs(of: cell)
            addInput(own[0], ratio.numerator, cell)
            addInput(own[1], ratio.denominator, cell)
        }
        for relation in relations where relation.kind == .same {
            guard let one = relation.parts.first.flatMap({ names[$0.place] }),
                let other = relation.wholes.first.flatMap({ names[$0.place] }),
                found[one].value == found[other].value
            else { continue }
            let (left, right) = (root(one), root(other))
            parents[max(left, right)] = min(left, right)
        }
    }

    /// The numbers that a cell is made of by name: its inputs, or numbers of its own.
    func inputs(of cell: PlacedCell) -> [String] {
        guard cell.cell.ratio != nil else { return cell.inputs }
        guard cell.inputs.count == 2 else {
            return ["\(cell.name)/numerator", "\(cell.name)/denominator"]
        }
        return cell.inputs
    }

    private mutating func addInput(_ name: String, _ value: Int, _ cell: PlacedCell) {
        // A part that stands nowhere by itself; small numbers behind a rate are its own.
        if names[name] == nil { add(name, value, .count(value), cell) }
    }

    private mutating func add(_ name: String, _ value: Int, _ cell: Cell, _ own: PlacedCell) {
        let place = parents.count
        names[name] = place
        parents.append(place)
        found.append(
            Group(
                root: place, value: value, cell: cell, isFew: own.isFew,
                isPublished: own.isPublished == true, isWithheld: own.isPublished == false))
    }

    /// The number that stands for all that are the same.
    func root(_ place: Int) -> Int {
        var place = place
        while parents[place] != place { place = parents[place] }
        return place
    }

    /// Each quantity once, in the order of the document; of few as soon as one of its places is.
    var groups: [Group] {
        var all: [Int: Group] = [:]
        for group in found {
            let root = root(group.root)
            guard all[root] != nil else {
                all[root] = group
                continue
            }
            if group.isFew { all[root]?.isFew = true }
            if group.isPublished { all[root]?.isPublished = true }
            if group.isWithheld { all[root]?.isWithheld = true }
        }
        return all.sorted { $0.key < $1.key }.map(\.value)
    }
}
