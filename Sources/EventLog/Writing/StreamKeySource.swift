import LMDB

/// Where the 32 bytes come from that name a new subject in the map of checkpoints.
///
/// They must be random, so that neither the map nor a proof says who or how many; only a test,
/// which compares the bytes of two logs, sets its own.
package struct StreamKeySource: Sendable {
    private let make: @Sendable (EntryID) -> [UInt8]

    /// Makes a source from a function of the subject's first entry.
    package init(_ make: @escaping @Sendable (EntryID) -> [UInt8]) {
        self.make = make
    }

    func key(forFirst id: EntryID) -> [UInt8] { make(id) }

    /// The system's cryptographic generator.
    package static let random = StreamKeySource { _ in
        SystemRandom.words(4).flatMap(\.bigEndianBytes)
    }
}
