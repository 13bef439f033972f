import Mustache

/// Text that may stand in a page as it is: escaped, or written by us.
///
/// The library escapes by characters, and a quotation mark with a combining accent behind it is
/// another character than a quotation mark: it would end an attribute. This escapes by bytes.
struct Markup: Hashable, Sendable, MustacheCustomRenderable {
    /// What stands in the page.
    private(set) var html: String

    /// Escapes `text`, wherever it comes from; control characters cannot stand in a page.
    init(_ text: String) {
        let isPlain = text.utf8.allSatisfy { Self.replacement(of: $0) == nil }
        guard !isPlain else {
            html = text
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            if let replacement = Self.replacement(of: byte) {
                bytes.append(contentsOf: replacement.utf8)
            } else {
                bytes.append(byte)
            }
        }
        html = String(decoding: bytes, as: UTF8.self)
    }

    /// Takes markup that we wrote ourselves: never what comes from a log.
    init(ours html: String) { self.html = html }

    /// The parts one behind the other.
    static func joined(_ parts: some Sequence<Markup>, by separator: String = "") -> Markup {
        Markup(ours: parts.map(\.html).joined(separator: separator))
    }

    static func + (left: Markup, right: Markup) -> Markup {
        Markup(ours: left.html + right.html)
    }

    static func += (left: inout Markup, right: Markup) { left.html += right.html }

    var renderText: String { html }
    /// An empty text leaves its section of a template out.
    var isNull: Bool { html.isEmpty }

    private static func replacement(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0x09, 0x0A: nil
        case ..<0x20, 0x7F: "\u{FFFD}"
        default: nil
        }
    }
}
