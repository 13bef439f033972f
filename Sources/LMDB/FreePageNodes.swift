/// The nodes of one page of LMDB's tree of free pages.
///
/// A page begins with 16 bytes: number (8), padding (2), flags (2: 1 branch, 2 leaf), end of the
/// node offsets (2), start of the nodes (2). A node begins with 8 bytes: low and high half of a
/// size or page number (2 + 2), flags or the top of the page number (2), key size (2). The value
/// of a leaf is a count and that many page numbers, 8 bytes each, or, with flag 1, the number of
/// the overflow page that holds them. All numbers are little-endian.
struct FreePageNodes {
    /// Where a list of free page numbers is.
    enum List {
        case inPage([UInt8])
        case overflow(page: UInt64, byteCount: Int)
    }

    private(set) var children: [UInt64] = []
    private(set) var lists: [List] = []

    /// Reads a page; `nil` when it is not a page of such a tree.
    init?(page: Span<UInt8>) {
        let flags = page.loadLittleEndian16(at: 10)
        let end = Int(page.loadLittleEndian16(at: 12))
        guard flags & 3 == 1 || flags & 3 == 2, (16...page.count).contains(end) else { return nil }
        for offset in stride(from: 16, to: end - 1, by: 2) {
            let node = Int(page.loadLittleEndian16(at: offset))
            guard node >= end, node + 8 <= page.count else { return nil }
            let isRead = flags & 3 == 1 ? addChild(page, node) : addList(page, node)
            guard isRead else { return nil }
        }
    }

    private mutating func addChild(_ page: Span<UInt8>, _ node: Int) -> Bool {
        let low = UInt64(page.loadLittleEndian32(at: node))
        children.append(low | UInt64(page.loadLittleEndian16(at: node + 4)) << 32)
        return true
    }

    private mutating func addList(_ page: Span<UInt8>, _ node: Int) -> Bool {
        let size = Int(page.loadLittleEndian32(at: node))
        let value = node + 8 + Int(page.loadLittleEndian16(at: node + 6))
        if page.loadLittleEndian16(at: node + 4) & 1 == 1 {
            guard value + 8 <= page.count else { return false }
            lists.append(.overflow(page: page.loadLittleEndian64(at: value), byteCount: size))
        } else {
            guard value + size <= page.count else { return false }
            lists.append(.inPage(Array(copying: page.extracting(value..<value + size))))
        }
        return true
    }
}
