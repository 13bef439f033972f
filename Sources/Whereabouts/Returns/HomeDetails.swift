public import EventLog

/// A home as registered or changed last.
public struct HomeDetails: Hashable, Sendable {
    /// The host's own id, by custom its Ofsted number.
    public let id: HomeID
    /// Its name.
    public let name: String
    /// The code of what it is.
    public let kind: String?
    /// The code of the authority in whose area it lies.
    public let hostAuthority: String
    /// The code of the force in whose area it lies.
    public let policeForce: String
    /// How many children it may take.
    public let capacity: Int
}

extension RecordsView {
    /// Every home in view, by number.
    ///
    /// - Throws: What reading throws.
    public func homeDetails() throws -> [Scope: HomeDetails] {
        let setting = try setting()
        let ids = try ids(of: setting.homes.keys.map { Scope($0) })
        return ids.reduce(into: [:]) { details, item in
            let (scope, id) = item
            guard let home = setting.homes[scope.number] else { return }
            details[scope] = HomeDetails(
                id: id, name: home.name, kind: CodeList.homeKind.code(home.kind.rawValue),
                hostAuthority: home.hostAuthority, policeForce: home.policeForce,
                capacity: Int(clamping: home.capacity))
        }
    }
}
