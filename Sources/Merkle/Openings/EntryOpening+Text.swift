/// An opening as a file with the suffix `.opening`:
///
/// ```
/// whereabouts/opening/v1
/// position 17
/// key <the commitment key, 32 bytes in Base64>
/// words <the words in Base64>
/// ```
///
/// Four lines of ASCII, each with a line feed at its end, and nothing else. Base64 is that of
/// RFC 4648 section 4, padded.
extension EntryOpening {
    /// The suffix of the file's name.
    public static let fileSuffix = ".opening"

    /// The first line.
    static let title = "whereabouts/opening/v1"

    /// The text of the file.
    public var text: String {
        """
        \(Self.title)
        position \(position)
        key \(Base64.encode(commitmentKey))
        words \(Base64.encode(words))

        """
    }

    /// Reads the text of a file; `nil` when a single byte is not as it must be.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, lines[0] == Self.title, lines[4].isEmpty,
            let position = Self.value("position", lines[1]).flatMap({ UInt64($0) }),
            let key = Self.value("key", lines[2]).flatMap({ Base64.decode($0) }),
            let words = Self.value("words", lines[3]).flatMap({ Base64.decode($0) }),
            key.count == 32
        else { return nil }
        self.init(position: position, commitmentKey: key, words: words)
        // One text for one opening: no leading zeros, no other line ends.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    private static func value(_ name: String, _ line: Substring) -> Substring? {
        line.hasPrefix(name + " ") ? line.dropFirst(name.utf8.count + 1) : nil
    }
}
