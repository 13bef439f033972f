import LMDB
import Merkle

/// The checkpoints that a log keeps among its notes, by size.
///
/// | name of the note | note |
/// |---|---|
/// | `checkpoint/` size, 8 bytes big-endian | the signed checkpoint, cosignatures included |
enum CheckpointTable {
    static let prefix = Array("checkpoint/".utf8)

    static func name(_ size: UInt64) -> [UInt8] { prefix + size.bigEndianBytes }

    /// The size in a note's name; `nil` for another note's.
    static func size(_ name: [UInt8]) -> UInt64? {
        guard name.starts(with: prefix), name.count == prefix.count + 8 else { return nil }
        return name.dropFirst(prefix.count).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension StoreReading {
    /// Visits the stored checkpoints as bytes, in the order of their sizes.
    func forEachCheckpoint(_ body: (UInt64, [UInt8]) throws -> Void) throws {
        try forEachNote(prefix: CheckpointTable.prefix) { name, note in
            if let size = CheckpointTable.size(name) { try body(size, Array(copying: note)) }
            return .next
        }
    }

    /// The checkpoint of `size`; `nil` when there is none.
    ///
    /// - Throws: ``LogProofError/damagedCheckpoint(size:)``.
    func checkpoint(ofSize size: UInt64) throws -> SignedCheckpoint? {
        guard let bytes = try withNote(CheckpointTable.name(size), { Array(copying: $0) })
        else { return nil }
        do {
            return try SignedCheckpoint(parsing: bytes)
        } catch {
            throw LogProofError.damagedCheckpoint(size: size)
        }
    }

    /// The sizes of all checkpoints, smallest first.
    func checkpointSizes() throws -> [UInt64] {
        var sizes: [UInt64] = []
        try forEachNote(prefix: CheckpointTable.prefix) { name, _ in
            if let size = CheckpointTable.size(name) { sizes.append(size) }
            return .next
        }
        return sizes
    }

    /// The newest checkpoint; `nil` when there is none.
    func newestCheckpoint() throws -> SignedCheckpoint? {
        guard let size = try checkpointSizes().last else { return nil }
        return try checkpoint(ofSize: size)
    }
}
