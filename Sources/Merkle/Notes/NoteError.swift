/// Why bytes are not a note, or a note cannot be made.
@nonexhaustive
public enum NoteError: Error, Hashable, Sendable {
    /// A name is empty, or has white space, a `+` or a control character.
    case badName
    /// More bytes than ``SignedNote/maximumByteCount``.
    case tooLong(byteCount: Int)
    /// Not UTF-8, or a control character other than newline.
    case badCharacters
    /// The text is empty, or does not end with a newline.
    case badText
    /// No empty line, or no signature line after the last one.
    case noSignature
    /// A signature line, counted from 1, that is not one.
    case badSignatureLine(number: Int)
    /// More signatures than ``SignedNote/maximumSignatureCount``.
    case tooManySignatures
    /// The time of a cosignature is from 2^63 seconds on.
    case badTime
    /// The cryptographic library did not sign.
    case signingFailed
}

extension NoteError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .badName:
            "a key's name is 1 to \(NoteName.maximumByteCount) bytes without white space, "
                + "\"+\" and control characters; choose another, such as example.com/log"
        case .tooLong(let byteCount):
            "a note of \(byteCount) bytes, the limit is \(SignedNote.maximumByteCount); shorten its text"
        case .badCharacters:
            "a note is UTF-8 without control characters other than newline; fetch it again as bytes"
        case .badText:
            "the text of a note is not empty and ends with a newline; fetch the note again"
        case .noSignature:
            "the note has no signature lines after its last empty line; fetch the whole note"
        case .badSignatureLine(let number):
            "signature line \(number) is not \"\u{2014} name base64\"; fetch the note again"
        case .tooManySignatures:
            "a note has at most \(SignedNote.maximumSignatureCount) signatures; drop unknown ones"
        case .badTime:
            "the time of a cosignature is below 2^63; give it in seconds since 1970"
        case .signingFailed:
            "the cryptographic library did not sign; try again"
        }
    }
}
