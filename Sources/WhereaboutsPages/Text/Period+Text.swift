import Whereabouts

extension Period {
    /// From the first day to the last, both of them in it.
    var bothDaysText: String { "\(from) to \(to.adding(days: -1)), both days included" }
}
