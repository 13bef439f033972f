import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsReports

/// Erasing words that were corrected stops no question, and moves no figure.
@Suite struct CorrectedWordsErasureTests {
    private let moment = Tale.moment("2026-06-01T09:00:00Z")

    private func view(_ tale: Tale) throws -> RecordsView {
        try tale.records.asOf(.recorded(before: moment))
    }

    /// An episode that ended, by a child whose registration is corrected afterwards.
    private func corrected(_ path: String, to value: JSONValue) throws -> Tale {
        let tale = try Tale.withWords()
        let registration = try #require(try tale.registration(of: Tale.child))
        try tale.add(
            .entryCorrected, "2025-05-10T09:00:00Z",
            ["patches": [["path": .string(path), "new": value]], "approvedBy": "M-1"],
            words: ["reason": "the certificate came"], refersTo: registration)
        return tale
    }

    private static let words: [(String, JSONValue)] = [
        ("narrative.dob", "2007-02-03"), ("narrative.sex", "M"), ("narrative.name", "Robin Reed"),
        ("narrative.ethnicity", "WBRI"), ("narrative.upn", "A123456789012"),
    ]

    @Test(arguments: words)
    func `every question is answered, with the figures of before`(
        path: String, value: JSONValue
    ) throws {
        let tale = try corrected(path, to: value)
        let before = try AllAnswers(try view(tale), tale)
        try tale.erase(.narrative, .identity)
        #expect(try AllAnswers(try view(tale), tale).difference(from: before) == [])
        try tale.records.log.rebuild()
        #expect(try AllAnswers(try view(tale), tale).difference(from: before) == [])
    }

    @Test func `a corrected date of birth still says that no interview is owed`() throws {
        let tale = try corrected("narrative.dob", to: "2007-02-03")
        #expect(try tale.deadlines(.returnInterview).isEmpty)
        try tale.erase(.narrative, .identity)
        let history = try tale.records.history(of: "#1")
        #expect(!history.deadlines.contains { $0.deadline.duty == .returnInterview })
        // The age of the day is kept, and nothing is late about it.
        let notes = history.entries.filter(\.isAgeNote)
        #expect(notes.map(\.age) == [18])
        #expect(!history.findings.contains { $0.evidence.contains(notes[0].position) })
        let text = try HistoryReport(try tale.records.asOf(.now), of: "#1").text()
        #expect(text.contains("age 18 on 2025-05-02, kept for the figures"))
        #expect(text.contains("narrative.dob: ~~erased~~ erased, corrected by"))
        #expect(!text.contains("2007"))
    }

    @Test func `where stored ages are right, an erasure adds one entry`() throws {
        let tale = try corrected("narrative.dob", to: "2010-02-13")
        let size = try tale.records.log.size
        try tale.erase(.identity)
        #expect(try tale.records.log.size == size + 1)
    }

    @Test func `a birthday between the start and the first entry is kept`() throws {
        let tale = try Tale()
        try tale.born("2010-05-03")
        // Last seen a day before the entry: 14 at the start, 15 when it was noticed.
        try tale.absence("2025-05-03T01:00:00Z", seen: "2025-05-02T20:00:00Z")
        try tale.returned("2025-05-03T09:00:00Z")
        func age() throws -> Int? {
            var age: Int?
            try view(tale).forEachCase { child in
                let episode = try #require(child.record.episodes.first)
                age = try child.age(on: London.date(of: episode.start.at), of: episode)
            }
            return age
        }
        #expect(try age() == 14)
        try tale.erase(.identity)
        #expect(try age() == 14)
    }

    @Test func `reports say how many children's ages are as stored, the public no number`() throws {
        let tale = try corrected("narrative.dob", to: "2007-02-03")
        let period = Answers.period
        func counts() throws -> JSONValue {
            try CountsReport(try tale.records.asOf(.now), during: period).json()
        }
        #expect(try counts()["agesAsStored"] == nil)
        let old = try tale.records.log.size
        try tale.erase(.narrative)
        #expect(try counts()["agesAsStored"] == nil)
        try tale.erase(.identity)
        #expect(try counts()["agesAsStored"] == 1)
        let now = try tale.records.asOf(.now)
        let note = "The log holds 1 child without a date of birth, which is erased: "
        #expect(try CountsReport(now, during: period).text().contains(note))
        let document = try PoliceReport(now, during: period, of: .everything).document
        let shown = try document.disclosed(at: .public)
        #expect(shown.json()["agesAsStored"] == nil)
        #expect(shown.text().contains("The log holds children without a date of birth"))
        // What was asked of the log as it was before is answered as before.
        let before = try CountsReport(try tale.records.asOf(.size(old)), during: period)
        #expect(before.json()["agesAsStored"] == nil)
        try tale.add(
            .childDetailsChanged, "2025-07-01T09:00:00Z", [:], child: "#1",
            words: ["dob": "2009-01-01"])
        #expect(try counts()["agesAsStored"] == nil)
    }

    // MARK: Any log

