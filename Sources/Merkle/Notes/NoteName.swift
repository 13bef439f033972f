/// The name of a key, best a URL without a scheme that its owner holds (C2SP signed-note).
///
/// Not empty, no white space, no `+`, no control character. Two names are equal when their bytes
/// are: Unicode's other spellings of a letter make another name.
public struct NoteName: Sendable {
    /// The bytes of a name at most.
    public static let maximumByteCount = 1_024

    /// The name.
    public let text: String

    /// Makes a name; `nil` when a note could not hold it.
    public init?(_ text: String) {
        guard (1...Self.maximumByteCount).contains(text.utf8.count),
            !text.utf8.contains(Ascii.plus), !Ascii.hasControl(text.utf8),
            !text.unicodeScalars.contains(where: \.properties.isWhitespace)
        else { return nil }
        self.text = text
    }

    init?(utf8 bytes: some Sequence<UInt8>) {
        guard let text = String(utf8: bytes) else { return nil }
        self.init(text)
    }
}

extension NoteName: Hashable {
    /// Whether both have the same bytes.
    public static func == (first: NoteName, second: NoteName) -> Bool {
        first.text.utf8.elementsEqual(second.text.utf8)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension NoteName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}
