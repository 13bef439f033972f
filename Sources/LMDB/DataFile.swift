import CLMDB
import Glibc

/// Looks into `data.mdb` without LMDB, to see whether pages in use lie beyond its end.
///
/// LMDB maps the file and would die of SIGBUS on such a page. A file may well be shorter than its
/// last page number says: pages that were taken and given back in one transaction are never
/// written. So the pages beyond the end are looked up in the tree of free pages.
///
/// | offset in a meta page | bytes | content |
/// |---:|---:|---|
/// | 16 | 4 | magic `0xBEEFC0DE` |
/// | 40 | 4 | page size |
/// | 80 | 8 | root of the tree of free pages, all ones when empty |
/// | 136 | 8 | last page number |
/// | 144 | 8 | transaction number |
@safe struct DataFile: ~Copyable {
    private struct Meta: Equatable {
        let pageSize: Int
        let freeRoot: UInt64
        let lastPage: Int
        let transaction: UInt64
    }

    private let descriptor: Int32

    private init?(path: String) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Throws ``LMDBError/truncated(path:expectedBytes:actualBytes:)`` for a file cut short.
    ///
    /// A file that is empty, unreadable or not LMDB's passes, for LMDB itself judges it well.
    static func requireComplete(at dataPath: String, path: String) throws(LMDBError) {
        guard let file = DataFile(path: dataPath) else { return }
        // A writer in another process may commit meanwhile: then look again.
        for _ in 0..<8 {
            guard let meta = file.newestMeta() else { return }
            let actual = file.byteCount
            let expected = (meta.lastPage + 1) * meta.pageSize
            if actual >= expected { return }
            let missing = UInt64(actual / meta.pageSize)...UInt64(meta.lastPage)
            if actual >= 2 * meta.pageSize, file.freeCount(of: missing, in: meta) == missing.count {
                return
            }
            if file.newestMeta() == meta {
                throw .truncated(path: path, expectedBytes: expected, actualBytes: actual)
            }
        }
    }

    private var byteCount: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private func read(_ byteCount: Int, at offset: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let count = unsafe pread(descriptor, &bytes, byteCount, offset)
        return count == byteCount ? bytes : nil
    }

    private func newestMeta() -> Meta? {
        guard let first = meta(at: 0) else { return nil }
        guard let second = meta(at: first.pageSize) else { return first }
        return second.transaction > first.transaction ? second : first
    }

    private func meta(at offset: Int) -> Meta? {
        guard let page = read(152, at: offset) else { return nil }
        let bytes = page.span
        let pageSize = Int(bytes.loadLittleEndian32(at: 40))
        let lastPage = bytes.loadLittleEndian64(at: 136)
        guard bytes.loadLittleEndian32(at: 16) == 0xBEEF_C0DE,
            (512...65_536).contains(pageSize), lastPage < 1 << 44
        else { return nil }
        return Meta(
            pageSize: pageSize, freeRoot: bytes.loadLittleEndian64(at: 80),
            lastPage: Int(lastPage), transaction: bytes.loadLittleEndian64(at: 144))
    }

    /// How many of `pages` are free; `nil` when the tree of free pages is itself incomplete.
    private func freeCount(of pages: ClosedRange<UInt64>, in meta: Meta) -> Int? {
        guard meta.freeRoot != UInt64.max else { return 0 }
        var found = 0
        var visited = 0
        var pending = [meta.freeRoot]
        while let number = pending.popLast() {
            visited += 1
            guard visited <= meta.lastPage, let page = page(number, meta.pageSize),
                let nodes = FreePageNodes(page: page.span)
            else { return nil }
            pending += nodes.children
            for list in nodes.lists {
                guard let numbers = freeNumbers(list, meta.pageSize) else { return nil }
                found += numbers.count { pages.contains($0) }
            }
        }
        return found
    }

    private func page(_ number: UInt64, _ pageSize: Int, byteCount: Int? = nil) -> [UInt8]? {
        let count = byteCount ?? pageSize
        guard number < 1 << 44, count <= self.byteCount else { return nil }
        return read(count, at: Int(number) * pageSize)
    }

    private func freeNumbers(_ list: FreePageNodes.List, _ pageSize: Int) -> [UInt64]? {
        switch list {
        case .inPage(let bytes):
            return Self.numbers(in: bytes)
        case .overflow(let number, let byteCount):
            let overflow = page(number, pageSize, byteCount: 16 + byteCount)
            return overflow.flatMap { Self.numbers(in: Array($0.dropFirst(16))) }
        }
    }

    private static func numbers(in bytes: [UInt8]) -> [UInt64]? {
        guard bytes.count >= 8 else { return nil }
        let count = bytes.span.loadLittleEndian64(at: 0)
        guard count <= UInt64(bytes.count / 8 - 1) else { return nil }
        var numbers: [UInt64] = []
        for index in 1..<Int(count) + 1 {
            numbers.append(bytes.span.loadLittleEndian64(at: 8 * index))
        }
        return numbers
    }
}