    /// A view from before a correction of the date of birth may fall back to stored ages.
    @Test(arguments: UInt64(0)..<6)
    func `no erasure moves a figure, however words were corrected`(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var key = MemoryKey()
        let path = folder.path("log")
        func open() throws -> Records {
            try Records.open(at: path, keys: key, clock: .standing, mapSizeBytes: 1 << 27)
        }
        var records = try open()
        let log = TroubledLog(seed: seed, entries: 200, troublePercent: 30)
        for entry in try log.newEntries() { _ = try? records.recordAndWait([entry]) }
        let end = try RFC3339.parse("2040-01-01T00:00:00Z")
        let size = try records.log.size
        func answers() throws -> [AllAnswers] {
            try [.recorded(before: end), .size(size)].map {
                try AllAnswers(
                    try records.asOf($0), children: records.log.subjectCount, home: log.home)
            }
        }
        let before = try answers()
        var dice = Dice(seed: seed)
        for number in 1...records.log.subjectCount where dice.happens(70) {
            var classes: Set<WordClass> = [dice.pick([.narrative, .identity, .policeIntelligence])]
            if dice.happens(70) { classes = Records.allClasses }
            let child = ChildID("#\(number)")
            func erase() throws {
                try records.eraseAndWait(
                    child: child, classes: classes, reason: "test", legalBasis: "none",
                    by: .system("test"), at: end)
            }
            do {
                try erase()
            } catch ErasureError.episodeOpen {
                classes = [.narrative]
                try erase()
            }
            if dice.happens(30) { try records.log.rebuild() }
        }
        for (now, old) in zip(try answers(), before) { #expect(now.difference(from: old) == []) }
        try records.close()
        let next = MemoryKey()
        _ = try Records.completeErasure(
            at: path, keys: key, newKeys: next, clock: .standing, mapSizeBytes: 1 << 27)
        key = next
        records = try open()
        for (now, old) in zip(try answers(), before) { #expect(now.difference(from: old) == []) }
        try records.close()
    }
}

extension TroubledLog {
    var home: HomeID { HomeID(entries.lazy.compactMap(\.home).first ?? "") }
}

/// What every question says that names no child, and that the others are answered at all.
struct AllAnswers {
    private var parts: [(name: String, text: String)] = []

    /// The answers about a tale's child and home.
    init(_ view: RecordsView, _ tale: Tale) throws {
        try self.init(view, children: tale.records.log.subjectCount, home: HomeID(Tale.home))
    }

    init(_ view: RecordsView, children: UInt64, home: HomeID) throws {
        let period = Answers.period
        parts.append(("summaries", "\(try view.summaries(during: period))"))
        for number in 1...children {
            let child = ChildID("#\(number)")
            guard let history = try? view.history(of: child) else { continue }
            parts.append(("\(child) episodes", "\(history.episodes)"))
            parts.append(("\(child) flags", "\(history.findings)"))
            parts.append(("\(child) deadlines", "\(history.deadlines)"))
            _ = try ReportList.outputs([try HistoryReport(view, of: child)])
            _ = try view.standing(of: history)
        }
        let authority = try view.authorities().first ?? "LA1"
        let all = try ReportList.figures(view, period, home: home, authority: authority)
        for report in all where report.namesNobody {
            parts.append(("\(type(of: report))", try report.json().withoutSize.text))
        }
        _ = try ReportList.outputs(all)
        try Self.askTheRest(view, period)
    }

    /// Returns, keeping and the journal: they hold words, and have to be answered all the same.
    private static func askTheRest(_ view: RecordsView, _ period: Period) throws {
        let report = try SSDA903Return(view, year: 2026)
        for file in report.files { _ = try report.rows(file) }
        let annex = try AnnexAList8(view, on: try LocalDate(iso: "2026-01-01"))
        for file in annex.files { _ = try annex.rows(file) }
        let missing = try SSDMissing(view)
        for file in missing.files { _ = try missing.rows(file) }
        _ = try KeepingReport(view).text()
        _ = RetentionReport(try view.retentions()).text
        _ = try view.exportJournal { _ in }
    }

    /// The names of the answers that differ.
    func difference(from other: AllAnswers) -> [String] {
        guard parts.map(\.name) == other.parts.map(\.name) else { return ["other answers"] }
        return zip(parts, other.parts).filter { $0.text != $1.text }.map(\.0.name)
    }
}

extension Report {
    /// Whether the report lists no children, whom an erasure calls by their numbers.
    fileprivate var namesNobody: Bool {
        self is CountsReport || self is InterviewReport || self is AuthorityReport
            || self is BandReport || self is PoliceReport || self is NationalTableReport
            || self is InformationRequestReport || self is PatternReport || self is BoardReport
    }
}

extension JSONValue {
    /// An object without what tells how many entries the log has.
    var withoutSize: JSONValue {
        guard case .object(let members) = withoutPlace else { return self }
        return .object(members.filter { $0.name != "size" && $0.name != "agesAsStored" })
    }
}
