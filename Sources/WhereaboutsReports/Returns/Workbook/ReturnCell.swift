import Whereabouts

/// A field of a return that is written as text or into a workbook.
enum ReturnCell: Hashable {
    case text(String)
    case number(Int?)
    case day(LocalDate?)

    static let blank = ReturnCell.text("")

    /// As CSV has it: days as `dd/mm/yyyy`.
    var csv: String {
        switch self {
        case .text(let text): text
        case .number(let number): number.map { "\($0)" } ?? ""
        case .day(let day): day?.slashed ?? ""
        }
    }

    /// The cell of a worksheet at a place such as `B7`; `nil` for a blank one.
    func xml(at place: String) -> String? {
        switch self {
        case .text(""), .number(nil), .day(nil): nil
        case .text(let text):
            "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                + "\(Self.escaped(text))</t></is></c>"
        case .number(let number?): "<c r=\"\(place)\"><v>\(number)</v></c>"
        // Style 1 shows a day; workbooks count days from 30 December 1899.
        case .day(let day?): "<c r=\"\(place)\" s=\"1\"><v>\(day.daysSince1970 + 25_569)</v></c>"
        }
    }

    /// Text in XML; characters that XML 1.0 cannot hold become U+FFFD.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
