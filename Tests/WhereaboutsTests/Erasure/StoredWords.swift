import EventLog
import Foundation
import LMDB
import TestSupport
import Whereabouts

/// A log on disk with words about two children; those of the first are planted, to be looked for.
final class StoredWords {
    let folder: TemporaryFolder
    let clock: ManualClock

    static let planted: ChildID = "kestrel-90417"
    static let other: ChildID = "C002"
    /// Every word that must not be found again, the host's own id among them.
    static let words = [
        "kestrel-90417", "Marigold Thistlewaite", "12 Pepperbox Lane", "by the zinnia gate",
        "uncle Bartholomew", "seen near Quayside Halt", "2011-07-19",
    ]

    init(keys: any KeyWrapping) throws {
        folder = try TemporaryFolder()
        clock = try ManualClock(at: "2025-05-02T20:00:00Z")
        let path = folder.path("log")
        let scenario = try Scenario(clock: clock) { clock in
            try Records.open(at: path, keys: keys, clock: clock, mapSizeBytes: 1 << 26)
        }
        try scenario.given(home: "SC000001").given(child: Self.other, born: "2012-01-01")
            .given(child: Self.planted, born: "2011-07-19")
        let records = scenario.records
        try Self.tell(records, Self.other, "over the wall", "kept words", at: clock.now)
        try Self.tell(
            records, Self.planted, Self.words[3], Self.words[4], at: clock.now,
            name: Self.words[1], address: Self.words[2])
        try records.recordAndWait([
            try NewEntry(
                PoliceProtectionTaken(), child: Self.planted, occurred: .at(clock.now),
                by: .police("P-1"), narrative: .with { $0.why = Self.words[5] })
        ])
        try records.saveSnapshot()
        try records.close()
    }

    var path: String { folder.path("log") }

    func open(_ keys: (any KeyWrapping)?) throws -> Records {
        try Records.open(
            at: path, keys: keys, access: .readWrite, clock: clock.wallClock,
            mapSizeBytes: 1 << 26)
    }

    func with<Result>(_ keys: (any KeyWrapping)?, _ body: (Records) throws -> Result) throws
        -> Result
    {
        let records = try open(keys)
        let result = Swift.Result { try body(records) }
        try records.close()
        return try result.get()
    }

    /// Erases everything that is known of the planted child; the log must be closed.
    @discardableResult
    func erase(_ keys: any KeyWrapping) throws -> ErasureReceipt {
        try with(keys) { records in
            try records.eraseAndWait(
                child: Self.planted, classes: [.narrative, .identity, .policeIntelligence],
                reason: "no longer kept", legalBasis: "Regs 2015, reg 36(2)",
                by: .system("retention"), at: clock.now)
        }
    }

    /// The bytes of the planted child that destroy or keep the secret: sealed records, wrapped keys.
    func secrets(_ keys: any KeyWrapping) throws -> [[UInt8]] {
        let positions = try with(keys) { records in
            try records.history(of: Self.planted).entries.filter { $0.stored.hasNarrative }
                .map { $0.position.rawValue.bigEndianBytes }
        }
        let owner: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 2]
        return try values("sealed", in: "") { positions.contains($0) }
            + values("keys", in: "/keys") { $0.starts(with: owner) }
    }

    private func values(
        _ table: String, in subfolder: String, where isWanted: ([UInt8]) -> Bool
    ) throws -> [[UInt8]] {
        let options = EnvironmentOptions(mapSizeBytes: 1 << 26)
        let environment = try Environment.open(at: path + subfolder, options: options)
        let table: Table<[UInt8]> = try environment.openTable(table)
        var values: [[UInt8]] = []
        try environment.read { transaction in
            try table.forEach(in: transaction) { key, value in
                if isWanted(key) { values.append(Array(copying: value)) }
                return .next
            }
        }
        try environment.close()
        return values
    }

    private static func tell(
        _ records: Records, _ child: ChildID, _ circumstances: String, _ reasons: String,
        at now: Instant, name: String? = nil, address: String? = nil
    ) throws {
        let absence = AbsenceNoted.with {
            ($0.whereaboutsKnown, $0.concerns, $0.expectedPlace) = (false, true, "school")
            ($0.lastSeenAt, $0.lastSeenBy) = (now, .homeStaff)
        }
        let staff = RecordingActor.homeStaff("S-1")
        try records.recordAndWait([
            try NewEntry(
                ChildDetailsChanged(), child: child, occurred: .at(now), by: .system("setup"),
                narrative: .with { narrative in
                    if let name { narrative.name = name }
                    if let address { narrative.address = address }
                    narrative.note = "details"
                }),
            try NewEntry(
                absence, child: child, home: "SC000001", occurred: .at(now), by: staff,
                narrative: .with { $0.circumstances = circumstances }),
            try NewEntry(
                ChildReturned.with { ($0.toHome, $0.returnedBy) = ("SC000001", .homeStaff) },
                child: child,
                occurred: .at(now.adding(seconds: 3_600)), by: staff,
                narrative: .with { $0.note = reasons }),
        ])
    }
}

extension [UInt8] {
    /// The ways in which a text may stand in a file.
    static func spellings(of text: String) -> [[UInt8]] {
        let plain = Array(text.utf8)
        let hex = plain.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        var found = [plain, Array(hex.utf8), Array(hex.uppercased().utf8)]
        found.append(text.utf16.flatMap(\.bigEndianBytes))
        found.append(text.utf16.flatMap(\.littleEndianBytes))
        // Base64 at each of three alignments, without the characters that neighbours decide.
        for shift in 0..<3 {
            let padded = [UInt8](repeating: 0, count: shift) + plain
            let encoded = Array<UInt8>(Data(padded).base64EncodedString().utf8)
            let start = shift == 0 ? 0 : shift + 1
            let end = padded.count / 3 * 4
            if end > start { found.append(Array(encoded[start..<end])) }
        }
        return found
    }
}
