/// Whom an auditor trusts: which logs, which witnesses, and how many of them (C2SP tlog-policy).
///
/// ```
/// log example.com/log+…
/// witness regulator regulator.example/w1+…
/// witness council council.example/w1+…
/// group both all regulator council
/// quorum both
/// ```
///
/// Without a valid signature of a log in the list nothing is verified, also under `quorum none`.
public struct TrustPolicy: Sendable {
    /// The bytes of a policy at most.
    public static let maximumByteCount = 1_000_000
    /// The logs, the witnesses, and the groups at most, each.
    public static let maximumCount = 128

    /// A log whose checkpoints are accepted.
    public struct Log: Hashable, Sendable {
        /// The log's key; its name is the log's origin.
        public let key: VerifierKey
        /// Where the log may be reached.
        public let url: String?

        /// Makes a log whose checkpoints are accepted.
        public init(_ key: VerifierKey, url: String? = nil) {
            self.key = key
            self.url = url
        }
    }

    /// A witness, which counts when it has cosigned.
    public struct Witness: Hashable, Sendable {
        /// The name in this policy, which may differ from the key's.
        public let name: String
        /// The witness's key.
        public let key: VerifierKey
        /// Where the witness may be reached.
        public let url: String?
    }

    /// Several witnesses or groups, which count as one when enough of them do.
    public struct Group: Hashable, Sendable {
        /// The name in this policy.
        public let name: String
        /// How many of the members must count.
        public let threshold: Int
        /// Names of witnesses and of groups defined before.
        public let members: [String]
    }

    /// The logs in the order of their lines.
    public internal(set) var logs: [Log] = []
    /// The witnesses in the order of their lines.
    public internal(set) var witnesses: [Witness] = []
    /// The groups in the order of their lines.
    public internal(set) var groups: [Group] = []
    /// The witness or group that must count; `nil` for `none`.
    public internal(set) var quorum: String?

    init() {}

    /// Makes a policy that trusts logs alone, without witnesses.
    ///
    /// - Parameter keys: The logs' keys; the name of each is its log's origin.
    public init(logs keys: [VerifierKey]) {
        logs = keys.map { Log($0) }
    }

    /// Parses a policy.
    ///
    /// - Parameter text: The whole file.
    /// - Throws: ``PolicyError`` with the line and what to do about it.
    public init(parsing text: String) throws(PolicyError) {
        var parser = PolicyParser()
        self = try parser.parse(Array(text.utf8))
    }
}
