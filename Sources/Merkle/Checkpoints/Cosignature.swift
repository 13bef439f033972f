/// A witness's signature of a checkpoint, with the time (C2SP tlog-cosignature, Ed25519).
///
/// It says: of this log, the largest consistent tree that I have seen by then is this one.
///
/// ```
/// payload  time 8, big-endian │ Ed25519 signature 64
/// signed   cosignature/v1\n time <seconds>\n <text of the note>
/// ```
public struct Cosignature: Hashable, Sendable {
    /// The time of a cosignature at most, in seconds since 1970.
    public static let maximumSeconds = UInt64(Int64.max)

    /// When the witness signed, in seconds since 1970.
    public let seconds: UInt64
    /// The 64 bytes of the Ed25519 signature.
    public let signature: [UInt8]

    /// Reads a cosignature; `nil` unless its payload has 72 bytes and a time below 2^63.
    public init?(_ signature: NoteSignature) {
        guard signature.payload.count == 72 else { return nil }
        seconds = signature.payload.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        guard seconds <= Self.maximumSeconds else { return nil }
        self.signature = Array(signature.payload.dropFirst(8))
    }

    static func message(_ text: String, seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }
}
