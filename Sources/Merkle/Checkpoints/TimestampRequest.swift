import Crypto

/// What a time-stamping authority is asked to stamp: never more than a hash leaves the house.
public enum TimestampImprint {
    /// SHA-256 of the checkpoint's file as the log exports it, before cosignatures.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint, with or without cosignatures.
    ///   - log: The log's key.
    /// - Returns: 32 bytes; `nil` when there is no signature line of that key.
    public static func of(_ checkpoint: SignedCheckpoint, signedBy log: VerifierKey) -> [UInt8]? {
        checkpoint.keeping(only: log).map { Array(SHA256.hash(data: $0.bytes)) }
    }
}

/// A request for a time stamp (RFC 3161 section 2.4.1), in DER.
///
/// ```
/// 30 len ┬ 02 01 01                              version 1
///        ├ 30 31 ┬ 30 0D 06 09 … 05 00           SHA-256
///        │       └ 04 20 ···················     the imprint, 32 bytes
///        ├ 02 len ··························     nonce, when there is one
///        └ 01 01 FF                              certificate wanted
/// ```
public struct TimestampRequest: Hashable, Sendable {
    /// The hash to be stamped, 32 bytes.
    public let imprint: [UInt8]
    /// A random number that the answer must repeat.
    public let nonce: UInt64?

    /// Makes a request; `nil` unless the imprint has 32 bytes.
    public init?(imprint: [UInt8], nonce: UInt64? = nil) {
        guard imprint.count == 32 else { return nil }
        self.imprint = imprint
        self.nonce = nonce
    }

    /// Parses a request; `nil` unless ``bytes`` gives the same bytes again.
    public init?(parsing bytes: [UInt8]) {
        let head = 2 + Self.prefix.count
        guard (head + 35...head + 46).contains(bytes.count) else { return nil }
        let rest = bytes.dropFirst(head + 32)
        var nonce: UInt64?
        if rest.first == 0x02 {
            nonce = rest.dropFirst(2).dropLast(Self.suffix.count).reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(imprint: Array(bytes[head..<head + 32]), nonce: nonce)
        guard self.bytes == bytes else { return nil }
    }

    /// The request's bytes.
    public var bytes: [UInt8] {
        let body = Self.prefix + imprint + (nonce.map(Self.integer) ?? []) + Self.suffix
        return [0x30, UInt8(body.count)] + body
    }

    private static let prefix: [UInt8] = [
        0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
        0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
    ]
    private static let suffix: [UInt8] = [0x01, 0x01, 0xFF]

    /// A positive number in as few bytes as DER allows: the first bit is the sign.
    private static func integer(_ number: UInt64) -> [UInt8] {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }
}
