import Glibc

/// The results of the runs of one measurement.
struct Series {
    let name: String
    let unit: String
    var values: [Double] = []

    init(_ name: String, _ unit: String) {
        self.name = name
        self.unit = unit
    }

    var median: Double { Self.median(values) }
    var least: Double { values.min() ?? 0 }
    var most: Double { values.max() ?? 0 }

    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// Ours against a baseline of the same run, and what the ratio should be.
struct Comparison {
    enum Target {
        case atLeast(Double)
        case atMost(Double)
        case none
    }

    let title: String
    let conditions: String
    let ours: Series
    /// `nil` when the target is about our own value.
    let baseline: Series?
    let target: Target

    /// Ours through the baseline's, run by run; without a baseline our own values.
    var ratios: [Double] {
        guard let baseline else { return ours.values }
        return zip(ours.values, baseline.values).map { $0 / $1 }
    }

    var ratio: Double { Series.median(ratios) }

    /// `nil` without a target.
    var isMet: Bool? {
        switch target {
        case .atLeast(let bound): ratio >= bound
        case .atMost(let bound): ratio <= bound
        case .none: nil
        }
    }
}

/// What is counted as the time of a measurement.
enum TimeSource: String {
    case wall
    /// The processor time of the whole process, for machines that others use as well.
    case processor

    /// The seconds that `body` takes.
    func seconds(_ body: () throws -> Void) rethrows -> Double {
        switch self {
        case .wall:
            let clock = ContinuousClock()
            let start = clock.now
            try body()
            return (clock.now - start).seconds
        case .processor:
            let start = clock()
            try body()
            return Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
