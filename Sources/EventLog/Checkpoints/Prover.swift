import LMDB
import Merkle

/// Makes proofs about entries and sizes in one state of the store.
struct Prover {
    let store: any StoreReading

    func proof(of position: Position, in signed: SignedCheckpoint) throws -> TLogProof {
        let nodes = NodeReader(store: store)
        let checkpoint = signed.checkpoint
        let proof = try InclusionProof.make(index: position.rawValue, size: checkpoint.size) {
            try nodes.hash(at: $0)
        }
        guard let proof else {
            throw LogProofError.noCheckpoint(covering: position.rawValue + 1)
        }
        let entry = try store.entry(at: position)
        guard proof.verify(leaf: .leaf(entry.bytes), root: checkpoint.root).isVerified else {
            throw LogProofError.forked(at: checkpoint.size)
        }
        return TLogProof(
            index: proof.index, hashes: proof.hashes,
            extra: Array(entry.bytes.prefix(EntryLayout.fixedByteCount)), checkpoint: signed)
    }

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
