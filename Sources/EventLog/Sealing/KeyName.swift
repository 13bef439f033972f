/// Which data key: whose, for which words, and which of several in time.
public struct KeyName: Hashable, Sendable {
    /// Whose words a key seals; destroying the owner's keys destroys the owner's words.
    public enum Owner: Hashable, Sendable {
        /// A subject's own key.
        case subject(Subject)
        /// A scope's own key, for words about no subject.
        case scope(Scope)
        /// The log's key, for words about neither.
        case log

        init(_ subject: Subject, _ scope: Scope) {
            if subject != .none {
                self = .subject(subject)
            } else {
                self = scope == .none ? .log : .scope(scope)
            }
        }
    }

    /// Words that are kept, and may expire, together.
    public struct Class: RawRepresentable, Hashable, Sendable {
        /// The code on disk.
        public let rawValue: UInt8

        /// Makes a class from its code.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Free text of an episode.
        public static let narrative = Class(rawValue: 1)
        /// Who the child is: name, date of birth, the host's own id.
        public static let identity = Class(rawValue: 2)
        /// What the police told in confidence.
        public static let policeIntelligence = Class(rawValue: 3)
        /// The key of the index from hosts' ids to numbers; it seals no words.
        static let index = Class(rawValue: 255)
    }

    /// Whose key it is.
    public var owner: Owner
    /// What it seals.
    public var keyClass: Class
    /// From 1; a new one after the key was changed.
    public var generation: UInt32

    /// The name on disk, which is also what a wrapped key is bound to: 14 bytes.
    var bytes: [UInt8] {
        owner.bytes + [keyClass.rawValue] + generation.bigEndianBytes
    }
}

extension FixedWidthInteger {
    /// The bytes, most significant first.
    package var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: self >> Self($0))
        }
    }

    /// The bytes, least significant first.
    package var littleEndianBytes: [UInt8] {
        stride(from: 0, to: Self.bitWidth, by: 8).map {
            UInt8(truncatingIfNeeded: self >> Self($0))
        }
    }
}
