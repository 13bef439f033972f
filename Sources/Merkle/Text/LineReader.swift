/// Reads text line by line as bytes: characters of Swift would join what stands on both sides.
struct LineReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its newline; `nil` when no newline follows.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: Ascii.newline) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// The next line when it begins with `prefix`, without both; otherwise nothing is read.
    mutating func next(after prefix: String) -> ArraySlice<UInt8>? {
        guard rest.starts(with: prefix.utf8) else { return nil }
        return next()?.dropFirst(prefix.utf8.count)
    }

    /// The lines up to an empty one, which is read too; `nil` when there are more than `limit`.
    mutating func hashesUntilEmptyLine(limit: Int) -> [MerkleHash]? {
        var hashes: [MerkleHash] = []
        while let line = next() {
            if line.isEmpty { return hashes }
            guard hashes.count < limit, let hash = MerkleHash(base64: line) else { return nil }
            hashes.append(hash)
        }
        return nil
    }
}

/// The bytes with a meaning in our texts.
enum Ascii {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let plus = UInt8(ascii: "+")

    /// Whether there is a control character, of which newline is one.
    static func hasControl(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.contains { $0 < space }
    }
}

extension String {
    /// The text of bytes that are UTF-8; `nil` for others.
    init?(utf8 bytes: some Sequence<UInt8>) {
        self.init(validating: bytes, as: UTF8.self)
    }
}

extension MerkleHash {
    /// The hash that 44 characters of Base64 tell.
    init?(base64 text: ArraySlice<UInt8>) {
        guard text.count == 44, let bytes = Base64.decode(utf8: text) else { return nil }
        self.init(bytes)
    }
}

extension Base64 {
    static func decode(utf8 text: ArraySlice<UInt8>) -> [UInt8]? {
        String(utf8: text).flatMap { decode($0) }
    }
}
