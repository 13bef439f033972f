/// Quantities and what holds between them, as somebody sees them who wants to tell the hidden ones.
///
/// A quantity lies between two bounds: a shown one has the same for both, a hidden one has none
/// above, and below what everybody knows. A balance is a sum of quantities that lies between bounds.
struct Balances {
    /// A number of children or events.
    struct Quantity: Hashable {
        let value: Int
        /// What is told of it where it is shown: one number, or those that are rounded alike.
        let shown: ClosedRange<Int>
        /// The least that it can be where it is hidden.
        let hiddenLow: Int
        var state: State
        /// Whether nobody may tell it.
        var isProtected = false
        /// What is lost when it is hidden.
        var weight = 0

        var bounds: ClosedRange<Int> {
            switch state {
            case .fixed, .open: shown
            case .kept, .spare: hiddenLow...Balances.unlimited
            }
        }

        var isHidden: Bool { state == .kept || state == .spare }
    }

    /// How a quantity stands.
    enum State: Hashable {
        /// Shown, and never hidden.
        case fixed
        /// Shown, and may be hidden for the sake of others.
        case open
        /// Hidden for its own sake, or in no place of the document.
        case kept
        /// Hidden for the sake of others.
        case spare
    }

    /// A sum with bounds.
    struct Balance: Hashable {
        let terms: [Term]
        let low: Int
        let high: Int
    }

    /// So many times a quantity, by its place.
    struct Term: Hashable {
        let quantity: Int
        let factor: Int
    }

    /// Above or below everything.
    static let unlimited = 1 << 50

    /// Numbers from 1 to it are small.
    let limit: Int
    private(set) var quantities: [Quantity] = []
    private(set) var balances: [Balance] = []
    /// The balances that each quantity is in.
    private(set) var memberships: [[Int]] = []
    /// What each balance is in truth.
    private(set) var sums: [Int] = []
    private var known: Set<Balance> = []

    init(limit: Int) { self.limit = limit }

    /// Adds a quantity; gives its place.
    mutating func add(_ quantity: Quantity) -> Int {
        quantities.append(quantity)
        memberships.append([])
        return quantities.count - 1
    }

    /// Adds a balance, once.
    mutating func add(_ balance: Balance) {
        guard !balance.terms.isEmpty, known.insert(balance).inserted else { return }
        for quantity in Set(balance.terms.map(\.quantity)) {
            memberships[quantity].append(balances.count)
        }
        balances.append(balance)
        sums.append(value(of: balance.terms))
    }

    mutating func change(_ place: Int, _ body: (inout Quantity) -> Void) {
        body(&quantities[place])
    }

    /// What a sum of terms is in truth.
    func value(of terms: [Term]) -> Int {
        terms.reduce(0) { $0 + $1.factor * quantities[$1.quantity].value }
    }
}
