import Merkle
import Testing

@Suite struct GrowingMapTests {
    @Test func `an empty map has the root of no subjects`() throws {
        var map = GrowingMap()
        #expect(map.count == 0)
        #expect(try map.root() == #require(SubjectMap([])).root)
    }

    /// Subjects come and change in any order; the root is asked for in between, or not for long.
    @Test(arguments: UInt64(0)..<100)
    func `the root is that of the map made from nothing`(seed: UInt64) throws {
        var random = Seeded(seed)
        let heads = random.heads(1 + Int(seed) % 60)
        var map = GrowingMap()
        var values: [MapKey: MerkleHash] = [:]
        for _ in 0..<200 {
            let key = heads[Int(random.next() % UInt64(heads.count))].key
            let value = random.hash()
            map.set(key, value)
            values[key] = value
            guard random.next() % 4 == 0 else { continue }
            let whole = try #require(SubjectMap(values.map { (key: $0.key, value: $0.value) }))
            #expect(map.count == whole.count)
            #expect(map.root() == whole.root)
            #expect(map.root() == whole.root)
        }
    }
}
