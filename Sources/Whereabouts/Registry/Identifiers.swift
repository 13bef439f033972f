/// The host's own id of a child, such as `C001`: 1 to 200 bytes, no control characters, no `#` in
/// front.
///
/// It is stored sealed under the child's own key; the index to it holds a keyed hash. Where a log
/// is read without keys, or the child's words have been erased, a child is named by its number:
/// `#17`.
public struct ChildID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The id as the host writes it.
    public let text: String

    /// Takes the host's own id; limits are checked when something is recorded.
    public init(_ text: String) { self.text = text }

    /// Takes the host's own id from a literal.
    public init(stringLiteral text: String) { self.text = text }

    /// The host's own id.
    public var description: String { text }

    /// The number in `#17`; `nil` for a host's own id.
    var number: UInt64? { text.utf8.first == UInt8(ascii: "#") ? UInt64(text.dropFirst()) : nil }
}

/// The host's own id of a home, by custom its Ofsted URN: 1 to 200 bytes, no control characters, no
/// `#` in front.
public struct HomeID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The id as the host writes it.
    public let text: String

    /// Takes the host's own id; limits are checked when something is recorded.
    public init(_ text: String) { self.text = text }

    /// Takes the host's own id from a literal.
    public init(stringLiteral text: String) { self.text = text }

    /// The host's own id.
    public var description: String { text }
}

/// Who records an entry: an id of the host's, which is not a name, and the role spoken in.
public struct RecordingActor: Hashable, Sendable {
    /// The host's own id, such as `S-7`: 1 to 200 bytes, no control characters, no `#` in front.
    public let id: String
    /// The role.
    public let role: Role

    /// Makes an actor from an id and a role.
    public init(id: String, role: Role) {
        self.id = id
        self.role = role
    }

    /// Somebody who works at the home.
    public static func homeStaff(_ id: String) -> Self { Self(id: id, role: .homeStaff) }

    /// The home's registered manager (Regs 2015, regulation 5 onwards).
    public static func registeredManager(_ id: String) -> Self {
        Self(id: id, role: .registeredManager)
    }

    /// A worker of the authority that placed the child.
    public static func placingAuthorityWorker(_ id: String) -> Self {
        Self(id: id, role: .placingAuthorityWorker)
    }

    /// The police.
    public static func police(_ id: String) -> Self { Self(id: id, role: .police) }

    /// Who holds return home interviews.
    public static func rhiProvider(_ id: String) -> Self { Self(id: id, role: .rhiProvider) }

    /// A program.
    public static func system(_ id: String) -> Self { Self(id: id, role: .system) }

    /// Who brings records over from another system.
    public static func migrator(_ id: String) -> Self { Self(id: id, role: .migrator) }
}

/// The rule for ids of children, homes and actors: what begins with `#` is a number of the log's.
enum IdentifierRule {
    static let limit = 200

    static func isValid(_ text: String) -> Bool {
        (1...limit).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "#")
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
