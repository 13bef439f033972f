import Merkle
import Testing

@Suite struct `Policies as text` {
    static let log = KnownKeys.log.verifierKey.description
    static let w1 = KnownKeys.witness.verifierKey.description
    static let w2 = KnownKeys.secondWitness.verifierKey.description

    func error(_ text: String) -> PolicyError? {
        do throws(PolicyError) {
            _ = try TrustPolicy(parsing: text)
            return nil
        } catch { return error }
    }

    func reason(_ text: String) -> PolicyError.Reason? { error(text)?.reason }

    @Test func `a policy is read line by line`() throws {
        let policy = try TrustPolicy(
            parsing: """
                # Whom the regulator trusts

                log \(Self.log) https://example.com/log
                \twitness\tw1  \(Self.w1)\t
                witness w2 \(Self.w2) https://w2.example
                  # indented
                group both all w1 w2
                quorum both

                """)
        #expect(policy.logs == [.init(KnownKeys.log.verifierKey, url: "https://example.com/log")])
        #expect(policy.witnesses.map(\.name) == ["w1", "w2"])
        #expect(policy.witnesses.map(\.url) == [nil, "https://w2.example"])
        #expect(policy.groups.map(\.threshold) == [2])
        #expect(policy.groups.map(\.members) == [["w1", "w2"]])
        #expect(policy.quorum == "both")
    }

    @Test func `a policy needs exactly one quorum`() throws {
        #expect(try TrustPolicy(parsing: "quorum none\n").quorum == nil)
        #expect(reason("") == .noQuorum)
        #expect(reason("log \(Self.log)\n") == .noQuorum)
        #expect(reason("quorum none\nquorum none\n") == .secondQuorum)
        #expect(reason("quorum nobody\n") == .unknownName)
        #expect(reason("quorum w1\nwitness w1 \(Self.w1)\n") == .unknownName)
    }

    @Test func `an error names its line`() {
        #expect(
            error("# one\n\nlog \(Self.log)\nlogs\n")
                == PolicyError(line: 4, reason: .unknownKeyword))
    }

    @Test func `a line has the right words`() {
        for line in ["log", "log a b c", "witness w1", "witness w1 k u x", "group g all", "quorum"]
        {
            guard case .wrongWords = reason(line + "\n") else {
                Issue.record("\(line) should have the wrong number of words")
                continue
            }
        }
        #expect(reason("Log \(Self.log)\n") == .unknownKeyword)
        #expect(reason("quorum none") == .noNewline)
        #expect(reason("quorum none\r\n") == .badCharacter)
        #expect(reason("# \u{7F}\nquorum none\n") == .badCharacter)
        #expect(reason("# Zoë\nquorum none\n") == nil)
    }

    @Test func `a key is used in its own role`() throws {
        #expect(reason("log nonsense\n") == .badKey)
        #expect(reason("log \(Self.w1)\n") == .wrongKeyType)
        #expect(reason("witness w \(Self.log)\n") == .wrongKeyType)
        let other = TestKeyText.verifier(
            name: "n", typed: [6] + [UInt8](repeating: 1, count: 1_312))
        #expect(reason("log \(other)\nwitness w1 \(Self.w1)\nquorum w1\n") == nil)
    }

    @Test func `a public key stands in one line only`() {
        #expect(reason("log \(Self.log)\nlog \(Self.log)\n") == .repeatedKey)
        #expect(reason("witness a \(Self.w1)\nwitness b \(Self.w1)\n") == .repeatedKey)
        let typed = [UInt8(4)] + KnownKeys.log.verifierKey.publicKey
        let both = TestKeyText.verifier(name: "w", typed: typed)
        #expect(reason("log \(Self.log)\nwitness w \(both)\n") == .repeatedKey)
    }

    @Test func `a name stands for one thing`() {
        #expect(reason("witness a \(Self.w1)\nwitness a \(Self.w2)\n") == .takenName)
        #expect(reason("witness a \(Self.w1)\ngroup a any a\n") == .takenName)
        #expect(reason("witness none \(Self.w1)\n") == .takenName)
        #expect(reason("witness a \(Self.w1)\ngroup none any a\n") == .takenName)
    }

    @Test func `names are compared by bytes`() {
        let names = ("caf\u{E9}", "cafe\u{301}")
        let text = "witness \(names.0) \(Self.w1)\nwitness \(names.1) \(Self.w2)\n"
        #expect(reason(text + "group g all \(names.0) \(names.1)\nquorum g\n") == nil)
    }

    @Test func `a group has members that are defined before, each once`() {
        let two = "witness a \(Self.w1)\nwitness b \(Self.w2)\n"
        #expect(reason(two + "group g any c\n") == .unknownName)
        #expect(reason(two + "group g any g\n") == .unknownName)
        #expect(reason(two + "group g any none\n") == .unknownName)
        #expect(reason(two + "group g any a a\n") == .repeatedMember)
        #expect(reason(two + "group g any a\ngroup h any a b\n") == .repeatedMember)
        #expect(reason(two + "group g any a\ngroup h any g b\nquorum h\n") == nil)
    }

    @Test(arguments: [("0", false), ("1", true), ("2", true), ("3", false), ("01", false)])
    func `a group's number is one of its members`(number: String, isGood: Bool) {
        let text = "witness a \(Self.w1)\nwitness b \(Self.w2)\ngroup g \(number) a b\nquorum g\n"
        #expect(reason(text) == (isGood ? nil : .badThreshold(memberCount: 2)))
    }

    @Test func `a policy has up to 128 of a kind`() throws {
        func text(_ count: Int) throws -> String {
            let keys = (0..<count).map { KnownKeys.signer("log/\($0)").verifierKey }
            return keys.map { "log \($0)\n" }.joined() + "quorum none\n"
        }
        #expect(reason(try text(128)) == nil)
        #expect(error(try text(129)) == PolicyError(line: 129, reason: .tooMany))
    }

    @Test func `a policy has up to 1,000,000 bytes`() {
        let rest = "\nquorum none\n"
        let comment = "#" + String(repeating: "x", count: 999_999 - rest.utf8.count)
        #expect(reason(comment + rest) == nil)
        #expect(error("#" + comment + rest) == PolicyError(line: 0, reason: .tooLong))
    }

    @Test func `an error does not tell a secret that stands in the line`() {
        let secret = KnownKeys.log.text
        for line in [secret, "log \(secret)", "witness \(secret)", "quorum \(secret)"] {
            let text = error(line + "\n").map { "\($0)" } ?? ""
            #expect(text.hasPrefix("policy line 1: ") && !text.contains("PRIVATE"))
        }
    }
}
