extension SignedNote {
    /// Parses a note, strictly: ``bytes`` gives the same bytes again.
    ///
    /// - Parameter bytes: The whole file.
    /// - Throws: ``NoteError`` when it is not a note.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(byteCount: bytes.count) }
        guard Self.hasGoodCharacters(bytes), let all = String(utf8: bytes)
        else { throw .badCharacters }
        guard let end = Self.endOfText(bytes) else { throw .noSignature }
        self.init(
            text: String(all.utf8.prefix(end)) ?? "",
            parsed: try Self.signatures(Array(bytes[(end + 1)...])))
    }

    private init(text: String, parsed signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The offset behind the text: that of the newline of the last empty line.
    private static func endOfText(_ bytes: [UInt8]) -> Int? {
        var index = bytes.count - 1
        while index > 0 {
            if bytes[index] == Ascii.newline, bytes[index - 1] == Ascii.newline { return index }
            index -= 1
        }
        return nil
    }

    /// The signatures of what follows the last empty line.
    private static func signatures(_ bytes: [UInt8]) throws(NoteError) -> [NoteSignature] {
        var reader = LineReader(bytes)
        var signatures: [NoteSignature] = []
        while !reader.isAtEnd {
            guard signatures.count < maximumSignatureCount else { throw .tooManySignatures }
            guard let line = reader.next(), let signature = NoteSignature(line: line)
            else { throw .badSignatureLine(number: signatures.count + 1) }
            signatures.append(signature)
        }
        guard !signatures.isEmpty else { throw .noSignature }
        return signatures
    }
}
