import EventLog
import Testing

/// Ids of entries.
@Suite struct EntryIDTests {
    @Test func `text of either case is read and written in lower case`() throws {
        let id = try #require(EntryID("01020304-0506-0708-090A-0b0c0D0E0f10"))
        #expect(id.description == "01020304-0506-0708-090a-0b0c0d0e0f10")
        #expect(id.bytes == Array(1...16))
        #expect(EntryID(bytes: id.bytes) == id)
    }

    @Test(arguments: [
        "", "01020304050607080910111213141516", "{01020304-0506-0708-090a-0b0c0d0e0f10}",
        "01020304-0506-0708-090a-0b0c0d0e0f1", "01020304-0506-0708-090a-0b0c0d0e0f100",
        "0102030405-06-0708-090a-0b0c0d0e0f10", "g1020304-0506-0708-090a-0b0c0d0e0f10",
        "01020304 0506-0708-090a-0b0c0d0e0f10",
    ])
    func `anything else is no id`(text: String) {
        #expect(EntryID(text) == nil)
        #expect(EntryID(bytes: Array(1...15)) == nil)
        #expect(EntryID(bytes: Array(1...17)) == nil)
    }

    @Test func `made ids are of version 7 and sort by time`() {
        let start = Instant(microseconds: 1_746_212_400_000_000)
        let ids = (0..<1000).map { EntryID.make(at: start.adding(seconds: Int64($0))) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.bytes[6] >> 4 == 7)
            #expect(id.bytes[8] >> 6 == 2)
        }
        #expect(ids[0].high >> 16 == 1_746_212_400_000)
        let near = Instant(microseconds: start.microseconds + 1)
        #expect(EntryID.make(at: start) < EntryID.make(at: near))
    }
}
