import Foundation
import Synchronization
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports
import WhereaboutsTestKit

/// Somebody with a published document, or with those of two adjacent periods, looks for numbers
/// from 1 to 5.
///
/// `WHEREABOUTS_ATTACKS=32` asks of so many logs instead of a few: 1,024 documents of all reports.
@Suite struct AttackTests {
    static let seeds = Array(
        1...(ProcessInfo.processInfo.environment["WHEREABOUTS_ATTACKS"].flatMap(UInt64.init) ?? 2))

    @Test(arguments: seeds)
    func `of no public document a small number can be told`(seed: UInt64) throws {
        for document in try PublicDocuments(seed: seed).all() {
            var attacker = Attacker()
            attacker.read(document, try document.disclosed(at: .public))
            let told = attacker.told()
            #expect(told.isEmpty, "\(document.name) \(document.subject): \(told)")
            Tally.hidden.add(attacker.share)
        }
        print("hidden, seeds so far: \(Tally.hidden.text)")
    }

    @Test(arguments: seeds)
    func `of no rounded document a small number can be told`(seed: UInt64) throws {
        for document in try PublicDocuments(seed: seed).all() {
            var attacker = Attacker(isRounded: true)
            attacker.read(document, try document.disclosed(at: .public, keepingBack: .rounded))
            let told = attacker.told()
            #expect(told.isEmpty, "\(document.name) \(document.subject): \(told)")
            Tally.rounded.add(attacker.share)
        }
        print("rounded, seeds so far: \(Tally.rounded.text)")
    }

    @Test(arguments: seeds)
    func `of the reports of two quarters no small number can be told`(seed: UInt64) throws {
        let documents = try PublicDocuments(seed: seed)
        let first = try documents.all(from: "2025-04-01", to: "2025-07-01")
        let second = try documents.all(from: "2025-07-01", to: "2025-10-01")
        for (earlier, later) in zip(first, second) {
            try attack(
                Pair(earlier, try earlier.disclosed(at: .public), isNested: false),
                Pair(later, try later.disclosed(at: .public), isNested: false))
        }
    }

    @Test(arguments: seeds)
    func `of April to May and April to June no small number can be told`(seed: UInt64) throws {
        let documents = try PublicDocuments(seed: seed)
        let inner = try documents.all(from: "2025-04-01", to: "2025-06-01")
        let outer = try documents.all(from: "2025-04-01", to: "2025-07-01")
        for (earlier, later) in zip(inner, outer) {
            try attack(
                Pair(earlier, try earlier.disclosed(at: .public), isNested: true),
                Pair(later, try later.disclosed(at: .public, beside: [earlier]), isNested: true))
        }
    }

    private struct Pair {
        let truth: Document
        let shown: Document
        let isNested: Bool

        init(_ truth: Document, _ shown: Document, isNested: Bool) {
            (self.truth, self.shown, self.isNested) = (truth, shown, isNested)
        }
    }

    private func attack(_ earlier: Pair, _ later: Pair) throws {
        var attacker = Attacker()
        attacker.read(earlier.truth, earlier.shown, as: "a:")
        attacker.read(later.truth, later.shown, as: "b:")
        attacker.compare(isNested: later.isNested)
        let told = attacker.told()
        #expect(told.isEmpty, "\(later.truth.name) \(later.truth.subject): \(told)")
    }

    @Test(arguments: seeds)
    func `a stretch of a trend is hidden alike in the boards of two quarters`(seed: UInt64) throws {
        let documents = try PublicDocuments(seed: seed)
        func rows(_ from: String, _ to: String) throws -> [String: [Cell]] {
            let board = try BoardReport(
                documents.view, during: try PublicDocuments.period(from, to))
            let trend = try board.document.disclosed(at: .public).sections.first {
                $0.name == "trend"
            }
            let pairs = (trend?.tables.first?.rows ?? []).map { (CellList.key($0), $0.cells) }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        let (first, second) = (
            try rows("2025-04-01", "2025-07-01"), try rows("2025-07-01", "2025-10-01")
        )
        let shared = Set(first.keys).intersection(second.keys)
        #expect(first.isEmpty || second.isEmpty || shared.count == 7)
        for row in shared { #expect(first[row] == second[row], "\(row)") }
    }

    @Test(arguments: seeds)
    func `who hides number by number is found out`(seed: UInt64) throws {
        var found = 0
        for document in try PublicDocuments(seed: seed).all() {
            var attacker = Attacker()
            attacker.read(document, hiding: { (1...5).contains($0) })
            found += attacker.told().isEmpty ? 0 : 1
        }
        #expect(found >= 10, "only \(found) documents gave a number away")
    }
}

/// How many counts are hidden, over the documents of a test.
private final class Tally: Sendable {
    static let hidden = Tally()
    static let rounded = Tally()
    private let counts = Mutex((documents: 0, hidden: 0, all: 0))

    func add(_ share: (hidden: Int, all: Int)) {
        counts.withLock { counts in
            counts.documents += 1
            counts.hidden += share.hidden
            counts.all += share.all
        }
    }

    var text: String {
        counts.withLock { "\($0.documents) documents, \($0.hidden) of \($0.all) counts" }
    }
}
