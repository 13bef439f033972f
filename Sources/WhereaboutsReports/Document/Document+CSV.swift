import Whereabouts

extension Document {
    /// The tables as comma-separated values, each under its name; the figures come first, as a table
    /// of section, name, label and value.
    ///
    /// - Parameter sink: Gets pieces of the file.
    /// - Throws: What the sink throws.
    public func csv(to sink: @escaping ([UInt8]) throws -> Void) throws {
        var writer = CSVWriter(to: sink)
        let figures = sections.filter { !$0.figures.isEmpty }
        var isFirst = true
        if !figures.isEmpty {
            try writer.write(["section", "figure", "label", "value", "numerator", "denominator"])
            for section in figures {
                for figure in section.figures {
                    try writer.write(
                        [section.name, figure.name, figure.label, figure.value.field]
                            + figure.value.parts)
                }
            }
            isFirst = false
        }
        for table in sections.flatMap(\.tables) {
            if !isFirst { try writer.write([]) }
            isFirst = false
            try writer.write(table.columns.map(\.name))
            for row in table.rows + (table.total.map { [$0] } ?? []) {
                try writer.write(row.cells.map(\.field))
            }
        }
        try writer.finish()
    }
}

extension Cell {
    /// Numerator and denominator of a rate; else two empty fields.
    fileprivate var parts: [String] {
        switch self {
        case .rate(let rate), .wholeRate(let rate), .ratio(let rate):
            ["\(rate.numerator)", "\(rate.denominator)"]
        default: ["", ""]
        }
    }
}
