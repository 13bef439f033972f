/// What an entry says: a number that is frozen for ever, with a name.
///
/// The number is the field number of the entry's facts in `vocabulary.proto`. A number that this
/// version does not know is a kind of a newer version: it is kept and shown as `#417`.
public struct Kind: RawRepresentable, Hashable, Comparable, Sendable {
    /// The frozen number.
    public let rawValue: UInt32

    /// The kind of that number, known or not.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The kind of that name, or of a number written as `#417`; `nil` for any other text.
    public init?(name: String) {
        if let kind = KindSchema.kindsByName[name] {
            self = kind
            return
        }
        guard name.first == "#", let number = UInt32(name.dropFirst()), name == "#\(number)" else {
            return nil
        }
        self.init(rawValue: number)
    }

    /// The name in the journal, such as `AbsenceNoted`; `#417` for a kind of a newer version.
    public var name: String {
        schema?.name ?? "#\(rawValue)"
    }

    /// The part of the vocabulary it belongs to.
    public var group: Group {
        switch rawValue {
        case 64..<100: .log
        case 100..<200: .registry
        case 200..<400: .episode
        case 400..<500: .governance
        default: .unknown
        }
    }

    /// What its facts are; `nil` for a kind of a newer version.
    public var schema: KindSchema? {
        KindSchema.of(self)
    }

    /// Orders by number.
    public static func < (left: Kind, right: Kind) -> Bool {
        left.rawValue < right.rawValue
    }

    /// A part of the vocabulary; each has its own range of numbers.
    @nonexhaustive
    public enum Group: Hashable, Sendable {
        /// What the log says about itself: 64 to 99.
        case log
        /// Homes, authorities, children and their placements: 100 to 199.
        case registry
        /// What happens to one child, each with a child: 200 to 399.
        case episode
        /// Corrections, thresholds, reports: 400 to 499.
        case governance
        /// A range that this version does not know.
        case unknown
    }
}

extension Kind: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
