/// What a log says of itself: which log, how many leaves, which root (C2SP tlog-checkpoint).
///
/// ```
/// example.com/log\n                                  origin
/// 20852163\n                                         size
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n     root
/// ```
///
/// Two checkpoints are equal when their texts have the same bytes.
public struct Checkpoint: Sendable {
    /// The bytes of an origin at most.
    public static let maximumOriginByteCount = 1_024

    /// Which log: not empty, one line; best the name of the log's key.
    public let origin: String
    /// The number of leaves, below 2^63.
    public let size: UInt64
    /// The root of the tree of that size.
    public let root: MerkleHash
    /// Further lines of other logs; ours write none, because nobody can audit them.
    public let extensions: [String]

    /// Makes a checkpoint.
    ///
    /// - Parameters:
    ///   - origin: Which log.
    ///   - size: The number of leaves.
    ///   - root: The root of the tree of that size.
    /// - Throws: ``CheckpointError`` when there can be no such checkpoint.
    public init(origin: String, size: UInt64, root: MerkleHash) throws(CheckpointError) {
        try self.init(origin: origin, size: size, root: root, extensions: [])
    }

    init(
        origin: String, size: UInt64, root: MerkleHash, extensions: [String]
    ) throws(CheckpointError) {
        guard (1...Self.maximumOriginByteCount).contains(origin.utf8.count),
            !Ascii.hasControl(origin.utf8)
        else { throw .badOrigin }
        guard size <= TreeLimits.maximumSize else { throw .badSize }
        guard size > 0 || root == .emptyRoot else { throw .badRoot }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Parses the text of a note, strictly: ``text`` gives the same bytes again.
    ///
    /// - Parameter text: The text with its last newline.
    /// - Throws: ``CheckpointError`` when it is not a checkpoint.
    public init(parsing text: String) throws(CheckpointError) {
        var reader = LineReader(Array(text.utf8))
        guard let origin = reader.next().flatMap({ String(utf8: $0) }) else { throw .badOrigin }
        guard let size = reader.next().flatMap({ Decimal.parse($0) }) else { throw .badSize }
        guard let root = reader.next().flatMap({ MerkleHash(base64: $0) }) else { throw .badRoot }
        var extensions: [String] = []
        while !reader.isAtEnd {
            guard let line = reader.next().flatMap({ String(utf8: $0) }), !line.isEmpty,
                !Ascii.hasControl(line.utf8)
            else { throw .badExtensionLine }
            extensions.append(line)
        }
        try self.init(origin: origin, size: size, root: root, extensions: extensions)
    }

    /// The text to sign.
    public var text: String {
        let lines = [origin, String(size), Base64.encode(root.bytes)] + extensions
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Checkpoint: Hashable {
    /// Whether both texts have the same bytes.
    public static func == (first: Checkpoint, second: Checkpoint) -> Bool {
        first.text.utf8.elementsEqual(second.text.utf8)
    }

    /// Hashes what makes two checkpoints of a log differ.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }
}
