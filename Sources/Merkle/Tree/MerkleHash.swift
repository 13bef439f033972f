import Crypto

/// A SHA-256 hash of the tree: of a leaf, of a node, or of a subject's history.
///
/// Three preimages are told apart by their first byte (RFC 6962 section 2.1 for the first two):
///
/// | first byte | preimage |
/// |---|---|
/// | `0x00` | an entry's bytes: a leaf |
/// | `0x01` | left hash, right hash: a node |
/// | `0x02` | running hash, leaf hash: one more entry of one subject |
public struct MerkleHash: Hashable, Sendable {
    /// The number of bytes of every hash.
    public static let byteCount = 32

    /// The running hash of a subject without entries: 32 zero bytes.
    public static let zero = MerkleHash(0, 0, 0, 0)

    // Four big-endian words: comparing and copying need no array.
    private let word0, word1, word2, word3: UInt64

    private init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Makes a hash from its 32 bytes; `nil` for any other number of them.
    public init?(_ bytes: some Sequence<UInt8>) {
        var words: [4 of UInt64] = [0, 0, 0, 0]
        var count = 0
        for byte in bytes {
            guard count < Self.byteCount else { return nil }
            words[count / 8] = words[count / 8] << 8 | UInt64(byte)
            count += 1
        }
        guard count == Self.byteCount else { return nil }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// Makes a hash from four big-endian words, without looking at single bytes.
    package init(
        bigEndianWords word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64
    ) {
        self.init(word0, word1, word2, word3)
    }

    private init(_ digest: SHA256Digest) {
        // Safe: a digest has 32 bytes, and no pointer leaves the closure. Its iterator would copy
        // them into an array, which costs as much as a third of the hash.
        self = unsafe digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(
                    bigEndian: unsafe bytes.loadUnaligned(
                        fromByteOffset: 8 * index, as: UInt64.self))
            }
            return MerkleHash(word(0), word(1), word(2), word(3))
        }
    }

    /// The hash as four big-endian words.
    package var bigEndianWords: (UInt64, UInt64, UInt64, UInt64) { (word0, word1, word2, word3) }

    /// The 32 bytes, in order.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes to `bytes`.
    public func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Self.byteCount))
        var span = bytes.mutableSpan
        store(in: &span, at: start)
    }

    /// Writes the 32 bytes at `offset`.
    func store(in bytes: inout MutableSpan<UInt8>, at offset: Int) {
        for index in 0..<8 {
            let shift = UInt64(56 - 8 * index)
            bytes[offset + index] = UInt8(truncatingIfNeeded: word0 >> shift)
            bytes[offset + index + 8] = UInt8(truncatingIfNeeded: word1 >> shift)
            bytes[offset + index + 16] = UInt8(truncatingIfNeeded: word2 >> shift)
            bytes[offset + index + 24] = UInt8(truncatingIfNeeded: word3 >> shift)
        }
    }
}

extension MerkleHash {
    /// The first byte of a leaf's preimage; callers of ``leaf(ofPrefixed:)`` put it there.
    public static let leafPrefix: UInt8 = 0x00

    /// The hash of a leaf: SHA-256 of `0x00` and the entry's bytes (RFC 6962 section 2.1).
    public static func leaf(_ entry: [UInt8]) -> MerkleHash {
        var hasher = SHA256()
        hasher.update(data: [leafPrefix])
        hasher.update(data: entry)
        return MerkleHash(hasher.finalize())
    }

    /// The hash of a leaf whose bytes already stand behind the byte `0x00`.
    ///
    /// Saves the copy that ``leaf(_:)`` would need when entries lie in one buffer.
    ///
    /// - Parameter bytes: ``leafPrefix``, then the entry's bytes.
    /// - Returns: The same hash as ``leaf(_:)`` of the entry's bytes.
    public static func leaf(ofPrefixed bytes: ArraySlice<UInt8>) -> MerkleHash {
        precondition(bytes.first == leafPrefix, "a leaf's preimage starts with 0x00")
        return sha256(bytes.span)
    }

    /// The hash of a node: SHA-256 of `0x01`, the left hash and the right hash (RFC 6962).
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        combined(0x01, left, right)
    }

    /// The running hash of a subject after one more entry: SHA-256 of `0x02`, this hash, the leaf.
    ///
    /// Starting from ``zero``, it commits to every entry of the subject and to their order.
    public func following(_ leaf: MerkleHash) -> MerkleHash {
        Self.combined(0x02, self, leaf)
    }

    /// The SHA-256 of bytes that carry their own prefix.
    package static func sha256(_ preimage: Span<UInt8>) -> MerkleHash {
        var hasher = SHA256()
        // Safe: the hasher has read the bytes when the closure returns. Reading them as a span lets
        // a preimage of fixed size stay on the stack, which saves a fifth of a node's time.
        unsafe preimage.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return MerkleHash(hasher.finalize())
    }

    private static func combined(
        _ prefix: UInt8, _ first: MerkleHash, _ second: MerkleHash
    ) -> MerkleHash {
        var preimage = InlineArray<65, UInt8>(repeating: prefix)
        var span = preimage.mutableSpan
        first.store(in: &span, at: 1)
        second.store(in: &span, at: 1 + byteCount)
        return sha256(preimage.span)
    }
}

extension MerkleHash: CustomStringConvertible {
    /// The hash as 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
