import Merkle

/// Good inputs, of keys that are published and so never to be trusted.
struct Corpus {
    let logKey: SignerKey
    let witnessKeys: [CosignerKey]
    let note: SignedNote
    let checkpoint: SignedCheckpoint
    let leaf: MerkleHash
    let proof: TLogProof
    let policyText: String
    let policy: TrustPolicy
    let request: WitnessRequest
    let witness: Witness

    /// Keys of `Fixtures/proofs/keys.txt`.
    private static let logSecret =
        "PRIVATE+KEY+example.com/log+af60b360+AU0yA8jzXN9gDkdfVf7eYIGnA9PTIvIIhl/KLsTw4DD4"
    private static let witnessSecrets = [
        "PRIVATE+KEY+regulator.example/w1+e83cf681+BI+ttIz4N1vk//T8P0pK8oQiYiqI3RtcNOYLnciOGR9E",
        "PRIVATE+KEY+council.example/w1+25a8f699+BOq3zh4QdmRmQv4zev8tecfZ+TJnDAesrkjoEpfZlQyL",
    ]
    private static let entries = (0..<20).map { Array("entry \($0)".utf8) }
    private static let index = 13
    private static let oldSize = 12

    struct BadKeys: Error {}

    init() throws {
        guard let logKey = SignerKey(Self.logSecret) else { throw BadKeys() }
        let witnessKeys = Self.witnessSecrets.compactMap { CosignerKey($0) }
        guard witnessKeys.count == 2 else { throw BadKeys() }
        let leaves = Self.entries.map { MerkleHash.leaf($0) }
        let plain = try SignedCheckpoint(
            try Checkpoint(
                origin: logKey.name, size: UInt64(leaves.count), root: Self.root(leaves[...])),
            signedBy: logKey)
        self.logKey = logKey
        self.witnessKeys = witnessKeys
        note = try logKey.sign("A text.\n\nWith an empty line, a dash \u{2014} and Zo\u{EB}.\n")
        checkpoint = try plain.adding(
            [
                try witnessKeys[0].cosign(plain.checkpoint, at: 1_700_000_000),
                try witnessKeys[1].cosign(plain.checkpoint, at: 1_700_000_007),
            ])
        leaf = leaves[Self.index]
        proof = TLogProof(
            index: UInt64(Self.index), hashes: Self.inclusion(leaves),
            extra: Self.entries[Self.index], checkpoint: checkpoint)
        policyText = Self.policy(logKey.verifierKey, witnessKeys.map(\.verifierKey))
        policy = try TrustPolicy(parsing: policyText)
        request = WitnessRequest(
            oldSize: UInt64(Self.oldSize), hashes: Self.consistency(leaves), checkpoint: plain)
        let old = TreeHead(
            size: UInt64(Self.oldSize), root: Self.root(leaves.prefix(Self.oldSize)))
        witness = Witness(
            key: witnessKeys[0],
            logs: [.init(origin: logKey.name, keys: [logKey.verifierKey], newest: old)])
    }

    var verifierKeys: [VerifierKey] { [logKey.verifierKey] + witnessKeys.map(\.verifierKey) }

    /// The inputs by the names of their files.
    var files: [String: [UInt8]] {
        let secrets = [logKey.text] + witnessKeys.map(\.text)
        return [
            "keys.txt": Array(secrets.map { $0 + "\n" }.joined().utf8), "note.txt": note.bytes,
            "checkpoint.txt": checkpoint.bytes, "entry-13.tlog-proof": proof.bytes,
            "policy.txt": Array(policyText.utf8), "witness-request.txt": request.bytes,
        ]
    }

    private static func policy(_ log: VerifierKey, _ witnesses: [VerifierKey]) -> String {
        """
        # Whom an auditor of the example trusts
        log \(log) https://example.com/log

        witness regulator \(witnesses[0])
        witness council \(witnesses[1]) https://council.example
        group both all regulator council
        quorum both

        """
    }

    private static func inclusion(_ leaves: [MerkleHash]) -> [MerkleHash] {
        InclusionProof.make(index: UInt64(index), size: UInt64(leaves.count)) {
            node($0, leaves)
        }?.hashes ?? []
    }

    private static func consistency(_ leaves: [MerkleHash]) -> [MerkleHash] {
        ConsistencyProof.make(oldSize: UInt64(oldSize), newSize: UInt64(leaves.count)) {
            node($0, leaves)
        }?.hashes ?? []
    }

    static func node(_ address: NodeAddress, _ leaves: [MerkleHash]) -> MerkleHash {
        let start = Int(address.index) << address.level
        return root(leaves[start..<start + (1 << address.level)])
    }

    static func root(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
        var range = CompactRange()
        for leaf in leaves { range.append(leaf) }
        return range.root
    }
}
