extension Span<UInt8> {
    /// Reads two bytes at `offset`, least significant first; traps outside the span.
    @inlinable
    package func loadLittleEndian16(at offset: Int) -> UInt16 {
        UInt16(littleEndian: load(at: offset))
    }

    /// Reads four bytes at `offset`, least significant first; traps outside the span.
    @inlinable
    package func loadLittleEndian32(at offset: Int) -> UInt32 {
        UInt32(littleEndian: load(at: offset))
    }

    /// Reads eight bytes at `offset`, least significant first; traps outside the span.
    @inlinable
    package func loadLittleEndian64(at offset: Int) -> UInt64 {
        UInt64(littleEndian: load(at: offset))
    }

    /// Reads four bytes at `offset`, most significant first; traps outside the span.
    @inlinable
    package func loadBigEndian32(at offset: Int) -> UInt32 {
        UInt32(bigEndian: load(at: offset))
    }

    /// Reads eight bytes at `offset`, most significant first; traps outside the span.
    @inlinable
    public func loadBigEndian64(at offset: Int) -> UInt64 {
        UInt64(bigEndian: load(at: offset))
    }

    @inlinable
    func load<Word: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Word {
        precondition(
            offset >= 0 && offset <= count - MemoryLayout<Word>.size,
            "a load must lie within the bytes")
        // Safe: the precondition keeps all bytes of the word inside the span.
        return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Word.self)
    }
}

extension Array where Element == UInt8 {
    /// Copies the bytes out of a span, so that they may outlive what lent them.
    @inlinable
    public init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
