import Merkle
import Testing

@Suite struct HistoryProofTextTests {
    private let made = MadeHistory.example
    private var log: AnchoredLog { made.anchored(made.map) }
    private var present: HistoryProof { log.proof(made.keys[1], made.entries(of: 1)) }
    private var absent: HistoryProof {
        log.proof([UInt8](repeating: 77, count: 32), nil)
    }

    @Test func `a proof comes back from its text`() throws {
        let empty = made.anchored(MadeHistory.emptyMap)
        for proof in [present, absent, empty.proof(made.keys[0], nil)] {
            let again = try HistoryProof(parsing: Array(proof.text.utf8))
            #expect(again == proof)
            #expect(again.text == proof.text)
        }
        #expect(log.verify(try HistoryProof(parsing: Array(present.text.utf8))) == .verified)
    }

    @Test func `the lines are those of the format`() {
        let lines = present.text.split(separator: "\n", omittingEmptySubsequences: false)
        let words = lines.map { $0.split(separator: " ").first ?? "" }
        #expect(lines[0] == "whereabouts/history-proof/v1")
        #expect(words.count { $0 == "map" } == present.mapSteps.count)
        #expect(
            words.dropFirst().filter { $0 != "map" } == [
                "stream", "present", "anchor", "entry", "entry", "entry", "",
                "c2sp.org/tlog-proof@v1", "",
            ])
        #expect(lines[2].hasPrefix("present 3 "))
    }

    @Test func `the anchor's proof is kept verbatim`() throws {
        let text = "c2sp.org/tlog-proof@v1\nindex 8\n\nlog\n9\nroot\n\n\u{2014} log sig\n"
        let proof = HistoryProof(
            streamKey: present.streamKey, claim: present.claim, mapSteps: present.mapSteps,
            anchor: present.anchor, anchorProofText: text)
        #expect(try HistoryProof(parsing: Array(proof.text.utf8)).anchorProofText == text)
    }

    @Test func `each line that is missing, doubled or moved is refused`() {
        for proof in [present, absent] {
            let lines = proof.text.split(separator: "\n", omittingEmptySubsequences: false)
            let headerEnd = lines.firstIndex(of: "") ?? 0
            for index in 0...headerEnd {
                var fewer = lines
                let line = fewer.remove(at: index)
                var more = lines
                more.insert(line, at: index)
                let isMap = line.hasPrefix("map")
                let isSecondBlank = line.isEmpty
                if !isMap { #expect(!parses(fewer), "line \(index) missing") }
                if !isMap, !isSecondBlank { #expect(!parses(more), "line \(index) doubled") }
                var moved = lines
                moved.swapAt(index, index + 1)
                if moved[index].prefix(3) != moved[index + 1].prefix(3) {
                    #expect(!parses(moved), "line \(index) moved")
                }
            }
        }
    }

    @Test(arguments: [
        ("present 3 ", "present 03 "), ("present 3 ", "present +3 "), ("present 3 ", "present 0 "),
        ("present 3 ", "present 3  "), ("present 3 ", "present 2 "), ("present 3 ", "present 4 "),
        ("present 3 ", "present 18446744073709551615 "), ("present 3 ", "present 9000000000000 "),
        ("present 3 ", "Present 3 "), ("stream ", "stream"), ("stream ", "stream  "),
        ("history-proof/v1", "history-proof/v2"), ("\nanchor ", "\r\nanchor "),
        ("\nmap ", "\nmap  "), ("\n\n", "\n"), ("proof/v1\n", "proof/v1"),
    ])
    func `another spelling of a line is refused`(from: String, to: String) throws {
        var text = present.text
        text.replaceSubrange(try #require(text.firstRange(of: from)), with: to)
        #expect(!parses([Substring(text)]))
    }

    @Test func `an absence from an empty map has no steps to read twice`() {
        let text = absent.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0 == "absent" ? Substring("absent ") : $0 }
        #expect(!parses(text))
    }

    @Test func `more steps than a key has bits are not read`() {
        let steps = [MapProof.Step](repeating: .init(bit: 0, sibling: .zero), count: 257)
        func proof(_ count: Int) -> [UInt8] {
            let proof = HistoryProof(
                streamKey: present.streamKey, claim: present.claim,
                mapSteps: Array(steps.prefix(count)), anchor: present.anchor,
                anchorProofText: "-")
            return Array(proof.text.utf8)
        }
        #expect((try? HistoryProof(parsing: proof(256))) != nil)
        #expect((try? HistoryProof(parsing: proof(257))) == nil)
    }

    @Test func `an error names the line`() {
        #expect(throws: HistoryProofError.unexpectedLine(2, expected: "stream <Base64>")) {
            try HistoryProof(parsing: Array("whereabouts/history-proof/v1\nstream x\n".utf8))
        }
        let header = present.text.firstRange(of: "\n\n").map { present.text[..<$0.upperBound] }
        #expect(throws: HistoryProofError.noAnchorProof) {
            try HistoryProof(parsing: Array((header ?? "").utf8))
        }
        #expect(throws: HistoryProofError.noAnchorProof) {
            try HistoryProof(parsing: Array((header ?? "").utf8) + [0xFF])
        }
    }

    /// 40 seeds of 50 changed files each.
    @Test(arguments: UInt64(0)..<40)
    func `a changed bit before the anchor's proof proves nothing of this child`(
        seed: UInt64
    ) {
        var random = Seeded(seed)
        let proof = seed % 2 == 0 ? present : absent
        let good = Array(proof.text.utf8)
        let headerEnd = good.count - proof.anchorProofText.utf8.count - 1
        for _ in 0..<50 {
            var bytes = good
            bytes[Int(random.next() % UInt64(headerEnd))] ^= 1 << UInt8(random.next() % 8)
            guard let changed = try? HistoryProof(parsing: bytes) else { continue }
            #expect(Array(changed.text.utf8) == bytes)
            // Of another key it may be true that it is absent.
            guard seed % 2 == 0 || changed.streamKey == proof.streamKey else { continue }
            #expect(!log.verify(changed).isVerified)
        }
    }

    private func parses(_ lines: [Substring]) -> Bool {
        (try? HistoryProof(parsing: Array(lines.joined(separator: "\n").utf8))) != nil
    }
}
