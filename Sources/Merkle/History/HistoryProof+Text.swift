/// The file, suffix `.history-proof`:
///
/// ```
/// whereabouts/history-proof/v1
/// stream <Base64 of the 32-byte stream key>
/// present <count> <Base64 of the running hash>      or the line: absent
/// other <Base64 of key 32, value 32>                only for absence from a map with subjects
/// map <Base64 of bit 1, sibling 32>                 from the leaf up, 0 to 256 lines
/// anchor <Base64 of the anchor entry's bytes>
/// entry <Base64 of the entry's bytes>               count lines, oldest first; none if absent
///
/// <the .tlog-proof file of the anchor, verbatim>
/// ```
extension HistoryProof {
    /// The file's bytes at most: 256 MiB, hundreds of thousands of entries.
    public static let maximumByteCount = 256 << 20
    private static let title = "whereabouts/history-proof/v1"

    /// The file's text.
    public var text: String {
        var lines = [Self.title, "stream \(Base64.encode(streamKey))"]
        var entryLines: [String] = []
        switch claim {
        case .present(let head, let entries):
            lines.append("present \(head.count) \(Base64.encode(head.running.bytes))")
            entryLines = entries.map { "entry \(Base64.encode($0))" }
        case .absent(beside: let leaf):
            lines.append("absent")
            if let leaf { lines.append("other \(Base64.encode(leaf.bytes))") }
        }
        lines += mapSteps.map { "map \(Base64.encode($0.bytes))" }
        lines.append("anchor \(Base64.encode(anchor))")
        lines += entryLines
        return lines.joined(separator: "\n") + "\n\n" + anchorProofText
    }

    /// Reads a file; strict, so that one proof has one text.
    ///
    /// - Parameter bytes: The whole file.
    /// - Throws: ``HistoryProofError`` with the line that is wrong.
    public init(parsing bytes: [UInt8]) throws(HistoryProofError) {
        guard bytes.count <= Self.maximumByteCount
        else { throw .tooLong(byteCount: bytes.count, limit: Self.maximumByteCount) }
        var lines = ProofLines(bytes)
        try lines.expect(Self.title)
        streamKey = try lines.bytes("stream", 32...32)
        let head = try lines.head()
        let beside = head == nil ? try lines.leaf() : nil
        let isMapEmpty = head == nil && beside == nil
        mapSteps = isMapEmpty ? [] : try lines.steps()
        anchor = try lines.bytes("anchor", 1...EntryLayout.maximumByteCount)
        if let head {
            claim = .present(head, entries: try lines.entries(head.count))
        } else {
            claim = .absent(beside: beside)
        }
        try lines.expect("")
        anchorProofText = try lines.rest()
    }
}

/// Why a file is not a history proof.
@nonexhaustive
public enum HistoryProofError: Error, Hashable, Sendable {
    /// The file is longer than ``HistoryProof/maximumByteCount``.
    case tooLong(byteCount: Int, limit: Int)
    /// The line with this number, counted from 1, is not what must stand there.
    case unexpectedLine(Int, expected: String)
    /// What follows the empty line is empty or not UTF-8.
    case noAnchorProof
}

extension HistoryProofError: CustomStringConvertible {
    /// What is wrong with the file, and what to do next.
    public var description: String {
        switch self {
        case .tooLong(let byteCount, let limit):
            "the history proof has \(byteCount) bytes, more than \(limit); it is not read"
        case .unexpectedLine(let number, let expected):
            "line \(number) of the history proof is not \"\(expected)\"; ask for the file again"
        case .noAnchorProof:
            "the history proof ends without the anchor's proof; ask for the file again"
        }
    }
}
