import EventLog

/// One row of a table: reads its fields and names it as their source.
///
/// Blanks around a value do not count, nor does the case of its letters.
struct SSDA903Row {
    let table: CSVTable
    let row: CSVTable.Row

    static let migrator = RecordingActor.migrator("ssda903")

    /// Where the row stands, as words say it.
    var source: String { "\(table.file) line \(row.line)" }

    /// The value of a column in upper case; empty when it is blank.
    subscript(column: String) -> String { row[column].uppercased() }

    /// The child's own id with the authority, by which rows are brought together.
    var child: String { self["CHILD"] }

    /// An entry of this row.
    func entry(
        _ facts: some Facts, _ day: LocalDate, _ id: EntryID, child: ChildID? = nil,
        home: HomeID? = nil, episode: EntryID? = nil, words: Narrative = Narrative()
    ) throws(VocabularyError) -> NewEntry {
        var narrative = words
        narrative.evidence = "SSDA903 \(source)"
        return try NewEntry(
            facts, child: child, home: home, occurred: .on(day), by: Self.migrator,
            narrative: narrative, episode: episode, id: id)
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

    /// The code in a column that must not be blank.
    func code(_ list: SSDA903Codes) throws(JournalProblem) -> Int {
        guard let code = try codeIfAny(list) else { throw .missingField(list.column) }
        return code
    }

    /// The number of the code in a column; `nil` when it is blank.
    func codeIfAny(_ list: SSDA903Codes) throws(JournalProblem) -> Int? {
        let code = self[list.column]
        guard !code.isEmpty else { return nil }
        guard let number = list.list.number(of: code) else {
            throw .badValue(field: list.column, rule: list.refusal(of: code))
        }
        return number
    }

    /// The home of an episode row: its URN, or the home `unknown`.
    var home: HomeID {
        self["URN"].isEmpty ? SSDA903Register.unknownHome : HomeID(self["URN"])
    }
}
