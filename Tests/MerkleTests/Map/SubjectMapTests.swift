import Merkle
import Testing

@Suite struct SubjectMapTests {
    /// Expected values were computed with Python's hashlib from the preimages in the documentation.
    @Test func `keys and values are hashes of what the format says`() {
        let key = MapKey(streamKey: Array(0..<32))
        let head = SubjectHead(count: 258, running: .emptyRoot)
        #expect(key.hash.description == expectedKey)
        #expect(head.value.description == expectedValue)
    }

    @Test func `a key that comes twice makes no map`() {
        var random = Seeded(1)
        let key = MapKey(hash: random.hash())
        #expect(SubjectMap([(key, random.hash()), (key, random.hash())]) == nil)
    }

    @Test(arguments: UInt64(0)..<60)
    func `the root is that of the recursion, in any order of subjects`(seed: UInt64) throws {
        var random = Seeded(seed)
        let heads = random.heads(Int(seed))
        let map = try #require(SubjectMap(heads))
        #expect(map.root == NaiveMap(heads: heads).root)
        #expect(SubjectMap(heads.shuffled(using: &random))?.root == map.root)
    }

    @Test(arguments: UInt64(0)..<60)
    func `every subject is proved present, and every other key absent`(seed: UInt64) throws {
        var random = Seeded(seed)
        let heads = random.heads(Int(seed))
        let map = try #require(SubjectMap(heads))

        for head in heads {
            let proof = map.proof(of: head.key)
            #expect(proof.claim == .present(head.value))
            #expect(proof.verify(key: head.key, root: map.root) == .verified)
        }
        let strangers = (0..<40).map { _ in MapKey(hash: random.hash()) }
        let neighbours = heads.map { MapKey(hash: $0.key.hash.flipping(bit: random.bit())) }
        for key in strangers + neighbours where !heads.contains(where: { $0.key == key }) {
            let proof = map.proof(of: key)
            guard case .absent = proof.claim else {
                Issue.record("a key that is not there is claimed present")
                continue
            }
            #expect(proof.verify(key: key, root: map.root) == .verified)
        }
    }

    @Test(.needsVectors) func `maps and proofs of another implementation agree`() throws {
        let vectors = try SharedFolder.json([MapVector].self, "mpt/map-vectors.json")
        var lookups = 0
        for vector in vectors {
            let map = try #require(SubjectMap(try vector.heads))
            #expect(map.root == MerkleHash(hex: vector.root_hex), "\(vector.name)")
            for lookup in vector.lookups {
                let key = try MapKey(hash: #require(MerkleHash(hex: lookup.key_hex)))
                let isGood = try lookup.isVerified(under: map.root)
                #expect(isGood == lookup.ok, "\(vector.name) \(lookup.key_hex)")
                if lookup.ok {
                    #expect(map.proof(of: key).bytes == Base64.decode(lookup.proof_b64))
                }
                lookups += 1
            }
        }
        #expect(lookups == 186)
    }

    private let expectedKey = "449b496dd79fb07085779cd766009584bc82fb5e45f8e3352ed47b7b5d34218e"
    private let expectedValue = "15515c26026e5efa31e506f649c2fea9518ca488ed4404c14a724cdc532c59f3"
}

extension Seeded {
    /// Subjects whose keys often share many bits, which random keys alone never do.
    mutating func heads(_ count: Int) -> [(key: MapKey, value: MerkleHash)] {
        var keys: Set<MapKey> = []
        while keys.count < count {
            let near = keys.randomElement(using: &self).map { $0.hash.flipping(bit: bit()) }
            keys.insert(MapKey(hash: next() % 3 == 0 ? near ?? hash() : hash()))
        }
        return keys.sorted().map { ($0, hash()) }
    }

    mutating func bit() -> Int { Int(next() % 256) }
}

private struct MapVector: Decodable {
    let name: String
    let entries_key_val_hex: [[String]]
    let root_hex: String
    let lookups: [Lookup]

    var heads: [(key: MapKey, value: MerkleHash)] {
        get throws {
            try entries_key_val_hex.map {
                try (
                    MapKey(hash: #require(MerkleHash(hex: $0[0]))),
                    #require(MerkleHash(hex: $0[1]))
                )
            }
        }
    }

    struct Lookup: Decodable {
        let key_hex: String
        let present: Bool
        let val_hex: String?
        let proof_b64: String
        let ok: Bool

        /// Whether the proof, read as bytes, verifies what the lookup claims.
        func isVerified(under root: MerkleHash) throws -> Bool {
            let value = present ? MerkleHash(hex: val_hex ?? "") : nil
            let key = try MapKey(hash: #require(MerkleHash(hex: key_hex)))
            let bytes = try #require(Base64.decode(proof_b64))
            guard !present || value != nil,
                let proof = MapProof(claiming: value, parsing: bytes)
            else { return false }
            return proof.verify(key: key, root: root).isVerified
        }
    }
}
