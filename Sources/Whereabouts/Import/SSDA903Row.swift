import Crypto
import EventLog

/// One row of a table on its way to entries: reads its fields and names it as their source.
struct SSDA903Row {
    let table: CSVTable
    let row: CSVTable.Row

    static let migrator = RecordingActor.migrator("ssda903")

    var child: ChildID { ChildID(row["CHILD"]) }

    /// An entry of this row.
    ///
    /// Its id follows from file, line and content, so importing the file again adds nothing.
    func entry(
        _ facts: some Facts, _ day: LocalDate, child: ChildID? = nil, home: HomeID? = nil,
        episode: EntryID? = nil, words: Narrative = Narrative()
    ) throws -> NewEntry {
        var narrative = words
        narrative.evidence = "SSDA903 \(table.file) line \(row.line)"
        return try NewEntry(
            facts, child: child, home: home, occurred: .on(day), by: Self.migrator,
            narrative: narrative, episode: episode, id: id(type(of: facts).kind, home))
    }

    private func id(_ kind: Kind, _ home: HomeID?) -> EntryID? {
        let parts = [
            "whereabouts/ssda903/v1", table.file, "\(row.line)", kind.name, home?.text ?? "",
            row.fields.joined(separator: ","),
        ]
        let seed = parts.joined(separator: "\n")
        return EntryID(bytes: Array(SHA256.hash(data: Array(seed.utf8))).prefix(16))
    }

    /// The day in a column, `dd/mm/yyyy`.
    func date(_ column: String) throws(JournalProblem) -> LocalDate {
        guard !row[column].isEmpty else { throw .missingField(column) }
        let parts = row[column].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]),
            let year = Int(parts[2])
        else { throw .badDate(field: column, rule: "a date is written dd/mm/yyyy") }
        do throws(LocalDateError) {
            return try LocalDate(year: year, month: month, day: day)
        } catch {
            throw .badDate(field: column, rule: "\(error)")
        }
    }

    /// The day in a column that may be blank.
    func dateIfAny(_ column: String) throws(JournalProblem) -> LocalDate? {
        row[column].isEmpty ? nil : try date(column)
    }

    /// The number of the code in a column.
    func code(_ column: String, _ list: CodeList, _ kind: Kind) throws(JournalProblem) -> Int {
        guard !row[column].isEmpty else { throw .missingField(column) }
        guard let number = list.number(of: row[column]) else {
            throw .vocabulary(.unknownCode(kind: kind, field: column, list: list))
        }
        return number
    }

    /// The placement's type; `nil` for a code that is not in the list, such as a retired one.
    var place: PlacementType? {
        CodeList.place.number(of: row["PLACE"]).flatMap(PlacementType.init(rawValue:))
    }

    /// What an episode row says that no fact can hold.
    var notice: String? {
        guard place == nil else { return nil }
        let code = row["PLACE"]
        let isCode = code.utf8.count <= 3 && code.allSatisfy { $0.isASCII && !$0.isNewline }
        return "PLACE \(isCode ? code : "of more than 3 letters"): not in the code list"
    }

    /// The home of an episode row: its URN, or the home `unknown`.
    var home: HomeID {
        row["URN"].isEmpty ? SSDA903Reader.unknownHome : HomeID(row["URN"])
    }
}
