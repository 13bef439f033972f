import EventLog
import Whereabouts

/// How each entry read from stop to stop: as stored, then with what later entries did to it.
struct EntryVersions {
    /// One reading of an entry, from a stop on.
    struct Version {
        let from: Int
        let body: Markup
        let isWithdrawn: Bool
    }

    /// By the entry's place among the child's entries; every entry has one or more.
    private(set) var versions: [[Version]] = []

    /// Reads the child's history again behind each entry that says something about another.
    init(_ child: KnownChild, _ templates: Templates) throws {
        let entries = child.history.entries
        var places: [Position: Int] = [:]
        for (place, entry) in entries.enumerated() { places[entry.position] = place }
        var amended: [Int: [Version]] = [:]
        for (stop, entry) in entries.enumerated() where entry.kind.amends {
            guard let then = try child.behind(entry) else { continue }
            for known in then.history.entries {
                guard let place = places[known.position],
                    known.isAmended || amended[place] != nil
                else { continue }
                if amended[place] == nil {
                    amended[place] = [try Self.first(known, at: place, child, templates)]
                }
                let version = try Self.version(known, from: stop, then, templates)
                if version.body != amended[place]?.last?.body {
                    amended[place, default: []].append(version)
                }
            }
        }
        versions = try entries.enumerated().map { place, entry in
            if let known = amended[place] { return known }
            return [try Self.version(entry, from: place, child, templates)]
        }
    }

    /// The entry before anything was said about it.
    private static func first(
        _ entry: RecordedEntry, at place: Int, _ child: KnownChild, _ templates: Templates
    ) throws -> Version {
        let then = try child.behind(entry)
        let stored = then?.history.entries.last { $0.position == entry.position }
        return try version(stored ?? entry, from: place, then ?? child, templates)
    }

    private static func version(
        _ entry: RecordedEntry, from stop: Int, _ child: KnownChild, _ templates: Templates
    ) throws -> Version {
        let markup = EntryMarkup(
            templates: templates, child: child, entry: entry, showsFlags: false)
        return Version(from: stop, body: try markup.body, isWithdrawn: entry.isWithdrawn)
    }
}

extension Kind {
    /// Whether an entry of the kind says something about an earlier entry.
    fileprivate var amends: Bool {
        switch self {
        case .entryCorrected, .entryWithdrawn, .entryReinstated, .entryAnnotated: true
        default: false
        }
    }
}

extension RecordedEntry {
    /// Whether a later entry said something about it.
    fileprivate var isAmended: Bool {
        !corrections.isEmpty || state != .inForce || !annotations.isEmpty
    }
}
