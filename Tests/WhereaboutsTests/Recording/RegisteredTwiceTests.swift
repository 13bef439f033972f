import EventLog
import Foundation
import TestSupport
import Testing
import Whereabouts
import WhereaboutsTestKit

/// A child, home or provider that is on record is not registered anew with other facts.
@Suite struct RegisteredTwiceTests {
    private let office = "2025-05-05T09:00:00Z"
    private let later = "2025-05-06T09:00:00Z"

    @discardableResult
    private func register(
        _ tale: Tale, _ child: String = Tale.child, born: String = "2010-02-03",
        sex: String = "F", authority: String = "LA1", at time: String = "2025-05-05T09:00:00Z"
    ) throws -> RecordReceipt {
        try tale.add(
            .childRegistered, time, ["responsibleAuthority": .string(authority)], child: child,
            words: ["dob": .string(born), "sex": .string(sex), "ethnicity": "OOTH"])
    }

    // MARK: Children

    @Test(arguments: [
        ("2015-12-24", "F", "LA1"), ("2010-02-03", "M", "LA1"), ("2010-02-03", "F", "LA2"),
        ("2010-02-03", "F", "LA1"),
    ])
    func `a child that is on record is not registered again`(
        born: String, sex: String, authority: String
    ) throws {
        let tale = try Tale()
        let size = try tale.records.log.size
        let before = try tale.records.history(of: "C001").record
        #expect(throws: RecordError.childRegisteredAlready("C001")) {
            try register(tale, born: born, sex: sex, authority: authority)
        }
        #expect(try tale.records.log.size == size)
        #expect(try tale.records.history(of: "C001").record == before)
    }

    @Test func `one batch does not register a child twice, and stores nothing`() throws {
        let tale = try Tale()
        let size = try tale.records.log.size
        let entries = try ["2010-01-01", "2010-01-02"].map { day in
            try NewEntry(
                ChildRegistered.with { $0.responsibleAuthority = "LA1" }, child: "C009",
                occurred: .at(Tale.moment(office)), by: .system("office"),
                narrative: .with {
                    ($0.dob, $0.sex, $0.ethnicity) = (try? LocalDate(iso: day), .f, .wbri)
                })
        }
        #expect(throws: RecordError.childRegisteredAlready("C009")) {
            try tale.records.recordAndWait(entries)
        }
        #expect(try tale.records.log.size == size)
        try tale.records.recordAndWait([entries[1]])
    }

    @Test func `a journal's second registration is refused with its line and the way out`() throws {
        var lines = DemoJournal.entries
        let first = try #require(lines.first { $0.kind == .childRegistered })
        var second = JournalEntry(
            .childRegistered, id: EntryID(high: 9, low: 9), at: first.occurredAt, first.facts)
        (second.child, second.actor) = (first.child, first.actor)
        (second.narrative, second.recordedAt) = (first.narrative, lines.last?.recordedAt)
        lines.append(second)
        try Folders.withTemporary { folder in
            let file = folder.appending(path: "twice.jsonl")
            try Data(lines.map(\.bytes).joined()).write(to: file)
            let records = try Records.inMemory()
            let refused = try records.importJournal(file, onRefusal: .importNothing)
            #expect(!refused.isStored)
            let text = try #require(refused.refusals.first?.description)
            #expect(text.hasPrefix("twice.jsonl:\(lines.count): ChildRegistered child: registered"))
            for way in ["ChildDetailsChanged", "EntryCorrected", "ChildIdentitiesLinked"] {
                #expect(text.contains(way))
            }
            #expect(!text.contains(first.child ?? "?"))
            let kept = try records.importJournal(file, onRefusal: .keepGoing)
            #expect(kept.imported == lines.count - 1 && kept.refusedCount == 1)
        }
    }

    @Test func `once its registration is withdrawn a child is registered afresh`() throws {
        let tale = try Tale()
        let number = try tale.records.history(of: "C001").entries[0].stored.header.subject
        let id = try #require(try tale.registration(of: Tale.child))
        let first = try #require(try tale.records.history(of: "C001").entries.first { $0.id == id })
        let withdrawal = try tale.add(
            .entryWithdrawn, office, ["approvedBy": "M-1"], refersTo: id)
        let second = try register(tale, born: "2011-02-03")
        #expect(try tale.told(second).stored.header.subject == number)
        // Neither a reinstatement nor a withdrawn withdrawal brings the first one back beside it.
        #expect(throws: RecordError.registeredAnew(id, kind: .entryReinstated)) {
            try tale.add(.entryReinstated, later, ["approvedBy": "M-1"], refersTo: id)
        }
        #expect(throws: RecordError.registeredAnew(withdrawal.id, kind: .entryWithdrawn)) {
            try tale.add(.entryWithdrawn, later, ["approvedBy": "M-1"], refersTo: withdrawal.id)
        }
        try tale.withdraw(second, later)
        try tale.add(.entryReinstated, later, ["approvedBy": "M-1"], refersTo: first.id)
        #expect(throws: RecordError.childRegisteredAlready("C001")) {
            try register(tale, at: later)
        }
    }

    @Test func `an erased child keeps its number, and its id is a new child's`() throws {
        let tale = try Tale.withWords()
        let before = try tale.records.history(of: "C001").episodes
        try tale.erase(.identity)
        let receipt = try register(tale, at: "2025-06-02T09:00:00Z")
        let fresh = try tale.records.resolved(try tale.records.log.entry(at: receipt.position))
        #expect(fresh.stored.header.subject.number == 2)
        #expect(try tale.records.history(of: "#1").episodes == before)
        #expect(try tale.records.history(of: "C001").episodes == [])
        #expect(throws: RecordError.childRegisteredAlready("C001")) {
            try register(tale, at: "2025-06-03T09:00:00Z")
        }
    }

    // MARK: Ids

    @Test(arguments: ["#1", "#2", "#9", "#", "#x", "#01", "#18446744073709551616"])
    func `no id begins with the sign of a number`(id: String) throws {
        let tale = try Tale()
        let size = try tale.records.log.size
        #expect(throws: RecordError.badIdentifier(field: "child")) { try register(tale, id) }
        let homes: JSONValue = [
            "name": "Elm", "providerId": "P1", "kind": "childrens-home", "hostAuthority": "LA1",
            "policeForce": "PF1", "capacity": 4,
        ]
        #expect(throws: RecordError.badIdentifier(field: "home")) {
            try tale.add(.homeRegistered, office, homes, child: nil, home: id)
        }
        #expect(throws: RecordError.badIdentifier(field: "actor.id")) {
            try tale.add(.iroTold, office, by: .homeStaff(id))
        }
        #expect(try tale.records.log.size == size)
        #expect(try tale.records.history(of: "#1").child == "C001")
        // By its number a child is found when something is recorded, too.
        try tale.add(.iroTold, office, child: "#1")
    }

    // MARK: Homes and providers

    @discardableResult
    private func home(
        _ tale: Tale, _ home: String, capacity: Int = 4, at time: String = "2025-05-05T09:00:00Z"
    ) throws -> RecordReceipt {
        try tale.add(
            .homeRegistered, time,
            [
                "name": "Elm", "providerId": "P1", "kind": "childrens-home",
                "hostAuthority": "LA1", "policeForce": "PF1",
                "capacity": .integer(Int64(capacity)),
            ], child: nil, home: home)
    }

    @Test func `a home is registered again only as it is on record`() throws {
        let tale = try Tale()
        let first = try home(tale, "SC9")
        try home(tale, "SC9")
        #expect(throws: RecordError.homeRegisteredAlready("SC9")) {
            try home(tale, "SC9", capacity: 5)
        }
        try tale.add(.homeChanged, office, ["capacity": 5], child: nil, home: "SC9")
        try home(tale, "SC9", capacity: 5, at: later)
        #expect(throws: RecordError.homeRegisteredAlready("SC9")) {
            try home(tale, "SC9", capacity: 4, at: later)
        }
        #expect(try tale.records.log.entry(at: first.position).header.scope.number == 3)
    }

    @Test func `a withdrawn home is registered afresh`() throws {
        let tale = try Tale()
        let first = try home(tale, "SC9")
        try tale.add(
            .entryWithdrawn, office, ["approvedBy": "M-1"], child: nil, refersTo: first.id)
        try home(tale, "SC9", capacity: 6)
        #expect(throws: RecordError.registeredAnew(first.id, kind: .entryReinstated)) {
            try tale.add(
                .entryReinstated, later, ["approvedBy": "M-1"], child: nil, refersTo: first.id)
        }
    }

    @Test func `a provider of another sector is not registered again, an authority may be`() throws
    {
        let tale = try Tale()
        func provider(_ sector: String) throws {
            try tale.add(
                .providerRegistered, office,
                ["providerId": "P9", "name": "Prov", "sector": .string(sector)], child: nil)
        }
        try provider("private")
        try provider("private")
        #expect(throws: RecordError.providerRegisteredAlready("P9")) { try provider("voluntary") }
        for name in ["County", "County Council"] {
            try tale.add(
                .authorityRegistered, office, ["code": "LA7", "name": .string(name)], child: nil)
        }
        #expect(try tale.records.asOf(.now).authorities().count { $0 == "LA7" } == 1)
    }

    // MARK: Any order

    @Test(arguments: UInt64(0)..<12)
    func `whatever is withdrawn and reinstated, one registration at most is in force`(
        seed: UInt64
    ) throws {
        var dice = Dice(seed: seed)
        let tale = try Tale()
        var rulings: [RecordReceipt] = []
        let first = try #require(try tale.registration(of: Tale.child))
        var registrations = [first]
        var refused = 0
        for step in 0..<40 {
            let time = Tale.time(office, seconds: step * 60)
            do {
                switch dice.below(4) {
                case 0, 1: registrations.append(try register(tale, at: time).id)
                case 2:
                    let target = dice.pick(registrations.suffix(1) + rulings.suffix(1).map(\.id))
                    rulings.append(
                        try tale.add(
                            .entryWithdrawn, time, ["approvedBy": "M-1"], refersTo: target))
                default:
                    rulings.append(
                        try tale.add(
                            .entryReinstated, time, ["approvedBy": "M-1"],
                            refersTo: dice.pick(registrations)))
                }
            } catch is RecordError { refused += 1 }
            let inForce = try tale.records.history(of: "#1").entries.filter { entry in
                guard entry.kind == .childRegistered else { return false }
                if case .withdrawn = entry.state { return false }
                return true
            }
            #expect(inForce.count <= 1)
        }
        #expect(refused > 0 && registrations.count > 1)
    }
}
