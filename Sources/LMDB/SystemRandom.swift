import Glibc

/// Random words from the system's cryptographic generator, many in one system call.
package enum SystemRandom {
    /// The words that one call gives at most.
    package static let callLimit = 32

    /// `count` random words, at most ``callLimit``.
    package static func words(_ count: Int) -> [UInt64] {
        precondition((0...callLimit).contains(count), "one call gives at most 32 random words")
        var words = [UInt64](repeating: 0, count: count)
        // Safe: the buffer is valid during the call, and getentropy writes no more than its size.
        let code = unsafe words.withUnsafeMutableBytes { buffer in
            unsafe getentropy(buffer.baseAddress, buffer.count)
        }
        guard code == 0 else {
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in generator.next() }
        }
        return words
    }
}
