/// Writes SVG: whole numbers only, so that the same drawing is the same bytes on every machine.
struct Drawing {
    private(set) var body = ""
    /// Names what the drawing refers to in itself, such as its hatching.
    let id: String

    init(id: String) { self.id = id }

    /// Where a text starts, ends or has its middle.
    enum Anchor: String { case start, middle, end }

    mutating func rectangle(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, fill: String, stroke: String? = nil
    ) {
        let edge = stroke.map { " stroke=\"\($0)\"" } ?? ""
        body += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        body += " fill=\"\(fill)\"\(edge)/>\n"
    }

    mutating func line(
        _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, stroke: String = Ink.line, width: Int = 1,
        dashes: String = ""
    ) {
        body += "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" stroke=\"\(stroke)\""
        body += " stroke-width=\"\(width)\"\(Self.dashed(dashes))/>\n"
    }

    mutating func path(_ points: [(x: Int, y: Int)], stroke: String, dashes: String) {
        let list = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        body += "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"3\""
        body += "\(Self.dashed(dashes))/>\n"
    }

    mutating func shape(_ points: [(x: Int, y: Int)], fill: String) {
        let list = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        body += "<polygon points=\"\(list)\" fill=\"\(fill)\"/>\n"
    }

    mutating func circle(_ x: Int, _ y: Int, _ radius: Int, fill: String, stroke: String? = nil) {
        let edge = stroke.map { " stroke=\"\($0)\" stroke-width=\"2\"" } ?? ""
        body += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" fill=\"\(fill)\"\(edge)/>\n"
    }

    mutating func text(
        _ text: String, _ x: Int, _ y: Int, size: Int = 15, _ anchor: Anchor = .start,
        fill: String = Ink.text, isBold: Bool = false
    ) {
        let weight = isBold ? " font-weight=\"700\"" : ""
        body +=
            "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" text-anchor=\"\(anchor.rawValue)\""
        body += " fill=\"\(fill)\"\(weight)>\(Markup(text).html)</text>\n"
    }

    /// What is kept back: lines across, which nobody takes for an amount.
    var hatching: String { "url(#\(id)-hatch)" }

    /// The drawing with what a screen reader says of it.
    ///
    /// - Parameters:
    ///   - size: Width and height.
    ///   - title: What it shows, in a few words.
    ///   - description: What can be seen in it, in a sentence or two.
    ///   - isBroad: Whether it stays broad on a phone, where one pushes it from side to side.
    /// - Returns: An `svg` element.
    func markup(
        _ size: (width: Int, height: Int), title: String, description: String,
        isBroad: Bool = false
    ) -> Markup {
        var html = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
        html += " viewBox=\"0 0 \(size.width) \(size.height)\""
        html += " class=\"\(isBroad ? "broad" : "narrow")\""
        html += " aria-labelledby=\"\(id)-title \(id)-description\">\n"
        html += "<title id=\"\(id)-title\">\(Markup(title).html)</title>\n"
        html += "<desc id=\"\(id)-description\">\(Markup(description).html)</desc>\n"
        if body.contains(hatching) { html += hatchingPattern }
        return Markup(ours: html + body + "</svg>\n")
    }

    private var hatchingPattern: String {
        "<defs><pattern id=\"\(id)-hatch\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\""
            + " patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
            + "<rect width=\"2\" height=\"6\" fill=\"\(Ink.soft)\"/></pattern></defs>\n"
    }

    private static func dashed(_ dashes: String) -> String {
        dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    }

    /// A text that fits a width, shortened where it must be; letters are half as wide as high.
    static func fitted(_ text: String, width: Int, size: Int = 15) -> String {
        let limit = max(4, width * 100 / (size * 54))
        return text.count <= limit ? text : text.prefix(limit - 1) + "…"
    }

    /// How wide a text is, about.
    static func width(of text: String, size: Int = 15) -> Int { text.count * size * 56 / 100 }
}

/// The colours of drawings, 3 to 1 or more against white, told apart by people who see no red or
/// green, and by their darkness in grey print.
enum Ink {
    static let text = "#0b0c0c"
    static let soft = "#4a5257"
    static let line = "#b1b4b6"
    static let pale = "#e8ecef"
    static let main = "#206095"
    static let warm = "#b3501e"

    /// Lines of one drawing; each has dashes and a mark of its own too.
    static let lines = ["#206095", "#871a5b", "#118c7b", "#b3501e", "#003c57"]
    static let dashes = ["", "9 4", "3 4", "12 4 3 4", "6 6"]

    /// Steps of a heat map from the least to the most, and the colour of a number on each.
    static let steps = [
        (fill: "#dbe9f4", text: text), (fill: "#a9cbe6", text: text), (fill: "#6ea5d0", text: text),
        (fill: "#2b73ac", text: "#fff"), (fill: "#123f63", text: "#fff"),
    ]
}
