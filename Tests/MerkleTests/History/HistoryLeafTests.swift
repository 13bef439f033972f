import Merkle
import Testing

@Suite struct HistoryLeafTests {
    private let key = [UInt8](repeating: 9, count: 32)

    @Test func `an entry gives its place in the log and in the history`() throws {
        let entry = MadeEntry(subject: 3, position: 40, previousOfSubject: 30, place: 2)
        let leaf = try #require(HistoryLeaf(entry.bytes))
        #expect(leaf.subject == 3)
        #expect(leaf.position == 40)
        #expect(leaf.previousOfSubject == 30)
        #expect(leaf.place == 2)
        #expect(leaf.streamKey == nil)
    }

    @Test func `the first entry gives the stream key`() {
        let fields = MadeEntry.field(22, key) + MadeEntry.field(140, [1])
        let entry = MadeEntry(subject: 3, position: 40, place: 1, fields: fields)
        #expect(HistoryLeaf(entry.bytes)?.streamKey == key)
    }

    @Test func `a first entry has one stream key of 32 bytes`() {
        let field = MadeEntry.field(22, key)
        for fields in [[], field + field, MadeEntry.field(22, [1]), MadeEntry.field(22, 5)] {
            let entry = MadeEntry(subject: 3, position: 40, place: 1, fields: fields)
            #expect(HistoryLeaf(entry.bytes) == nil)
        }
    }

    @Test func `a later entry has no stream key`() {
        let fields = MadeEntry.field(22, key)
        let entry = MadeEntry(subject: 3, position: 40, place: 2, fields: fields)
        #expect(HistoryLeaf(entry.bytes) == nil)
    }

    @Test(arguments: UInt64(1)...13)
    func `a fixed field that comes again is refused`(number: UInt64) {
        let entry = MadeEntry(subject: 3, place: 2, fields: MadeEntry.field(number, 1))
        #expect(HistoryLeaf(entry.bytes) == nil)
    }

    @Test func `fields of a newer version are kept`() {
        let entry = MadeEntry(subject: 3, place: 2, fields: MadeEntry.field(2_000, 1))
        #expect(HistoryLeaf(entry.bytes) != nil)
    }
}
