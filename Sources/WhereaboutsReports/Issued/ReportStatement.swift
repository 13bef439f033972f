public import EventLog
public import Merkle

/// What binds a report to the log that it came from: a signed note of the reports' own key.
///
/// ```
/// whereabouts/report-statement/v1
/// id 01968f3c-…                        of the entry that records it
/// log whereabouts/0196…
/// size 74
/// root c04OTR2muNNv4cZgu1XMuSwPX8DlkGQln7GUBmiQIDg=
/// report summary 1                     name and edition
/// parameters <SHA-256>                 of the question, as JSON
/// output <SHA-256>                     of the bytes that were given out
/// unreadable 0 <SHA-256>               entries whose words were erased, and which
/// ```
///
/// Digests are 64 lower-case hexadecimal digits. The parameters themselves stand in the log.
public struct ReportStatement: Hashable, Sendable {
    /// The first line.
    public static let header = "whereabouts/report-statement/v1"

    /// The id of the entry that records the report.
    public let id: EntryID
    /// The log's name.
    public let origin: String
    /// The number of entries that it was made of.
    public let size: UInt64
    /// The root of the log at that size.
    public let root: MerkleHash
    /// The report's name.
    public let name: String
    /// The edition of its form.
    public let version: String
    /// The digest of the question.
    public let parameters: MerkleHash
    /// The digest of the answer.
    public let output: MerkleHash
    /// How many entries of the log could not be read.
    public let unreadableCount: UInt64
    /// The digest of their positions.
    public let unreadable: MerkleHash

    /// The name of the key that signs for the reports of a log.
    public static func keyName(of origin: String) -> String { origin + "/report" }

    /// The text that is signed.
    public var text: String {
        """
        \(Self.header)
        id \(id)
        log \(origin)
        size \(size)
        root \(root.base64)
        report \(name) \(version)
        parameters \(parameters)
        output \(output)
        unreadable \(unreadableCount) \(unreadable)

        """
    }
}

extension ReportStatement {
    /// Parses the text of a note, strictly: ``text`` gives the same bytes again.
    ///
    /// - Returns: `nil` when it is not a statement.
    public init?(parsing text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 10, lines[0] == Self.header, lines[9].isEmpty else { return nil }
        func words(_ line: Int, _ label: String, _ count: Int) -> [String]? {
            let words = lines[line].split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == count + 1, words[0] == label else { return nil }
            return words.dropFirst().map(String.init)
        }
        guard let id = words(1, "id", 1).flatMap({ EntryID($0[0]) }),
            let origin = words(2, "log", 1)?[0],
            let size = words(3, "size", 1).flatMap({ UInt64($0[0]) }),
            let root = words(4, "root", 1).flatMap({ MerkleHash(base64: $0[0]) }),
            let report = words(5, "report", 2),
            let parameters = words(6, "parameters", 1).flatMap({ MerkleHash(hexadecimal: $0[0]) }),
            let output = words(7, "output", 1).flatMap({ MerkleHash(hexadecimal: $0[0]) }),
            let unreadable = words(8, "unreadable", 2), let count = UInt64(unreadable[0]),
            let list = MerkleHash(hexadecimal: unreadable[1])
        else { return nil }
        self.init(
            id: id, origin: origin, size: size, root: root, name: report[0], version: report[1],
            parameters: parameters, output: output, unreadableCount: count, unreadable: list)
        guard self.text == text else { return nil }
    }
}
