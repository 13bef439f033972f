import Merkle
import TestSupport
import Testing
import WhereaboutsReports
import WhereaboutsTestKit

/// The text that is signed for a report: one way to write it, and no other is read.
@Suite struct ReportStatementTests {
    private let issued: IssuedReport
    private let key: VerifierKey

    init() throws {
        let tale = try IssuingTale()
        issued = try tale.issue(.counts)
        key = tale.reportKey.verifierKey
    }

    private var lines: [String] { issued.statement.text.split(separator: "\n").map(String.init) }

    private func isRefused(_ lines: [String]) -> Bool {
        ReportStatement(parsing: lines.map { $0 + "\n" }.joined()) == nil
    }

    @Test func `a statement is read as it was written`() throws {
        #expect(lines.count == 9)
        #expect(ReportStatement(parsing: issued.statement.text) == issued.statement)
        let read = try SignedNote(parsing: issued.note.bytes)
        #expect(read == issued.note)
        #expect(read.text == issued.statement.text)
    }

    @Test(arguments: 0..<9)
    func `a line that is written otherwise is refused`(number: Int) throws {
        let line = lines[number]
        var changes = [line + " ", " " + line, line + "\r", "", line + "\n", line.uppercased()]
        changes.append(line.replacing(" ", with: "  "))
        changes.append(line.replacing(" ", with: " 0", maxReplacements: 1))
        changes.append(String(line.dropLast()))
        changes.append(line + "0")
        // An edition or a name is any word, and a number or an origin may be a longer one.
        let isOpen = ["size ", "log ", "report "].contains { line.hasPrefix($0) }
        for change in changes where change != line && !(isOpen && Self.isWord(change, line)) {
            var changed = lines
            changed[number] = change
            #expect(isRefused(changed), "\(change)")
        }
    }

    private static func isWord(_ change: String, _ line: String) -> Bool {
        change == line + "0" || change == String(line.dropLast())
            || (!line.hasPrefix("size ")
                && change == line.replacing(" ", with: " 0", maxReplacements: 1))
    }

    @Test func `lines that are missing, repeated, added or in another order are refused`() {
        #expect(!isRefused(lines))
        for number in lines.indices {
            var (without, twice, swapped) = (lines, lines, lines)
            without.remove(at: number)
            twice.insert(lines[number], at: number)
            swapped.swapAt(number, (number + 1) % lines.count)
            #expect(isRefused(without) && isRefused(twice) && isRefused(swapped), "\(number)")
        }
        #expect(isRefused(lines + ["note none"]))
        #expect(ReportStatement(parsing: String(issued.statement.text.dropLast())) == nil)
        #expect(ReportStatement(parsing: "") == nil)
    }

    @Test(arguments: UInt64(0)..<4)
    func `no edit of a signed statement verifies`(seed: UInt64) throws {
        let bytes = issued.note.bytes
        func isTrusted(_ bytes: [UInt8]) -> Bool {
            (try? SignedNote(parsing: bytes))?.verified(by: [key]).isVerified ?? false
        }
        #expect(isTrusted(bytes))
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var edited = bytes
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = UInt8.random(in: 0...255, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: edited[index] ^= 1 << (byte & 7)
            case 1: edited[index] = byte
            case 2: edited.insert(byte, at: index)
            default: edited.remove(at: index)
            }
            guard edited != bytes else { continue }
            #expect(!isTrusted(edited), "byte \(index)")
        }
    }
}
