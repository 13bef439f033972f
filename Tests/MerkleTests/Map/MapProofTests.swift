import Merkle
import Testing

@Suite struct MapProofTests {
    @Test func `a reason says what is wrong`() throws {
        var random = Seeded(7)
        let heads = random.heads(9)
        let map = try #require(SubjectMap(heads))
        let (key, value) = heads[4]
        let proof = map.proof(of: key)
        func answer(_ claim: MapProof.Claim, _ steps: [MapProof.Step]) -> Verification {
            MapProof(claim: claim, steps: steps).verify(key: key, root: map.root)
        }
        let itself = MapProof.Leaf(key: key, value: value)
        let other = map.proof(of: heads[0].key)
        let doubled = [proof.steps[0]] + proof.steps

        #expect(answer(.present(.zero), proof.steps) == .refused(.map(.rootMismatch)))
        #expect(answer(.absent(beside: itself), proof.steps) == .refused(.map(.besideItself)))
        #expect(answer(.absent(beside: nil), proof.steps) == .refused(.map(.stepsWithoutLeaf)))
        #expect(answer(.absent(beside: nil), []) == .refused(.map(.rootMismatch)))
        #expect(answer(proof.claim, doubled) == .refused(.map(.bitsNotFalling(step: 1))))
        let beside = MapProof.Leaf(key: heads[0].key, value: heads[0].value)
        #expect(
            answer(.absent(beside: beside), other.steps) == .refused(.map(.otherWay(step: 0))))
    }

    @Test func `absence from the empty map needs no bytes`() throws {
        let map = try #require(SubjectMap([]))
        let key = MapKey(hash: .zero)
        #expect(map.proof(of: key).bytes == [])
        #expect(map.proof(of: key).verify(key: key, root: map.root) == .verified)
    }

    @Test(arguments: UInt64(1)...40)
    func `a proof comes back from its bytes`(seed: UInt64) throws {
        var random = Seeded(seed)
        let heads = random.heads(Int(seed))
        let map = try #require(SubjectMap(heads))
        let present = map.proof(of: heads[0].key)
        let absent = map.proof(of: MapKey(hash: random.hash()))
        #expect(MapProof(claiming: heads[0].value, parsing: present.bytes) == present)
        #expect(MapProof(claiming: nil, parsing: absent.bytes) == absent)
        #expect(MapProof(claiming: heads[0].value, parsing: present.bytes + [0]) == nil)
        #expect(MapProof(claiming: nil, parsing: absent.bytes.dropLast()) == nil)
    }

    @Test func `more steps than a key has bits are not read`() {
        let steps = [UInt8](repeating: 0, count: 33 * 257)
        #expect(MapProof(claiming: .zero, parsing: steps) == nil)
        #expect(MapProof(claiming: .zero, parsing: steps.dropLast(33)) != nil)
    }

    /// 60 seeds of 50 changed proofs each, of five kinds.
    @Test(arguments: UInt64(1)...60)
    func `no changed proof verifies`(seed: UInt64) throws {
        var random = Seeded(seed)
        let heads = random.heads(2 + Int(seed))
        let map = try #require(SubjectMap(heads))
        for _ in 0..<50 {
            let isPresent = random.next() % 2 == 0
            let key =
                isPresent
                ? heads[Int(random.next() % UInt64(heads.count))].key
                : MapKey(hash: random.hash())
            let proof = map.proof(of: key)
            let changed = random.changed(proof)
            guard changed != proof else { continue }
            #expect(!changed.verify(key: key, root: map.root).isVerified)
        }
    }
}

extension Seeded {
    fileprivate mutating func changed(_ proof: MapProof) -> MapProof {
        var steps = proof.steps
        var claim = proof.claim
        let place = Int(next() % UInt64(steps.count))
        switch next() % 5 {
        case 0:
            steps.remove(at: place)
        case 1:
            steps.insert(steps[place], at: Int(next() % UInt64(steps.count + 1)))
        case 2:
            steps[place] = MapProof.Step(
                bit: steps[place].bit, sibling: steps[place].sibling.flipping(bit: bit()))
        case 3:
            steps[place] = MapProof.Step(
                bit: steps[place].bit ^ 1 << UInt8(next() % 8), sibling: steps[place].sibling)
        default:
            claim = changed(claim)
        }
        return MapProof(claim: claim, steps: steps)
    }

    private mutating func changed(_ claim: MapProof.Claim) -> MapProof.Claim {
        switch claim {
        case .present(let value):
            return next() % 2 == 0
                ? .present(value.flipping(bit: bit())) : .absent(beside: nil)
        case .absent(let leaf):
            guard let leaf, next() % 2 == 0 else { return .present(leaf?.value ?? .zero) }
            let key = MapKey(hash: leaf.key.hash.flipping(bit: bit()))
            return .absent(beside: MapProof.Leaf(key: key, value: leaf.value))
        }
    }
}
