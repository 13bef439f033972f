import LMDB
public import Merkle

extension EventLog {
    /// Proves that the log at `newSize` continues the one at `oldSize` (RFC 6962 section 2.1.2).
    ///
    /// - Throws: ``ReadError``; ``LogProofError/empty`` for an old size of 0, from which there is
    ///   nothing to prove.
    public func consistencyProof(
        from oldSize: UInt64, to newSize: UInt64
    ) throws -> ConsistencyProof {
        try store.read { try Prover(store: $0).consistency(oldSize, newSize) }
    }
}

/// Makes proofs about entries and sizes in one state of the store.
struct Prover {
    let store: any StoreReading

    func consistency(_ oldSize: UInt64, _ newSize: UInt64) throws -> ConsistencyProof {
        let size = try store.size()
        guard newSize <= size else { throw ReadError.missing(position: Position(size)) }
        let nodes = NodeReader(store: store)
        let proof = try ConsistencyProof.make(oldSize: oldSize, newSize: newSize) {
            try nodes.hash(at: $0)
        }
        guard let proof else { throw LogProofError.empty }
        return proof
    }
}
