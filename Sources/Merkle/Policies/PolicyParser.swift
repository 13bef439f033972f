/// Reads a policy line by line; names are bytes, as C2SP tlog-policy has it.
struct PolicyParser {
    private typealias Word = ArraySlice<UInt8>

    private var policy = TrustPolicy()
    private var hasQuorum = false
    private var line = 0
    private var names: Set<[UInt8]> = []
    private var members: Set<[UInt8]> = []
    private var logKeys: Set<[UInt8]> = []
    private var witnessKeys: Set<[UInt8]> = []

    mutating func parse(_ bytes: [UInt8]) throws(PolicyError) -> TrustPolicy {
        guard bytes.count <= TrustPolicy.maximumByteCount else { throw error(.tooLong) }
        var reader = LineReader(bytes)
        while !reader.isAtEnd {
            line += 1
            guard let text = reader.next() else { throw error(.noNewline) }
            guard text.allSatisfy({ $0 == 0x09 || $0 >= Ascii.space && $0 != 0x7F })
            else { throw error(.badCharacter) }
            try read(text.split { $0 == Ascii.space || $0 == 0x09 })
        }
        guard hasQuorum else { throw error(.noQuorum) }
        return policy
    }

    private mutating func read(_ words: [Word]) throws(PolicyError) {
        guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
        switch String(utf8: keyword) {
        case "log": try readLog(words)
        case "witness": try readWitness(words)
        case "group": try readGroup(words)
        case "quorum": try readQuorum(words)
        default: throw error(.unknownKeyword)
        }
    }

    private mutating func readLog(_ words: [Word]) throws(PolicyError) {
        guard (2...3).contains(words.count) else { throw error(.wrongWords("log <key> [<url>]")) }
        guard policy.logs.count < TrustPolicy.maximumCount else { throw error(.tooMany) }
        let key = try key(words[1], isRightType: { $0 != .cosignature })
        guard logKeys.insert(key.publicKey).inserted else { throw error(.repeatedKey) }
        policy.logs.append(TrustPolicy.Log(key, url: try text(words.dropFirst(2).first)))
    }

    private mutating func readWitness(_ words: [Word]) throws(PolicyError) {
        guard (3...4).contains(words.count)
        else { throw error(.wrongWords("witness <name> <key> [<url>]")) }
        guard policy.witnesses.count < TrustPolicy.maximumCount else { throw error(.tooMany) }
        let name = try newName(words[1])
        let key = try key(words[2], isRightType: { $0 != .ed25519 })
        guard witnessKeys.insert(key.publicKey).inserted else { throw error(.repeatedKey) }
        policy.witnesses.append(
            TrustPolicy.Witness(name: name, key: key, url: try text(words.dropFirst(3).first)))
    }

    private mutating func readGroup(_ words: [Word]) throws(PolicyError) {
        guard words.count >= 4
        else { throw error(.wrongWords("group <name> all|any|<number> <member>...")) }
        guard policy.groups.count < TrustPolicy.maximumCount else { throw error(.tooMany) }
        var names: [String] = []
        for word in words.dropFirst(3) {
            guard self.names.contains(Array(word)) else { throw error(.unknownName) }
            guard members.insert(Array(word)).inserted else { throw error(.repeatedMember) }
            names.append(try text(word))
        }
        let threshold = try threshold(words[2], memberCount: names.count)
        let name = try newName(words[1])
        policy.groups.append(TrustPolicy.Group(name: name, threshold: threshold, members: names))
    }

    private mutating func readQuorum(_ words: [Word]) throws(PolicyError) {
        guard words.count == 2 else { throw error(.wrongWords("quorum <name>|none")) }
        guard !hasQuorum else { throw error(.secondQuorum) }
        hasQuorum = true
        guard !words[1].elementsEqual("none".utf8) else { return }
        guard names.contains(Array(words[1])) else { throw error(.unknownName) }
        policy.quorum = try text(words[1])
    }

    private mutating func newName(_ word: Word) throws(PolicyError) -> String {
        guard !word.elementsEqual("none".utf8), names.insert(Array(word)).inserted
        else { throw error(.takenName) }
        return try text(word)
    }

    /// A key of the right type; no key may be both a log's and a witness's.
    private func key(
        _ word: Word, isRightType: (KeyAlgorithm) -> Bool
    ) throws(PolicyError) -> VerifierKey {
        guard let key = String(utf8: word).flatMap({ VerifierKey($0) }) else {
            throw error(.badKey)
        }
        guard isRightType(key.algorithm) else { throw error(.wrongKeyType) }
        guard !logKeys.contains(key.publicKey), !witnessKeys.contains(key.publicKey)
        else { throw error(.repeatedKey) }
        return key
    }

    private func threshold(_ word: Word, memberCount: Int) throws(PolicyError) -> Int {
        if word.elementsEqual("all".utf8) { return memberCount }
        if word.elementsEqual("any".utf8) { return 1 }
        guard let number = Decimal.parse(word), (1...UInt64(memberCount)).contains(number)
        else { throw error(.badThreshold(memberCount: memberCount)) }
        return Int(number)
    }

    private func text(_ word: Word) throws(PolicyError) -> String {
        guard let text = String(utf8: word) else { throw error(.badCharacter) }
        return text
    }

    private func text(_ word: Word?) throws(PolicyError) -> String? {
        guard let word else { return nil }
        let text: String = try text(word)
        return text
    }

    private func error(_ reason: PolicyError.Reason) -> PolicyError {
        PolicyError(line: line, reason: reason)
    }
}
