import Foundation

/// What has been measured, as text for people or JSON for machines.
struct Report {
    private let settings: Settings
    private var comparisons: [Comparison] = []

    init(_ settings: Settings) {
        self.settings = settings
    }

    mutating func add(_ more: [Comparison]) { comparisons += more }

    private var machine: String {
        "\(ProcessInfo.processInfo.activeProcessorCount) cores, "
            + "\(ProcessInfo.processInfo.physicalMemory >> 30) GiB of memory"
    }

    var text: String {
        var lines = [
            "machine   \(machine)",
            "sizes     \(settings.entries) entries, \(settings.children) children, "
                + "\(settings.homes) homes, \(settings.batch) entries a batch",
            "runs      \(settings.runs), median (least to most); ratios within one run; "
                + "\(settings.time.rawValue) time; seed \(settings.seed)",
        ]
        for comparison in comparisons {
            lines.append("")
            lines.append("\(comparison.title): \(comparison.conditions)")
            for series in [comparison.ours, comparison.baseline].compactMap({ $0 }) {
                lines.append(
                    "  \(Self.padded(series.name, 44)) \(Self.number(series.median)) "
                        + "(\(Self.number(series.least)) to \(Self.number(series.most))) "
                        + series.unit)
            }
            lines.append("  \(Self.padded("ratio", 44)) \(Self.verdict(comparison))")
        }
        return lines.joined(separator: "\n")
    }

    var json: String {
        let objects = comparisons.map { comparison in
            let series =
                [("ours", comparison.ours)]
                + (comparison.baseline.map { [("baseline", $0)] } ?? [])
            let members = series.map { key, series in
                "\"\(key)\":{\"name\":\"\(series.name)\",\"unit\":\"\(series.unit)\","
                    + "\"values\":[\(series.values.map { "\($0)" }.joined(separator: ","))]}"
            }
            return "{\"title\":\"\(comparison.title)\","
                + "\"conditions\":\"\(comparison.conditions)\","
                + members.joined(separator: ",") + ",\"ratio\":\(comparison.ratio),"
                + "\"isMet\":\(comparison.isMet.map { "\($0)" } ?? "null")}"
        }
        return "{\"machine\":\"\(machine)\",\"entries\":\(settings.entries),"
            + "\"children\":\(settings.children),\"homes\":\(settings.homes),"
            + "\"time\":\"\(settings.time.rawValue)\",\"runs\":\(settings.runs),\"seed\":\(settings.seed),"
            + "\"comparisons\":[\(objects.joined(separator: ","))]}"
    }

    private static func verdict(_ comparison: Comparison) -> String {
        let spread =
            "\(number(comparison.ratio)) (\(number(comparison.ratios.min() ?? 0)) to "
            + "\(number(comparison.ratios.max() ?? 0)))"
        let word = comparison.isMet == true ? "met" : "missed"
        return switch comparison.target {
        case .atLeast(let bound): "\(spread); target at least \(number(bound)): \(word)"
        case .atMost(let bound): "\(spread); target at most \(number(bound)): \(word)"
        case .none: spread
        }
    }

    private static func number(_ value: Double) -> String {
        value >= 1_000
            ? Int(value.rounded()).formatted(.number.locale(Locale(identifier: "en_GB")))
            : "\((value * 100).rounded() / 100)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
