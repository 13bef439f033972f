/// An axis from 0 to a round number a little above the greatest amount.
struct Axis {
    /// The top, in tenths.
    let top: Int
    /// The distance of its lines, in tenths.
    let step: Int

    /// Makes an axis of four or five lines; `greatest` is in tenths.
    init(greatest: Int) {
        var step = 10
        let factors = [2, 5, 10]
        var (power, place) = (10, 0)
        while step * 5 < greatest {
            step = power * factors[place]
            place += 1
            if place == factors.count { (power, place) = (power * 10, 0) }
        }
        self.step = step
        top = max(step, (greatest + step - 1) / step * step)
    }

    /// Where its lines are, from 0.
    var ticks: [Int] { Array(stride(from: 0, through: top, by: step)) }

    /// The place of an amount on a length.
    func place(_ tenths: Int, on length: Int) -> Int { tenths * length / top }
}
