/// A type whose values are keys of a ``Table``, ordered by their bytes.
///
/// The bytes of a key are 1 to 511, compared as unsigned numbers from the first. A conforming type
/// keeps its own order in the bytes: `a.precedes(b)` exactly when the bytes of `a` come first.
public protocol TableKey: Sendable {
    /// Reads a key back; `nil` when the bytes are not a key of this type.
    init?(keyBytes: Span<UInt8>)

    /// Lends the bytes of the key to `body`.
    func withKeyBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Whether the key comes before `other` in the order of their bytes.
    func precedes(_ other: Self) -> Bool
}

/// Eight bytes, big-endian, so that the order of the bytes is the order of the numbers.
extension UInt64: TableKey {
    /// Reads eight big-endian bytes; `nil` for any other count.
    @inlinable
    public init?(keyBytes: Span<UInt8>) {
        guard keyBytes.count == 8 else { return nil }
        self = keyBytes.loadBigEndian64(at: 0)
    }

    /// Lends the eight big-endian bytes.
    @inlinable
    public func withKeyBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let stored = bigEndian
        return try unsafe withUnsafePointer(to: stored) { (pointer) throws(Failure) in
            try unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 8) {
                (bytes) throws(Failure) in
                let buffer = unsafe UnsafeBufferPointer(start: bytes, count: 8)
                return try body(unsafe buffer.span)
            }
        }
    }

    /// Whether the number is smaller.
    @inlinable
    public func precedes(_ other: UInt64) -> Bool {
        self < other
    }
}

/// Any 1 to 511 bytes; other counts are refused with ``LMDBError/badKeySize(table:byteCount:)``.
extension [UInt8]: TableKey {
    /// Copies the bytes.
    @inlinable
    public init?(keyBytes: Span<UInt8>) {
        self.init(copying: keyBytes)
    }

    /// Lends the bytes of the array.
    @inlinable
    public func withKeyBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(span)
    }

    /// Whether the bytes come first, a prefix before what it begins.
    @inlinable
    public func precedes(_ other: [UInt8]) -> Bool {
        lexicographicallyPrecedes(other)
    }
}
