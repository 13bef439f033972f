/// Writes a ZIP archive of stored files, each with the same time: the same files, the same bytes.
///
/// A file is made twice, once for its checksum and length, which stand in front of it, and once for
/// its bytes; so memory does not grow with the files. APPNOTE.TXT 6.3.3, sections 4.3.7, 4.3.12 and
/// 4.3.16; archives up to 4 GiB.
struct ZipWriter {
    private let sink: ([UInt8]) throws -> Void
    private var offset: UInt64 = 0
    private var directory: [UInt8] = []
    private var count: UInt16 = 0
    /// 1 January 1980, the first day that the format has.
    private static let date: UInt16 = 0x0021

    init(to sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

    /// Something that makes the same bytes each time.
    typealias Body = (_ sink: @escaping ([UInt8]) throws -> Void) throws -> Void

    /// An archive that the format's 32-bit numbers cannot describe.
    struct TooLarge: Error, CustomStringConvertible {
        var description: String { "a workbook is limited to 4294967295 bytes; write CSV instead" }
    }

    mutating func add(_ name: String, _ body: Body) throws {
        let sum = Sum()
        try body { sum.add($0) }
        guard let size = UInt32(exactly: sum.byteCount), let start = UInt32(exactly: offset) else {
            throw TooLarge()
        }
        let common = Self.common(name, sum.crc.checksum, size)
        try put(Self.bytes(UInt32(0x0403_4B50)) + common + Array(name.utf8))
        let sink = sink
        try body { try sink($0) }
        offset += UInt64(size)
        directory += Self.bytes(UInt32(0x0201_4B50)) + Self.bytes(UInt16(20)) + common
        // No comment, disk 0, no attributes.
        directory += [UInt8](repeating: 0, count: 10) + Self.bytes(start) + Array(name.utf8)
        count += 1
    }

    mutating func finish() throws {
        guard let start = UInt32(exactly: offset), let size = UInt32(exactly: directory.count)
        else { throw TooLarge() }
        let end = Self.bytes(UInt32(0x0605_4B50)) + [0, 0, 0, 0] + Self.bytes(count)
        try put(
            directory + end + Self.bytes(count) + Self.bytes(size) + Self.bytes(start) + [0, 0])
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += UInt64(bytes.count)
    }

    /// What both headers of a file say: version 2.0, UTF-8 names, stored, time, checksum, lengths.
    private static func common(_ name: String, _ checksum: UInt32, _ size: UInt32) -> [UInt8] {
        bytes(UInt16(20)) + bytes(UInt16(0x0800)) + bytes(UInt16(0)) + bytes(UInt16(0))
            + bytes(date) + bytes(checksum) + bytes(size) + bytes(size)
            + bytes(UInt16(clamping: name.utf8.count)) + bytes(UInt16(0))
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private final class Sum {
        var crc = CRC32()
        var byteCount = 0

        func add(_ bytes: [UInt8]) {
            crc.add(bytes)
            byteCount += bytes.count
        }
    }
}
