public import Merkle

extension EventLog {
    /// The root of the log's tree when it had `size` entries (RFC 6962 section 2.1).
    ///
    /// It follows from stored nodes; a checkpoint is signed only after the entries were hashed
    /// again.
    ///
    /// - Throws: ``ReadError/missing(position:)`` beyond the present size,
    ///   ``ReadError/damagedIndex(name:)``, ``ReadError/corrupt(position:)``.
    /// - Complexity: O(log n) look-ups and at most 255 leaf hashes.
    public func root(ofSize size: UInt64) throws -> MerkleHash {
        try store.read { reading in
            let end = try reading.size()
            guard size <= end else { throw ReadError.missing(position: Position(end)) }
            return try NodeReader(store: reading).tree(ofSize: size).root
        }
    }
}
