public import EventLog
public import Merkle
public import Whereabouts

/// Where a report comes from: the entries that it was made of, the question, and how to check it.
public struct Provenance: Hashable, Sendable {
    /// The log's name; `nil` for one without entries.
    public let origin: String?
    /// How many entries it was made of.
    public let size: UInt64
    /// The Merkle root of these (RFC 6962); `nil` for a log without entries.
    public let root: MerkleHash?
    /// As of when the question was asked.
    public let now: Instant?
    /// The question: names and values, in a fixed order.
    public let parameters: [Parameter]
    let head: ReportHead

    /// Limits that were ever set to anything but the standard, in words.
    public var thresholds: String { head.thresholdText }

    /// Whose ages are as stored, in words, as told at a level of disclosure; `nil` for nobody's.
    public func ages(at disclosure: Disclosure) -> String? {
        head.disclosed(at: disclosure).ageNote
    }

    /// One parameter of a question.
    public struct Parameter: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: String

        /// Makes a parameter.
        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// Takes the place of a view in its log.
    ///
    /// - Throws: What reading throws.
    public init(_ view: RecordsView, parameters: [Parameter] = []) throws {
        head = try ReportHead(view)
        size = view.size
        origin = try view.origin()
        root = try view.root()
        now = head.now
        self.parameters = parameters
    }

    /// How somebody else can check the report, a step each.
    public var steps: [String] {
        guard let origin, let root else { return ["The log was empty: there is nothing to check."] }
        return [
            "Ask for a signed checkpoint of the log \(origin) of \(size) entries or more, and for a "
                + "consistency proof from \(size).",
            "Verify that its root at \(size) entries is \(root.base64) "
                + "(`whereabouts verify LOG`, `whereabouts check-proof`).",
            "Ask the same question of the same entries: `--at-size \(size)` gives the same bytes.",
        ]
    }
}
