import EventLog

/// The authority and the homes that a return names, as far as the log does not know them.
///
/// A home is known by its URN only: its name, provider, force and host authority are recorded as
/// unknown, never guessed. A child whose placement has no URN is filed under the home `unknown`.
/// What is registered already stays as it is.
struct SSDA903Register {
    static let unknownHome: HomeID = "unknown"

    private let folder: SSDA903Folder
    private let authority: String

    init(_ folder: SSDA903Folder, authority: String) {
        (self.folder, self.authority) = (folder, authority)
    }

    /// What is to be added, or is on record from an earlier return.
    func candidates(
        known: (HomeID) throws -> Bool, authorities: Set<String>,
        isOnRecord: (EntryID) throws -> Bool
    ) throws -> [ImportSession.Candidate] {
        let rows = folder.episodes.rows.map { SSDA903Row(table: folder.episodes, row: $0) }
        let header = folder.header.rows.first.map { SSDA903Row(table: folder.header, row: $0) }
        guard let first = rows.first ?? header else { return [] }
        let day = rows.compactMap { try? $0.date("DECOM") }.min()
        let dayOfRegister = day ?? folder.yearEnd ?? (try? first.date("DOB")) ?? .first
        var candidates: [ImportSession.Candidate] = []
        func add(
            _ row: SSDA903Row, _ id: EntryID, _ kind: Kind, isKnown: Bool,
            _ make: () throws -> NewEntry
        ) throws {
            let place = (row.table.file, row.row.line)
            if try isOnRecord(id) {
                candidates.append(
                    ImportSession.Candidate(file: place.0, line: place.1, onRecord: kind))
            } else if !isKnown {
                candidates.append(
                    ImportSession.Candidate(
                        file: place.0, line: place.1, entry: .success(try make())))
            }
        }
        let id = SSDA903Key.authority(authority)
        try add(first, id, .authorityRegistered, isKnown: authorities.contains(authority)) {
            let facts = AuthorityRegistered.with {
                $0.code = authority
                $0.name = authority
            }
            return try first.entry(facts, dayOfRegister, id)
        }
        var seen: Set<HomeID> = []
        let homes = rows.map { ($0, $0.home) } + [(first, Self.unknownHome)]
        for (row, home) in homes where seen.insert(home).inserted {
            let id = SSDA903Key.home(home)
            try add(row, id, .homeRegistered, isKnown: try known(home)) {
                try Self.registration(of: home, row, dayOfRegister, id)
            }
        }
        return candidates
    }

    private static func registration(
        of home: HomeID, _ row: SSDA903Row, _ day: LocalDate, _ id: EntryID
    ) throws -> NewEntry {
        let facts = HomeRegistered.with {
            $0.name = home == unknownHome ? "unknown" : "URN \(home)"
            $0.providerID = "unknown"
            $0.kind = home == unknownHome ? .other : kind(row["PLACE"])
            $0.hostAuthority = "unknown"
            $0.policeForce = "unknown"
            $0.capacity = 0
        }
        return try row.entry(facts, day, id, home: home)
    }

    /// The kind of home that a placement code says (SSDA903, item PLACE).
    private static func kind(_ place: String) -> HomeKind {
        switch place {
        case "K1": .secure
        case "K2": .childrensHome
        case "K3": .supportedAccommodation
        case "S1": .residentialSchool
        case "U1", "U2", "U3", "U4", "U5", "U6": .foster
        default: .other
        }
    }
}
