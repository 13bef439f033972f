public import EventLog

/// A home as it was on a day.
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
    /// Every home in view, by number and day.
    ///
    /// - Throws: What reading throws.
    public func homeDetails() throws -> HomeRegister {
        let setting = try setting()
        return HomeRegister(setting, try ids(of: setting.homes.keys.map { Scope($0) }))
    }
}

/// The homes of a view, as they were on each day.
public struct HomeRegister: Sendable {
    private let setting: Setting
    private let ids: [Scope: HomeID]

    init(_ setting: Setting, _ ids: [Scope: HomeID]) { (self.setting, self.ids) = (setting, ids) }

    /// A home as it was on a day, as registered on days before; `nil` when it is not registered.
    public func home(_ scope: Scope, on day: LocalDate) -> HomeDetails? {
        guard let id = ids[scope], let home = setting.home(scope, on: day) else { return nil }
        return HomeDetails(
            id: id, name: home.name, kind: CodeList.homeKind.code(home.kind.rawValue),
            hostAuthority: home.hostAuthority, policeForce: home.policeForce,
            capacity: Int(clamping: home.capacity))
    }
}
