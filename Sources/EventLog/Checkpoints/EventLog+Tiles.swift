import LMDB
public import Merkle

extension EventLog {
    /// Gives away a checkpoint's tree as files that others' tools read (c2sp.org/tlog-tiles).
    ///
    /// Every hash follows from the entries alone, not from stored nodes. When the call returns, the
    /// root that follows from the tiles was the checkpoint's; only then add the file `checkpoint`
    /// with its bytes. The files hold the entries: facts, and no words.
    ///
    /// - Parameters:
    ///   - signed: One of the log's checkpoints.
    ///   - progress: Called now and then with the entries done and in all.
    ///   - sink: Gets the name and the bytes of each file; may be slow, but holds back old pages.
    /// - Throws: ``LogProofError/otherLog(origin:pinned:)``,
    ///   ``LogProofError/rolledBack(local:pinned:)``, ``LogProofError/forked(at:)``, ``ReadError``,
    ///   and what `sink` throws; then the files are worth nothing.
    /// - Complexity: Linear in the size of the checkpoint; holds 256 entries in memory.
    public func exportTiles(
        of signed: SignedCheckpoint, progress: (UInt64, UInt64) -> Void = { _, _ in },
        to sink: (TilePath, [UInt8]) throws -> Void
    ) throws {
        let checkpoint = signed.checkpoint
        try store.read { try PinCheck.checkReach($0, of: checkpoint) }
        var tiles = TileBuilder()
        while tiles.size < checkpoint.size {
            let end = min(checkpoint.size, tiles.size + 16 * UInt64(TilePath.fullWidth))
            try store.read { try Self.add(through: end, of: $0, to: &tiles, sink) }
            progress(end, checkpoint.size)
        }
        guard try tiles.finish(file: sink) == checkpoint.root else {
            throw LogProofError.forked(at: checkpoint.size)
        }
    }

    private static func add(
        through end: UInt64, of store: any StoreReading, to tiles: inout TileBuilder,
        _ sink: (TilePath, [UInt8]) throws -> Void
    ) throws {
        try store.scan(tiles.size..<end, .forward) { position, bytes in
            guard position == tiles.size else { return .stop }
            try tiles.append(Array(copying: bytes), file: sink)
            return .next
        }
        guard tiles.size == end else { throw ReadError.missing(position: Position(tiles.size)) }
    }
}
