import Crypto
public import EventLog

/// The entries whose words nobody can read any more, for a report to carry.
///
/// A report that is made again from the same entries can then say that words are missing, and how
/// many, without holding the list.
public struct UnreadableEntries: Hashable, Sendable {
    /// Where they stand, in log order.
    public let positions: [Position]

    /// How many there are.
    public var count: Int { positions.count }

    /// SHA-256 of the positions in decimal digits, each followed by a line feed: 32 bytes.
    public var digest: [UInt8] {
        var hash = SHA256()
        for position in positions { hash.update(data: Array("\(position.rawValue)\n".utf8)) }
        return Array(hash.finalize())
    }
}

extension RecordsView {
    /// The entries in view whose words have been erased, also by entries behind the view.
    ///
    /// - Throws: What reading throws.
    /// - Complexity: Linear in the entries of the children that had words erased.
    public func unreadable() throws -> UnreadableEntries {
        UnreadableEntries(positions: try records.log.erasedPositions(in: logView))
    }
}
