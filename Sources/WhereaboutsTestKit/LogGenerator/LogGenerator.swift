import EventLog
public import Whereabouts

/// A realistic log of any size, made from a seed; no real child is in it.
///
/// The same options give the same bytes, ids too. Entries come in the order of their recorded
/// times and are made one by one; memory is bounded by the number of children.
///
/// | what | distribution |
/// |---|---|
/// | register | 2 forces, 3 authorities, a provider for 4 homes (4 of 7 private), homes, children aged 9 to 14, 1 in 12 an unaccompanied asylum seeker |
/// | children of a home, absences of a child | Zipf by octaves: rank r about 1 / (r + 1) as often as rank 0 |
/// | starts | evenly over 300 to 1,095 days from 2025-01-02, at most about 6 a child and year; a third follows an absence of the same child within 12 to 48 hours; both clock-change nights of 2025 have some |
/// | length | half under 8 hours, a quarter 8 to 24 hours, a fifth 1 to 3 days, the rest 4 to 20 days |
/// | shape | 62 % missing, 15 % away with concern, 8 % away without, 7 % away and then lost, 4 % opened by a police report, 4 % absent to the police and then missing |
/// | entries of an episode | about 16: searches, risk, police, reviews, notices, found, returned, safe and well, reasons, interview, risk after it |
/// | time of recording | 2 to 40 minutes after the event; 5 % come 25 to 100 hours late |
/// | precision | a tenth of openings is a range, a twentieth a date; the rest is to the minute |
/// | governance | 3 % of returns corrected, 2 % of searches withdrawn, 0.5 % of episodes withdrawn and a third of those reinstated |
public struct LogGenerator: Sequence, Sendable {
    /// What to make.
    public struct Options: Hashable, Sendable {
        /// Where everything random comes from.
        public var seed: UInt64
        /// How many entries; the register counts, and comes first.
        public var entries: Int
        /// How many children, at least 1; a thousandth of the entries is a fair number.
        public var children: Int
        /// How many homes, at least 1.
        public var homes: Int
        /// How many of a hundred entries that may have words have some.
        public var narrativePercent: Int

        /// Makes options; by default 40 children, 8 homes and words in a third of the entries.
        public init(
            seed: UInt64, entries: Int, children: Int = 40, homes: Int = 8,
            narrativePercent: Int = 33
        ) {
            precondition(children > 0 && homes > 0, "a log needs a child and a home")
            self.seed = seed
            self.entries = entries
            self.children = children
            self.homes = homes
            self.narrativePercent = narrativePercent
        }
    }

    /// What is made.
    public let options: Options

    /// Makes a generator.
    public init(_ options: Options) {
        self.options = options
    }

    /// Starts at the first entry.
    public func makeIterator() -> Iterator { Iterator(options) }

    /// The lines of the journal, each with its line end.
    public var journal: LazyMapSequence<LogGenerator, [UInt8]> { lazy.map(\.bytes) }

    /// The entries as they can be recorded; their recorded times are kept if `policy` says so.
    ///
    /// - Throws: ``Whereabouts/JournalProblem``, which would be a mistake of the generator.
    public func forEachNewEntry(
        recordedAt policy: RecordedAtPolicy = .now, _ body: (NewEntry) throws -> Void
    ) throws {
        for entry in self { try body(try entry.newEntry(recordedAt: policy)) }
    }

    /// Gives one entry after the other.
    public struct Iterator: IteratorProtocol {
        private var register: GeneratedRegister
        private var world: GeneratedWorld
        private var rest: Int

        init(_ options: Options) {
            rest = options.entries
            register = GeneratedRegister(options)
            world = GeneratedWorld(options, from: register.end)
        }

        /// The next entry; `nil` after the last.
        public mutating func next() -> JournalEntry? {
            guard rest > 0 else { return nil }
            rest -= 1
            return register.next() ?? world.next()
        }
    }
}
