import Merkle
import Testing

@Suite struct HistoryProofTests {
    private let made = MadeHistory.example
    private var log: AnchoredLog { made.anchored(made.map) }
    private let stranger = [UInt8](repeating: 77, count: 32)

    @Test func `every child's history is proved complete`() {
        for child in 0..<3 {
            let proof = log.proof(made.keys[child], made.entries(of: child))
            #expect(log.verify(proof) == .verified)
        }
    }

    @Test func `a child that is not there is proved absent`() {
        #expect(log.verify(log.proof(stranger, nil)) == .verified)
        let empty = made.anchored(MadeHistory.emptyMap)
        #expect(empty.verify(empty.proof(stranger, nil)) == .verified)
    }

    @Test func `a child that is there cannot be shown as absent`() {
        let beside = log.map.proof(of: MapKey(streamKey: stranger))
        guard case .absent(let leaf) = beside.claim else { return }
        for leaf in [leaf, nil] {
            let proof = HistoryProof(
                streamKey: made.keys[1], claim: .absent(beside: leaf), mapSteps: beside.steps,
                anchor: log.anchor, anchorProofText: "-")
            #expect(!log.verify(proof).isVerified)
        }
    }

    @Test func `dropped, added, reordered and replaced entries are refused`() {
        let whole = made.entries(of: 1)
        let others = made.entries(of: 0)
        let changed = [
            [], Array(whole.dropLast()), Array(whole.dropFirst()), [whole[0], whole[2]],
            whole + [others[0]], whole + [whole[2]], [whole[1], whole[0], whole[2]],
            [whole[0], others[1], whole[2]], others,
        ]
        for entries in changed {
            let honest = log.proof(made.keys[1], entries)
            #expect(!log.verify(honest).isVerified)
            // Under the head that the map has, the entries themselves are at fault.
            let forged = HistoryProof(
                streamKey: made.keys[1],
                claim: .present(MadeHistory.head(whole), entries: entries),
                mapSteps: honest.mapSteps, anchor: log.anchor, anchorProofText: "-")
            #expect(!log.verify(forged).isVerified)
        }
    }

    @Test func `an entry whose facts alone are changed is refused by the running hash`() {
        let whole = made.entries(of: 1)
        for place in whole.indices {
            var entries = whole
            entries[place][entries[place].count - 1] ^= 1
            let proof = HistoryProof(
                streamKey: made.keys[1],
                claim: .present(MadeHistory.head(whole), entries: entries),
                mapSteps: log.proof(made.keys[1], whole).mapSteps, anchor: log.anchor,
                anchorProofText: "-")
            #expect(log.verify(proof) == .refused(.history(.runningMismatch)))
        }
    }

    /// Here the operator signs a map that commits to a false history: the entries tell.
    @Test func `a map that commits to a false history is refused by the entries`() {
        let whole = made.entries(of: 1)
        let others = made.entries(of: 0)
        expect(Array(whole.dropFirst()), .wrongPlace(expected: 1, found: 2))
        expect([whole[0], whole[2]], .wrongPlace(expected: 2, found: 3))
        expect([whole[1], whole[0], whole[2]], .wrongPlace(expected: 1, found: 2))
        expect([whole[0], others[1], whole[2]], .otherSubject(place: 2))
        expect(others, .otherStreamKey)
        expect([whole[0], [1, 2, 3]], .notAnEntry(place: 2))
        expect([made.entries[0]], .otherSubject(place: 1))
    }

    @Test func `entries that contradict each other are refused`() {
        let first = made.entries(of: 1)[0]
        func second(position: UInt64, previous: UInt64) -> [UInt8] {
            MadeEntry(
                subject: 2, position: position, previousOfSubject: previous, place: 2
            ).bytes
        }
        expect([first, second(position: 4, previous: 1)], .wrongPrevious(place: 2))
        expect([first, second(position: 2, previous: 2)], .positionsNotRising(place: 2))
        expect([first, second(position: 8, previous: 2)], .behindAnchor(place: 2))
        let late = MadeEntry(
            subject: 2, position: 2, previousOfSubject: 1, place: 1,
            fields: MadeEntry.field(22, made.keys[1]))
        expect([late.bytes], .wrongPrevious(place: 1))
    }

    /// One child, two keys: each half would look like a whole history under its own key.
    @Test func `a history under a second key of the same child is refused`() {
        let whole = made.entries(of: 1)
        let map = MadeHistory.map([(made.keys[1], Array(whole.prefix(1))), (stranger, whole)])
        let log = made.anchored(map)
        #expect(log.verify(log.proof(stranger, whole)) == .refused(.history(.otherStreamKey)))

        let again = MadeEntry(
            subject: 2, position: 4, place: 1, fields: MadeEntry.field(22, stranger))
        let both = MadeEntry(
            subject: 2, position: 2, place: 1,
            fields: MadeEntry.field(22, made.keys[1]) + MadeEntry.field(22, stranger))
        expect([whole[0], again.bytes], .wrongPlace(expected: 2, found: 1))
        expect([both.bytes], .notAnEntry(place: 1))
    }

    @Test func `a wrong stream key finds nothing`() {
        let proof = HistoryProof(
            streamKey: stranger,
            claim: log.proof(made.keys[1], made.entries(of: 1)).claim,
            mapSteps: log.proof(made.keys[1], nil).mapSteps, anchor: log.anchor,
            anchorProofText: "-")
        #expect(!log.verify(proof).isVerified)
    }

    @Test func `the anchor must be the checkpoint's last leaf and an anchor`() {
        let proof = log.proof(made.keys[1], made.entries(of: 1))
        let earlier = proof.verify(anchorProof: log.inclusion(of: 3), root: log.root)
        #expect(earlier == .refused(.history(.anchorNotLast(index: 3, size: 9))))
        let other = proof.verify(anchorProof: log.inclusion(of: 8), root: .zero)
        #expect(other == .refused(.rootMismatch(size: 9)))
        let empty = InclusionProof(index: 0, size: 0, hashes: [])
        #expect(!proof.verify(anchorProof: empty, root: .emptyRoot).isVerified)

        let plain = AnchoredLog(
            entries: made.entries, anchor: made.entries[3], map: made.map)
        #expect(
            plain.verify(plain.proof(made.keys[1], made.entries(of: 1)))
                == .refused(.history(.notAnAnchor)))
        let stray = MadeEntry.anchor(mapRoot: made.map.root, subjectCount: 3, position: 4)
        let misplaced = AnchoredLog(entries: made.entries, anchor: stray.bytes, map: made.map)
        #expect(
            misplaced.verify(misplaced.proof(made.keys[1], made.entries(of: 1)))
                == .refused(.history(.anchorMisplaced(position: 4, index: 8))))
    }

    @Test func `a count that the entries do not fill is refused`() {
        let head = SubjectHead(count: 0, running: .zero)
        let map = SubjectMap([(MapKey(streamKey: stranger), head.value)])
        let log = made.anchored(map ?? MadeHistory.emptyMap)
        #expect(
            log.verify(log.proof(stranger, []))
                == .refused(.history(.wrongCount(expected: 0, found: 0))))
    }

    /// Expects this refusal where the operator's own map commits to `entries`.
    private func expect(_ entries: [[UInt8]], _ refusal: HistoryRefusal) {
        let log = made.anchored(MadeHistory.map([(made.keys[1], entries)]))
        #expect(log.verify(log.proof(made.keys[1], entries)) == .refused(.history(refusal)))
    }
}
