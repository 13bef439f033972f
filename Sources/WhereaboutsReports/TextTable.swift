/// Columns of text under their names.
enum TextTable {
    /// The first `leading` columns stand left, the others, which are numbers, right.
    static func text(_ rows: [[String]], leading: Int = 1) -> String {
        guard let first = rows.first else { return "" }
        let widths = first.indices.map { column in
            rows.reduce(0) { max($0, $1[column].count) }
        }
        return rows.map { row in
            let line = row.enumerated().map { column, text in
                let blank = String(repeating: " ", count: widths[column] - text.count)
                return column < leading ? text + blank : blank + text
            }.joined(separator: "  ")
            return line.trimmingTrailingSpaces + "\n"
        }.joined()
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: Substring {
        self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)]
    }
}
