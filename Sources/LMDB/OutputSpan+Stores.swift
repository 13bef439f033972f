extension OutputSpan<UInt8> {
    /// Writes four bytes, least significant first; traps when the room is too small.
    package mutating func append(littleEndian value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Writes all of `bytes`; traps when the room is too small.
    package mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "the bytes must fit into the room")
        unsafe withUnsafeMutableBufferPointer { room, initializedCount in
            // Safe: the room behind the initialized bytes holds at least `bytes.count` more.
            unsafe bytes.withUnsafeBytes { source in
                guard let base = room.baseAddress, let start = source.baseAddress else { return }
                let target = unsafe UnsafeMutableRawPointer(base + initializedCount)
                unsafe target.copyMemory(from: start, byteCount: source.count)
            }
            initializedCount += bytes.count
        }
    }
}
