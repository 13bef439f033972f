/// Whose records a question is about.
public enum Reach: Hashable, Sendable {
    /// All of them.
    case everything
    /// What is the matter of one home.
    case home(HomeID)
    /// Children whom one authority is responsible for; of deadlines also what it owes.
    case authority(String)
}

extension RecordsView {
    /// Visits the records within a reach, by number, each with the episodes that belong to it.
    ///
    /// Of a home these are the episodes that went from it, of an authority all of its children's.
    ///
    /// - Parameters:
    ///   - reach: Whose.
    ///   - body: Gets each child; what it throws ends the visit.
    /// - Throws: ``RecordError/unknownHome(_:kind:)``, ``RecordError/unknownAuthority(_:)``, what
    ///   reading or `body` throws.
    /// - Complexity: Linear in what is new since the last question, and in the children; of a home,
    ///   linear in the histories of the children who have entries there.
    public func forEachCase(
        in reach: Reach, _ body: (ChildCase, [Episode]) throws -> Void
    ) throws {
        switch reach {
        case .everything: try forEachCase { try body($0, $0.record.episodes) }
        case .home(let home):
            let scope = try scope(of: home)
            try forEachCase(at: home) { child in
                try body(child, child.record.episodes.filter { $0.scope == scope })
            }
        case .authority(let code):
            var isKnown = try authorities().contains(code)
            try forEachCase { child in
                guard child.record.responsibleAuthority == code else { return }
                isKnown = true
                try body(child, child.record.episodes)
            }
            guard isKnown else { throw RecordError.unknownAuthority(code) }
        }
    }
}
