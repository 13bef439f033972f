import EventLog
import LMDB
import Synchronization

/// Which episodes of a child are open, in log order: what an entry without an episode joins.
///
/// Follows from the child's own entries; a child's state is folded when first asked for, kept, and
/// brought on by each entry.
final class EpisodeTracker: DerivedIndex {
    private let children = Mutex<[UInt64: OpenEpisodes]>([:])

    private static let cacheLimit = 200_000

    /// The openings of a child's episodes that are not ended, and the newest opening.
    struct OpenEpisodes: Equatable {
        /// The position of the newest entry taken in.
        var through: UInt64 = 0
        /// Positions of the openings of open episodes, oldest first.
        var open: [UInt64] = []
        /// The position of the newest opening.
        var latest: UInt64?
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
            guard var known = children[header.subject.number] else {
                if header.place == 1 { children[header.subject.number] = Self.folded([header]) }
                return
            }
            let isNext = known.through == header.previousOfSubject?.rawValue
            if isNext, !header.changesEarlierEntries {
                known.take(header)
                children[header.subject.number] = known
            } else {
                children[header.subject.number] = nil
            }
        }
    }

    /// The open episodes of a child whose newest entry is at `last`.
    func episodes(
        of subject: Subject, last: Position?, in store: any StoreReading
    ) throws -> OpenEpisodes {
        guard let last else { return OpenEpisodes() }
        if let known = children.withLock({ $0[subject.number] }), known.through == last.rawValue {
            return known
        }
        var headers: [EntryHeader] = []
        try store.follow(from: last.rawValue) { position, bytes in
            guard let header = EntryHeader(bytes) else {
                throw ReadError.corrupt(position: Position(position))
            }
            headers.append(header)
            return header.previousOfSubject?.rawValue
        }
        let folded = Self.folded(headers.reversed())
        children.withLock { children in
            if children.count >= Self.cacheLimit { children.removeAll(keepingCapacity: true) }
            children[subject.number] = folded
        }
        return folded
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
            open.append(through)
            latest = through
        } else if header.endsEpisode {
            open.removeAll { $0 == header.refersTo?.rawValue }
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
