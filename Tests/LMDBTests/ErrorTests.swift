import LMDB
import Testing

@Suite struct ErrorTests {
    private static let samples: [LMDBError] = [
        .alreadyOpen(path: "/p"), .closed(path: "/p"), .transactionsLive(path: "/p", count: 2),
        .pathMissing(path: "/p"), .permissionDenied(path: "/p"), .readOnly(path: "/p"),
        .truncated(path: "/p", expectedBytes: 9, actualBytes: 5), .notADatabase(path: "/p"),
        .versionMismatch(path: "/p"), .mapFull(limitBytes: 4_096), .mapResized(path: "/p"),
        .tablesFull(table: "t", limit: 3), .readersFull(path: "/p", limit: 3),
        .threadKeysFull(path: "/p"), .transactionFull(subject: "t"), .cursorFull(subject: "t"),
        .pageFull(subject: "t"), .tableMissing(name: "t"), .incompatible(subject: "t"),
        .keyExists(table: "t"), .notFound(subject: "t"), .badKeySize(table: "t", byteCount: 0),
        .badValueSize(subject: "t"), .badStoredKey(table: "t", byteCount: 3),
        .badTableHandle(subject: "t"), .pageNotFound(subject: "t"), .corrupted(subject: "t"),
        .panic(subject: "t"), .badTransaction(subject: "t"), .badReaderSlot(subject: "t"),
        .storageFull(operation: .commit, subject: "/p"),
        .inputOutput(operation: .commit, subject: "/p"),
        .inputOutput(operation: .sync, subject: "/p"),
        .outOfMemory(operation: .open, subject: "/p"), .fileExists(path: "/p"),
        .system(code: 99, operation: .begin),
    ]

    @Test(arguments: samples)
    func `a text says what failed and what to do next`(error: LMDBError) {
        let text = error.description
        #expect(text.contains("; "))
        #expect(text != "unknown error" && !text.hasSuffix("."))
        #expect(text.first?.isUppercase == false)
    }

    @Test func `every text is its own`() {
        #expect(Set(Self.samples.map(\.description)).count == Self.samples.count)
    }

    @Test func `an input error on commit counts as a full disk`() {
        #expect(LMDBError.inputOutput(operation: .commit, subject: "/p").mayBeStorageFull)
        #expect(LMDBError.storageFull(operation: .put, subject: "/p").mayBeStorageFull)
        #expect(!LMDBError.inputOutput(operation: .read, subject: "/p").mayBeStorageFull)
        #expect(!LMDBError.mapFull(limitBytes: 1).mayBeStorageFull)
    }
}
