import Foundation
import Testing
import Whereabouts

/// The vocabulary against the table that was agreed: Fixtures/vocabulary/kinds.txt.
@Suite struct VocabularyTableTests {
    private static let agreed: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Fixtures/vocabulary/kinds.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }()

    private func shown(_ fields: [FieldSchema]) -> String {
        fields.isEmpty
            ? "-"
            : fields.map { "\($0.name)\($0.isOptional ? "?" : ""):\($0.type.name)" }
                .joined(separator: " ")
    }

    @Test func `every kind has exactly the number and the facts that were agreed`() {
        let expected = Self.agreed.filter { $0.first?.isNumber == true }
        let actual = KindSchema.all.map { "\($0.kind.rawValue) \($0.name) \(shown($0.fields))" }
        #expect(actual == expected)
        #expect(actual.count == 111)
    }

    @Test func `the narrative has exactly the fields that were agreed`() {
        let fields = KindSchema.narrative.fields.dropLast(2)
        #expect(Self.agreed.contains("Narrative \(shown(Array(fields)))"))
        #expect(KindSchema.narrative.fields.suffix(2).map(\.name) == ["patches", "childId"])
    }

    @Test func `every code list has exactly the codes that were agreed, in order`() {
        let expected = Self.agreed.filter { $0.hasPrefix("list ") }
        let actual = CodeList.all.map { "list \($0.name) \($0.codes.joined(separator: " "))" }
        #expect(actual == expected)
    }

    @Test func `no number, name or field occurs twice, and fields are numbered from 1`() {
        let all = KindSchema.all
        #expect(Set(all.map(\.kind)).count == all.count)
        #expect(Set(all.map(\.name)).count == all.count)
        for schema in all + [.narrative] {
            #expect(Set(schema.fields.map(\.name)).count == schema.fields.count)
            #expect(schema.fields.map(\.number) == Array(1..<(schema.fields.count + 1)))
        }
    }

    @Test func `kinds and fields are found by name and by number`() {
        for schema in KindSchema.all {
            #expect(Kind(name: schema.name) == schema.kind)
            #expect(schema.kind.name == schema.name)
            #expect(schema.kind.group != .unknown)
            for field in schema.fields {
                #expect(schema.field(field.name) == field)
                #expect(schema.field(field.number) == field)
            }
        }
        #expect(Kind.absenceNoted.group == .episode)
        #expect(Kind.logCreated.group == .log)
        #expect(Kind.childRegistered.group == .registry)
        #expect(Kind.entryCorrected.group == .governance)
    }

    @Test func `a kind of a newer version has a number for a name`() {
        let newer = Kind(rawValue: 417)
        #expect(newer.name == "#417")
        #expect(newer.schema == nil)
        #expect(Kind(name: "#417") == newer)
        for wrong in ["#0417", "#", "#-1", "# 1", "417", "absenceNoted", "", "#99999999999"] {
            #expect(Kind(name: wrong) == nil, "\(wrong)")
        }
        #expect(Kind(rawValue: .max).name == "#4294967295")
    }

    @Test func `codes and their numbers are each other's inverse`() {
        for list in CodeList.all {
            #expect(CodeList(name: list.name) == list)
            for (index, code) in list.codes.enumerated() {
                #expect(list.number(of: code) == index + 1)
                #expect(list.code(index + 1) == code)
            }
            #expect(list.code(0) == nil)
            #expect(list.code(list.codes.count + 1) == nil)
            #expect(list.code(-1) == nil)
        }
        #expect(CodeList(name: "none") == nil)
    }

    @Test func `generated enums have the numbers of the code lists`() {
        #expect(CodeList.limb.code(NotificationLimb.paragraph4A.rawValue) == "4a")
        #expect(CodeList.role.code(Role.homeStaff.rawValue) == "homeStaff")
        #expect(CodeList.precision.code(Precision.partOfDay.rawValue) == "part-of-day")
        #expect(CodeList.rec.code(ReasonCeased.e4A.rawValue) == "E4A")
        #expect(CodeList.foundCircumstance.code(FoundCircumstance.atFriend.rawValue) == "at-friend")
        #expect(CodeList.reportMethod.code(ReportMethod.phone101.rawValue) == "101")
        #expect(CodeList.all.count == 40)
        #expect(Precision.allCases.count == CodeList.precision.codes.count + 1)
    }
}
