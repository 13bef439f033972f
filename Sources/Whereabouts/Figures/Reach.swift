/// Whose records a question is about.
public enum Reach: Hashable, Sendable {
    /// All of them.
    case everything
    /// What is the matter of one home.
    case home(HomeID)
    /// Children whom one authority is or was responsible for, on its days; of deadlines also what it
    /// owes.
    case authority(String)
}

extension RecordsView {
    /// Visits the records within a reach, by number, each with the episodes that belong to it.
    ///
    /// Of a home these are the episodes that went from it, of an authority those that started on a
    /// day on which it was responsible.
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
            try checkAuthority(code)
            try forEachCase { child in
                guard child.record.wasResponsible(code) else { return }
                let own = child.record.episodes.filter { episode in
                    child.record.responsibleAuthority(on: London.date(of: episode.start.at)) == code
                }
                try body(child, own)
            }
        }
    }
}

extension ChildCase {
    /// The episodes within a reach that call for an interview: of an authority those that ended on
    /// a day on which it was responsible.
    ///
    /// - Parameters:
    ///   - reach: Whose.
    ///   - episodes: Those that ``RecordsView/forEachCase(in:_:)`` gives for it.
    /// - Returns: In order of their openings.
    /// - Throws: What reading throws.
    public func requiringInterview(in reach: Reach, _ episodes: [Episode]) throws -> [Episode] {
        let all = try requiringInterview()
        switch reach {
        case .everything: return all
        case .home:
            let ids = Set(episodes.map(\.id))
            return all.filter { ids.contains($0.id) }
        case .authority(let code):
            return all.filter { record.authority(ofInterview: $0) == code }
        }
    }
}
