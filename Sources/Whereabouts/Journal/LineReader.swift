import Foundation

/// Reads a file line by line; memory is bounded by the longest line allowed.
struct LineReader {
    /// The longest line accepted, in bytes: 1 MiB.
    static let limitBytes = 1 << 20

    /// One line, or the news that it was too long.
    enum Line {
        case bytes([UInt8])
        case tooLong
    }

    /// The number of the line that was returned last, from 1.
    private(set) var number = 0
    /// How many bytes have been read from the file.
    private(set) var bytesRead = 0
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    private static let chunkBytes = 1 << 16

    init(_ file: FileHandle) { self.file = file }

    /// The next line without its line end; `nil` at the end of the file.
    mutating func next() throws -> Line? {
        var isTooLong = false
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return line(upTo: end, isTooLong)
            }
            if buffer.count - start > Self.limitBytes {
                isTooLong = true
                start = buffer.count
            }
            searched = try fill()
            guard !isAtEnd else {
                guard start < buffer.count || isTooLong else { return nil }
                defer { start = buffer.count }
                return line(upTo: buffer.count, isTooLong)
            }
        }
    }

    private mutating func line(upTo end: Int, _ isTooLong: Bool) -> Line {
        number += 1
        if isTooLong || end - start > Self.limitBytes { return .tooLong }
        var line = buffer[start..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        return .bytes(Array(line))
    }

    /// Reads a chunk; returns where the unread bytes begin that have not been searched.
    private mutating func fill() throws -> Int {
        buffer.removeFirst(start)
        start = 0
        let searched = buffer.count
        guard let data = try file.read(upToCount: Self.chunkBytes), !data.isEmpty else {
            isAtEnd = true
            return searched
        }
        bytesRead += data.count
        buffer.append(contentsOf: data)
        return searched
    }
}
