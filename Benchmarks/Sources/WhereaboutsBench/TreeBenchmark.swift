import Merkle

/// What the log's tree costs on top of an append: finished bytes into LMDB, with and without.
///
/// The first base is LMDB's own C function and does nothing else, so the ratio is an upper bound;
/// the second is what an append through the log takes.
struct TreeBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        var plain = Series("C mdb_put(MDB_APPEND)", "µs an entry")
        var hashed = Series("the same, leaf hash, tree and stored nodes", "µs an entry")
        var own = Series("append through the log", "µs an entry")
        var rest = Series("the same less leaf hash and tree, timed apart", "µs an entry")
        let rows = Rows(count: settings.entries, seed: settings.seed)
        for run in 1...settings.runs {
            note("proof, tree, run \(run) of \(settings.runs)")
            plain.values.append(try microseconds { try append(rows, to: $0) })
            hashed.values.append(
                try microseconds {
                    var tree = StoredTree()
                    try append(rows, to: $0, &tree)
                })
            own.values.append(1e6 / (try SealedBenchmark(settings, folder).plainRate()))
            let hashing = hashingMicroseconds(rows)
            rest.values.append((own.values.last ?? 0) - hashing)
        }
        return [
            Comparison(
                title: "proof, tree",
                conditions: "entries of \(Rows.byteCount) bytes, \(settings.batch) a transaction, "
                    + "no fsync",
                ours: hashed, baseline: plain, target: .atMost(2)),
            Comparison(
                title: "proof, tree in the log's own append",
                conditions: "the baseline is computed: no log can be made without its tree",
                ours: own, baseline: rest, target: .atMost(2)),
        ]
    }

    private func hashingMicroseconds(_ rows: Rows) -> Double {
        let time = settings.time.seconds {
            var tree = StoredTree()
            for position in 0..<settings.entries {
                _ = tree.append(.leaf(ofPrefixed: rows.preimage(position)))
            }
        }
        return time * 1e6 / Double(settings.entries)
    }

    private func microseconds(_ body: (borrowing RawLog) throws -> Void) throws -> Double {
        let path = try folder.newFolder("tree")
        defer { folder.remove(path) }
        let log = try RawLog(creating: path)
        let time = try settings.time.seconds { try body(log) }
        return time * 1e6 / Double(settings.entries)
    }

    private func append(_ rows: Rows, to log: borrowing RawLog) throws {
        try forEachBatch { positions in
            try log.change { change in
                for position in positions {
                    try change.append(rows.preimage(position).dropFirst(), at: UInt64(position))
                }
            }
        }
    }

    private func append(
        _ rows: Rows, to log: borrowing RawLog, _ tree: inout StoredTree
    ) throws {
        try forEachBatch { positions in
            try log.change { change in
                for position in positions {
                    let preimage = rows.preimage(position)
                    try change.append(preimage.dropFirst(), at: UInt64(position))
                    guard let nodes = tree.append(.leaf(ofPrefixed: preimage)) else { continue }
                    try change.putNodes(nodes, number: UInt64(position) >> 8)
                }
            }
        }
    }

    private func forEachBatch(_ body: (Range<Int>) throws -> Void) rethrows {
        for start in stride(from: 0, to: settings.entries, by: settings.batch) {
            try body(start..<min(start + settings.batch, settings.entries))
        }
    }
}

/// Finished entries, each behind the byte that a leaf's preimage begins with.
private struct Rows {
    static let byteCount = 200
    private static let stride = 1 + byteCount
    private var bytes: [UInt8]

    init(count: Int, seed: UInt64) {
        var generator = SplitMix64(state: seed)
        bytes = [UInt8](repeating: MerkleHash.leafPrefix, count: count * Self.stride)
        for row in 0..<count {
            for offset in Swift.stride(from: 1, to: Self.stride, by: 8) {
                let word = generator.next()
                for byte in 0..<8 {
                    bytes[row * Self.stride + offset + byte] =
                        UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))
                }
            }
        }
    }

    func preimage(_ row: Int) -> ArraySlice<UInt8> {
        bytes[row * Self.stride..<(row + 1) * Self.stride]
    }
}

/// The log's tree as it is stored: every 256 leaves, the nodes from level 8 up that they complete.
private struct StoredTree {
    private var block = CompactRange()
    private var blockCount: UInt64 = 0
    /// The roots of the complete subtrees of blocks, largest first.
    private var peaks: [MerkleHash] = []

    /// Adds a leaf; returns the bytes of the nodes to be stored, when there are any.
    mutating func append(_ leaf: MerkleHash) -> [UInt8]? {
        block.append(leaf)
        guard block.size == 256 else { return nil }
        var node = block.root
        var bytes = node.bytes
        for _ in 0..<(~blockCount).trailingZeroBitCount {
            node = .node(peaks.removeLast(), node)
            node.append(to: &bytes)
        }
        peaks.append(node)
        blockCount += 1
        block = CompactRange()
        return bytes
    }
}
