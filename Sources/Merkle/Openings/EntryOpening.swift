import Crypto

/// The words of one entry, opened for an auditor, who needs no key and no log to check them.
///
/// An entry commits to its words: field 1001 is HMAC-SHA256 of them under a key of the entry's own.
/// Key and words together are the opening. The key opens this one entry's commitment and nothing
/// else: no sealed record, and no other entry.
public struct EntryOpening: Hashable, Sendable {
    /// Where the entry stands in the log.
    public let position: UInt64
    /// The entry's own commitment key, 32 bytes.
    public let commitmentKey: [UInt8]
    /// The words, as the bytes of their protobuf message `Narrative`.
    public let words: [UInt8]

    /// Makes an opening; ``check(against:)`` says whether it is one.
    package init(position: UInt64, commitmentKey: [UInt8], words: [UInt8]) {
        (self.position, self.commitmentKey, self.words) = (position, commitmentKey, words)
    }

    /// What a check finds.
    public enum Outcome: Hashable, Sendable {
        /// The words are those that the entry commits to.
        case opens
        /// The bytes are no entry.
        case notAnEntry
        /// The entry stands at another position.
        case otherPosition(UInt64)
        /// The entry commits to no words.
        case noWords
        /// The entry commits to other words, or under another key.
        case otherWords
    }

    /// Checks the words against what the entry commits to.
    ///
    /// That the entry is in the log is another proof: the inclusion of its bytes in a checkpoint.
    ///
    /// - Parameter entry: The entry's bytes, which are the Merkle leaf's data.
    /// - Returns: Whether it opens, and if not, why.
    public func check(against entry: [UInt8]) -> Outcome {
        guard EntryLayout.hasTags(entry.span) else { return .notAnEntry }
        var commitment: [UInt8]?
        let isEntry = Wire.forEachField(of: entry.span, from: EntryLayout.fixedByteCount) {
            if case (EntryLayout.Field.commitment, .bytes(let range)) = ($0, $1) {
                commitment = Array(entry[range])
            }
        }
        guard isEntry else { return .notAnEntry }
        let stands = Self.position(of: entry)
        guard stands == position else { return .otherPosition(stands) }
        guard let commitment else { return .noWords }
        let key = SymmetricKey(data: commitmentKey)
        let opens = HMAC<SHA256>.isValidAuthenticationCode(
            commitment, authenticating: words, using: key)
        return opens ? .opens : .otherWords
    }

    private static func position(of entry: [UInt8]) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(entry[EntryLayout.position + $1]) << UInt64(8 * $1) }
    }
}
