extension Array where Element == UInt8 {
    /// Appends the bytes of `value`, least significant first.
    @inlinable
    package mutating func append<Word: FixedWidthInteger & BitwiseCopyable>(
        littleEndian value: Word
    ) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }

    /// Appends the bytes of `value`, most significant first.
    @inlinable
    package mutating func append<Word: FixedWidthInteger & BitwiseCopyable>(
        bigEndian value: Word
    ) {
        unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
    }

    /// Appends all of `bytes`.
    @inlinable
    package mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Writes the bytes of `value` over those at `offset`, least significant first; traps outside.
    @inlinable
    package mutating func store<Word: FixedWidthInteger & BitwiseCopyable>(
        littleEndian value: Word, at offset: Int
    ) {
        precondition(
            offset >= 0 && offset <= count - MemoryLayout<Word>.size,
            "a store must lie within the bytes")
        // Safe: the precondition keeps all bytes of the word inside the array.
        unsafe withUnsafeMutableBytes { bytes in
            unsafe bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Word.self)
        }
    }
}
