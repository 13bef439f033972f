/// Reads the lines of a history proof, each once; memory grows with what is there, not with what a
/// line promises.
struct ProofLines {
    private let bytes: [UInt8]
    private var start = 0
    private var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the next line begins with `word` and a space.
    func isNext(_ word: String) -> Bool {
        bytes[start...].starts(with: Array("\(word) ".utf8))
    }

    mutating func expect(_ line: String) throws(HistoryProofError) {
        guard next() == line else { throw unexpected(line) }
    }

    /// The value of a line `word <Base64>`.
    mutating func bytes(
        _ word: String, _ byteCount: ClosedRange<Int>
    ) throws(HistoryProofError) -> [UInt8] {
        let isNamed = isNext(word)
        guard let line = next(), isNamed,
            let value = Base64.decode(line.dropFirst(word.count + 1)),
            byteCount.contains(value.count)
        else { throw unexpected("\(word) <Base64>") }
        return value
    }

    /// The head that is claimed; `nil` when the line claims absence.
    mutating func head() throws(HistoryProofError) -> SubjectHead? {
        guard isNext("present") else {
            try expect("absent")
            return nil
        }
        let parts = next()?.split(separator: " ", omittingEmptySubsequences: false) ?? []
        guard parts.count == 3, let count = UInt64(parts[1]), count > 0,
            count <= TreeLimits.maximumSize, String(count) == parts[1],
            let running = Base64.decode(parts[2]).flatMap({ MerkleHash($0) })
        else { throw unexpected("present <count> <Base64>") }
        return SubjectHead(count: count, running: running)
    }

    mutating func leaf() throws(HistoryProofError) -> MapProof.Leaf? {
        guard isNext("other") else { return nil }
        return MapProof.Leaf(bytes: try bytes("other", 64...64))
    }

    mutating func steps() throws(HistoryProofError) -> [MapProof.Step] {
        var steps: [MapProof.Step] = []
        while steps.count < MapProof.maximumStepCount, isNext("map") {
            guard let step = MapProof.Step(bytes: try bytes("map", 33...33)) else { break }
            steps.append(step)
        }
        return steps
    }

    mutating func entries(_ count: UInt64) throws(HistoryProofError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        while UInt64(entries.count) < count {
            entries.append(try bytes("entry", 1...EntryLayout.maximumByteCount))
        }
        return entries
    }

    /// Everything that has not been read.
    func rest() throws(HistoryProofError) -> String {
        guard start < bytes.count, let text = String(validating: bytes[start...], as: UTF8.self)
        else { throw .noAnchorProof }
        return text
    }

    /// The next line without its end; `nil` when no line ends any more.
    private mutating func next() -> String? {
        number += 1
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { start = end + 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func unexpected(_ expected: String) -> HistoryProofError {
        .unexpectedLine(number, expected: expected)
    }
}
