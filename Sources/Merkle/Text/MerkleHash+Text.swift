extension MerkleHash {
    /// The 32 bytes in Base64, 44 characters, as checkpoints write a root.
    public var base64: String { Base64.encode(bytes) }

    /// Reads 44 characters of Base64; `nil` for anything else.
    public init?(base64 text: String) {
        guard let bytes = Base64.decode(text) else { return nil }
        self.init(bytes)
    }

    /// Reads 64 lower-case hexadecimal digits; `nil` for anything else.
    public init?(hexadecimal text: String) {
        guard text.utf8.count == 2 * Self.byteCount else { return nil }
        var words: [UInt64] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
            words.append(word)
            rest = rest.dropFirst(16)
        }
        guard words.count == 4 else { return nil }
        self.init(bigEndianWords: words[0], words[1], words[2], words[3])
        guard description == text else { return nil }
    }
}
