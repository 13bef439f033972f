import EventLog
import Whereabouts
import WhereaboutsReports

/// What pages about one child are made of.
struct KnownChild: Sendable {
    let view: RecordsView
    let history: History
    let disclosure: Disclosure
    /// Where entries stand, to refer to them.
    let positions: [EntryID: Position]
    private let flags: [Position: [Flag]]

    /// Reads everything about a child as of a view.
    ///
    /// - Throws: ``PageError/notForPublic``, `RecordError.unknownChild`, or what reading throws.
    init(_ view: RecordsView, of child: ChildID, at disclosure: Disclosure) throws {
        guard disclosure != .public else { throw PageError.notForPublic }
        (self.view, self.disclosure) = (view, disclosure)
        history = try view.history(of: child)
        positions = Dictionary(
            history.entries.map { ($0.id, $0.position) }, uniquingKeysWith: { first, _ in first })
        var flags: [Position: [Flag]] = [:]
        for finding in history.findings {
            for position in finding.evidence
            where !(flags[position] ?? []).contains(finding.flag) {
                flags[position, default: []].append(finding.flag)
            }
        }
        self.flags = flags
    }

    /// The same child as it was known right behind one of the entries; `nil` before any was.
    func behind(_ entry: RecordedEntry) throws -> KnownChild? {
        do {
            return try KnownChild(view.behind(entry), of: history.child, at: disclosure)
        } catch RecordError.unknownChild {
            return nil
        }
    }

    /// Where the page comes from and how to check it.
    func provenance() throws -> Provenance {
        try Provenance(
            view,
            parameters: [
                .init("child", history.child.text), .init("disclosure", disclosure.rawValue),
            ])
    }

    /// Whether free words, names and dates of birth may stand in a page.
    var showsWords: Bool { disclosure == .internal }

    /// The flags that an entry is evidence of.
    func flags(of entry: RecordedEntry) -> [Flag] { flags[entry.position] ?? [] }
}
