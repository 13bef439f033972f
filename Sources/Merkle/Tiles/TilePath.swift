/// The name of a tile or of an entry bundle (c2sp.org/tlog-tiles).
///
/// ```
/// tile/0/x001/x234/067          256 hashes of level 0, number 1234067
/// tile/1/000.p/44               the first 44 hashes of level 8
/// tile/entries/003              the entries below tile/0/003
/// ```
public struct TilePath: Hashable, Sendable {
    /// What a file of the tree holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of nodes of the tree's level `8 * level`.
        case hashes(level: Int)
        /// Entries.
        case entries
    }

    /// The number of hashes of a full tile, and of entries of a full bundle.
    public static let fullWidth = 256
    private static let maximumLevel = 63
    private static let maximumTextByteCount = 64

    /// What the file holds.
    public let content: Content
    /// The place among the files of its kind and level, counted from 0.
    public let index: UInt64
    /// The number of hashes or entries: 256, or fewer at the right edge of the tree.
    public let width: Int

    /// Names a file; `nil` when no tree can have it.
    public init?(_ content: Content, index: UInt64, width: Int = fullWidth) {
        if case .hashes(let level) = content, !(0...Self.maximumLevel).contains(level) {
            return nil
        }
        guard index <= TreeLimits.maximumSize / UInt64(Self.fullWidth),
            (1...Self.fullWidth).contains(width)
        else { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Reads a name; `nil` unless it is spelled as ``description`` would spell it.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.maximumTextByteCount else { return nil }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2, parts.removeFirst() == "tile" else { return nil }
        let kind = parts.removeFirst()
        var width: Int? = Self.fullWidth
        if parts.count > 1, parts[parts.count - 2].hasSuffix(".p") {
            width = Int(parts.removeLast())
            parts.append(parts.removeLast().dropLast(2))
        }
        let digits = parts.map { $0.hasPrefix("x") ? $0.dropFirst() : $0 }.joined()
        guard let width, let index = UInt64(digits),
            let content = kind == "entries" ? .entries : Int(kind).map(Content.hashes),
            let path = TilePath(content, index: index, width: width), path.description == text
        else { return nil }
        self = path
    }

    /// Whether the tree may still fill it.
    public var isPartial: Bool { width < Self.fullWidth }
}

extension TilePath: CustomStringConvertible {
    /// The name, from the folder of the tree on.
    public var description: String {
        let folder =
            switch content {
            case .hashes(let level): "tile/\(level)/"
            case .entries: "tile/entries/"
            }
        return folder + indexText + (isPartial ? ".p/\(width)" : "")
    }

    /// The index in groups of three digits, all but the last behind an "x".
    private var indexText: String {
        var text = Self.threeDigits(index % 1_000)
        var rest = index / 1_000
        while rest > 0 {
            text = "x" + Self.threeDigits(rest % 1_000) + "/" + text
            rest /= 1_000
        }
        return text
    }

    private static func threeDigits(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
