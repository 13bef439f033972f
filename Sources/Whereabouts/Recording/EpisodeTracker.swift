import EventLog
import LMDB
import Synchronization

/// Which episodes of a child are open, in log order: what an entry without an episode joins.
///
/// Follows from the child's own entries; a child's state is folded when first asked for, kept, and
/// brought on by each entry. It takes 32 bytes a child, and some more while an episode is open.
final class EpisodeTracker: DerivedIndex {
    /// By child number - 1.
    private let children = Mutex<[OpenEpisodes]>([])

    /// The openings of a child's episodes that are not ended, and the newest opening; by position.
    struct OpenEpisodes: Equatable {
        /// The position of the newest entry taken in; 0 while the child is not folded.
        var through: UInt64 = 0
        /// The newest opening whose episode is open; 0 for none.
        var newestOpen: UInt64 = 0
        /// Other openings of open episodes, oldest first: almost always none.
        var olderOpen: [UInt64] = []
        /// The newest opening, open or not; 0 for none.
        var latest: UInt64 = 0
    }

    func reset() {
        children.withLock { $0.removeAll() }
    }

    func note(
        _ entry: Span<UInt8>, _ header: EntryHeader, in store: any StoreWriting,
        words: () throws -> EventLog.Narrative
    ) {
        guard header.subject != .none else { return }
        children.withLock { children in
            let index = Self.index(of: header.subject, &children)
            if header.place == 1 {
                children[index] = Self.folded([header])
            } else if children[index].through == header.previousOfSubject?.rawValue,
                !header.changesEarlierEntries
            {
                children[index].take(header)
            } else {
                children[index] = OpenEpisodes()
            }
        }
    }

    /// The open episodes of a child whose newest entry is at `last`.
    func episodes(
        of subject: Subject, last: Position?, in store: any StoreReading
    ) throws -> OpenEpisodes {
        guard let last else { return OpenEpisodes() }
        let known = children.withLock { $0[Self.index(of: subject, &$0)] }
        if known.through == last.rawValue { return known }
        let folded = try Self.episodes(through: last, in: store)
        children.withLock { $0[Self.index(of: subject, &$0)] = folded }
        return folded
    }

    /// The open episodes of the child whose entry stands at `last`, as of that entry.
    ///
    /// - Complexity: Linear in the child's entries up to it.
    static func episodes(
        through last: Position?, in store: any StoreReading
    ) throws -> OpenEpisodes {
        guard let last else { return OpenEpisodes() }
        return folded(try store.headers(ofSubjectThrough: last))
    }

    /// Where a child stands in `children`, which is made long enough.
    private static func index(of subject: Subject, _ children: inout [OpenEpisodes]) -> Int {
        while children.count < subject.number { children.append(OpenEpisodes()) }
        return Int(subject.number - 1)
    }

    private static func folded(_ headers: [EntryHeader]) -> OpenEpisodes {
        let withdrawn = Withdrawals(of: headers)
        var episodes = OpenEpisodes()
        for header in headers where !withdrawn.contains(header.position) { episodes.take(header) }
        episodes.through = headers.last?.position.rawValue ?? 0
        return episodes
    }
}

extension EpisodeTracker.OpenEpisodes {
    mutating func take(_ header: EntryHeader) {
        through = header.position.rawValue
        if header.opensEpisode {
            if newestOpen > 0 { olderOpen.append(newestOpen) }
            newestOpen = through
            latest = through
        } else if header.endsEpisode, let ended = header.refersTo?.rawValue {
            if ended == newestOpen {
                newestOpen = olderOpen.popLast() ?? 0
            } else {
                olderOpen.removeAll { $0 == ended }
            }
        }
    }
}

/// Which entries of a child are withdrawn, after all reinstatements.
///
/// The newest word on an entry counts, unless that word is itself withdrawn.
struct Withdrawals {
    private var isWithdrawn: [Position: Bool] = [:]

    init(of headers: [EntryHeader]) {
        for header in headers.reversed() where isWithdrawn[header.position] != true {
            let kind = Kind(rawValue: header.kind)
            guard kind == .entryWithdrawn || kind == .entryReinstated,
                let target = header.refersTo, isWithdrawn[target] == nil
            else { continue }
            isWithdrawn[target] = kind == .entryWithdrawn
        }
    }

    func contains(_ position: Position) -> Bool { isWithdrawn[position] == true }
}

extension StoreReading {
    /// The fixed fields of a subject's entries up to the one at `last`, oldest first.
    func headers(ofSubjectThrough last: Position) throws -> [EntryHeader] {
        var headers: [EntryHeader] = []
        try follow(from: last.rawValue) { position, bytes in
            guard let header = EntryHeader(bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            headers.append(header)
            return header.previousOfSubject?.rawValue
        }
        return headers.reversed()
    }

    /// A subject's entries up to the one at `last`, oldest first.
    func entries(ofSubjectThrough last: Position) throws -> [LogEntry] {
        try headers(ofSubjectThrough: last).map { try entry(at: $0.position) }
    }
}

extension EntryHeader {
    /// Whether the entry opens an episode: it refers to itself.
    var opensEpisode: Bool { refersTo == position }

    /// Whether the entry ends the episode that it refers to.
    var endsEpisode: Bool {
        kind == Kind.childReturned.rawValue || kind == Kind.episodeEndedOtherwise.rawValue
    }

    /// Whether the entry takes effect on earlier ones, so that a fold has to begin anew.
    var changesEarlierEntries: Bool {
        kind == Kind.entryWithdrawn.rawValue || kind == Kind.entryReinstated.rawValue
    }
}
