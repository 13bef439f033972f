extension EventLog {
    /// Where the entries in view stand whose words were erased, in log order.
    ///
    /// Looks at the words as they are now, whatever the view: what was erased later is gone from
    /// earlier views as well.
    ///
    /// - Complexity: Linear in the entries of the subjects that had words erased.
    package func erasedPositions(in view: LogView) throws -> [Position] {
        let subjects = try store.read { reading in
            try ErasedKeys.names(in: reading).reduce(into: Set<Subject>()) { found, name in
                if case .subject(let subject) = name.owner { found.insert(subject) }
            }
        }
        var positions: [Position] = []
        for subject in subjects {
            let entries = try history(of: subject, in: view).filter { $0.hasNarrative }
            positions += try store.read { reading in
                try entries.map(\.header.position).filter { position in
                    try reading.withSealed(at: position.rawValue) { _ in true } == nil
                }
            }
        }
        return positions.sorted()
    }
}
