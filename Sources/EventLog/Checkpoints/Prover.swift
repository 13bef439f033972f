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
            try PinCheck.checkEntries(store, against: checkpoint)
            throw ReadError.damagedIndex(name: StoredNodes.indexName)
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
        try check(proof, nodes)
        return proof
    }

    /// Verifies a proof as its receiver will.
    ///
    /// Every hash of it leads to the newer root: where that one is signed, all of them are right.
    private func check(_ proof: ConsistencyProof, _ nodes: NodeReader) throws {
        let older = try store.checkpoint(ofSize: proof.oldSize)?.checkpoint
        let newer = try store.checkpoint(ofSize: proof.newSize)?.checkpoint
        let oldRoot = try older?.root ?? nodes.tree(ofSize: proof.oldSize).root
        let newRoot = try newer?.root ?? nodes.tree(ofSize: proof.newSize).root
        guard !proof.verify(oldRoot: oldRoot, newRoot: newRoot).isVerified else { return }
        for signed in [older, newer].compactMap(\.self) {
            try PinCheck.checkEntries(store, against: signed)
        }
        throw ReadError.damagedIndex(name: StoredNodes.indexName)
    }
}
