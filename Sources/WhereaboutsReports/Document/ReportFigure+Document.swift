import Whereabouts

extension [ReportFigure] {
    /// The figures as a document has them; those without a label, which repeat others, are left out.
    ///
    /// `wholes` says, by name, of which figure another is a part, `people` how many children it is
    /// about, `inputs` of what it is made.
    func figures(
        partOf wholes: [String: String] = [:], people: [String: Int] = [:],
        from inputs: [String: [String]] = [:]
    ) -> [Document.Figure] {
        flatMap {
            $0.figures(
                partOf: wholes[$0.name], people: people[$0.name], from: inputs[$0.name] ?? [])
        }
    }
}

extension ReportFigure {
    fileprivate func figures(
        partOf whole: String?, people: Int?, from inputs: [String]
    ) -> [Document.Figure] {
        guard let label else { return [] }
        if case .parts(let parts) = value {
            return parts.map { part in
                Document.Figure(
                    name + part.name.sentence, "\(label): \(part.label)", .count(part.count),
                    partOf: whole, people: people)
            }
        }
        return [
            Document.Figure(
                name, label, value.cell, partOf: whole, people: people, ids: ids, from: inputs)
        ]
    }
}

extension ReportFigure.Value {
    fileprivate var cell: Cell {
        switch self {
        case .count(let count): .count(count)
        case .single(let number): .single(number)
        case .integer(let number): .number(Int(clamping: number))
        case .hours(let seconds, let count): .hours(seconds, of: count)
        case .text(let text): .text(text)
        case .rate(let rate, _): .rate(rate)
        case .ratio(let rate): .ratio(rate)
        case .rateWithoutData, .noData: .noData
        case .moment(let occurrence): occurrence.map { .moment($0) } ?? .none
        case .nothing, .parts: .none
        }
    }
}
