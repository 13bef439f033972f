/// Why a text is not a policy, and in which line.
///
/// What stands in the line is not told: somebody may have put a secret key there.
public struct PolicyError: Error, Hashable, Sendable {
    /// What is wrong with a line.
    @nonexhaustive
    public enum Reason: Hashable, Sendable {
        /// More bytes than ``TrustPolicy/maximumByteCount``.
        case tooLong
        /// More of one kind than ``TrustPolicy/maximumCount``.
        case tooMany
        /// The last line has no newline.
        case noNewline
        /// A control character other than tab, or not UTF-8.
        case badCharacter
        /// The line begins with another word than `log`, `witness`, `group`, `quorum`.
        case unknownKeyword
        /// Too few or too many words; how the line is to be written.
        case wrongWords(String)
        /// The key does not parse.
        case badKey
        /// A witness's key for a log, or the other way round.
        case wrongKeyType
        /// The public key stands in an earlier line, maybe under another name.
        case repeatedKey
        /// The name is `none`, or stands for something else already.
        case takenName
        /// No earlier line defines the name.
        case unknownName
        /// The name is a member already, here or of another group.
        case repeatedMember
        /// Not `all`, `any` or a number from 1 to the number of members.
        case badThreshold(memberCount: Int)
        /// There is an earlier `quorum` line.
        case secondQuorum
        /// There is no `quorum` line.
        case noQuorum
    }

    /// The line, counted from 1; the last one when something is missing, 0 before the first.
    public let line: Int
    /// What is wrong.
    public let reason: Reason

    /// Makes an error of a line.
    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}

extension PolicyError: CustomStringConvertible {
    /// The line, what is wrong, and what to do next.
    public var description: String { "policy line \(line): \(reason)" }
}

extension PolicyError.Reason: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .tooLong: "more than \(TrustPolicy.maximumByteCount) bytes; drop what is not used"
        case .tooMany: "more than \(TrustPolicy.maximumCount) of one kind; drop what is not used"
        case .noNewline: "the line has no newline; end the last line with one"
        case .badCharacter: "a control character or no UTF-8; save as text with newlines only"
        case .unknownKeyword: "unknown first word; begin with log, witness, group, quorum or #"
        case .wrongWords(let usage): "wrong number of words; write \(usage)"
        case .badKey: "the key does not parse; copy the public key \"name+hash+base64\" again"
        case .wrongKeyType: "the key is of the wrong type; a log's has 0x01, a witness's 0x04"
        case .repeatedKey: "the key stands in an earlier line; every log and witness has its own"
        case .takenName: "the name is taken; choose another, but not none"
        case .unknownName: "no earlier line defines a name; define it above, or correct it"
        case .repeatedMember: "a name is a member already; every name can be it once in the file"
        case .badThreshold(let count): "bad number of members; write all, any or 1 to \(count)"
        case .secondQuorum: "a second quorum line; keep one"
        case .noQuorum: "there is no quorum line; add \"quorum <name>\" or \"quorum none\""
        }
    }
}
