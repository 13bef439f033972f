/// One signature line of a note: who signed, and the bytes (C2SP signed-note).
///
/// ```
/// — example.com/foo Uw2QOkn8…\n     base64( key id 4 | payload )
/// ```
public struct NoteSignature: Hashable, Sendable {
    /// The bytes of a payload at most; the largest type in use, ML-DSA-44, has 2,428.
    public static let maximumPayloadByteCount = 8_192

    /// The name of the key as a value, compared by its bytes.
    public let noteName: NoteName
    /// The id of the key.
    public let keyID: UInt32
    /// What the key's algorithm makes: for Ed25519 the 64 bytes of the signature.
    public let payload: [UInt8]

    /// The name of the key.
    public var name: String { noteName.text }

    init(name: NoteName, keyID: UInt32, payload: [UInt8]) {
        noteName = name
        self.keyID = keyID
        self.payload = payload
    }

    /// Parses a line without its newline; `nil` unless ``line`` gives the same bytes.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.prefix) else { return nil }
        let parts = line.dropFirst(Self.prefix.count).split(
            separator: Ascii.space, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = NoteName(utf8: parts[0]),
            let bytes = Base64.decode(utf8: parts[1]),
            (5...4 + Self.maximumPayloadByteCount).contains(bytes.count)
        else { return nil }
        let keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        self.init(name: name, keyID: keyID, payload: Array(bytes.dropFirst(4)))
    }

    private static let prefix = Array("\u{2014} ".utf8)

    /// The line with its newline.
    public var line: String {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
        return "\u{2014} \(name) \(Base64.encode(id + payload))\n"
    }

    /// Whether the line claims to be of `key`.
    public func isClaimed(by key: VerifierKey) -> Bool {
        keyID == key.keyID && noteName == key.noteName
    }
}
