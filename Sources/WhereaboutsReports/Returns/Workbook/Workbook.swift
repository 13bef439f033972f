/// A workbook of one sheet (ECMA-376, Office Open XML): a line of titles, then rows.
///
/// Text stands in the cells, days are days; no times, names or settings of the machine.
struct Workbook {
    let sheet: String
    let titles: [String]

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// Writes the workbook; `rows` hands over every row, and is asked twice.
    ///
    /// Gives the number of rows.
    func write(
        to sink: @escaping ([UInt8]) throws -> Void,
        _ rows: @escaping (_ body: ([ReturnCell]) throws -> Void) throws -> Void
    ) throws -> Int {
        var zip = ZipWriter(to: sink)
        for (name, text) in parts { try zip.add(name) { try $0(Array(text.utf8)) } }
        let counter = Counter()
        try zip.add("xl/worksheets/sheet1.xml") { sink in
            counter.count = 0
            try writeSheet(to: sink) { body in
                try rows { row in
                    counter.count += 1
                    try body(row)
                }
            }
        }
        try zip.finish()
        return counter.count
    }

    private final class Counter {
        var count = 0
    }

    private func writeSheet(
        to sink: @escaping ([UInt8]) throws -> Void,
        _ rows: (_ body: ([ReturnCell]) throws -> Void) throws -> Void
    ) throws {
        var buffer = Array((Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetData>").utf8)
        var number = 0
        func add(_ cells: [ReturnCell]) throws {
            number += 1
            buffer += "<row r=\"\(number)\">".utf8
            for (place, cell) in cells.enumerated() {
                if let xml = cell.xml(at: Self.column(place) + "\(number)") { buffer += xml.utf8 }
            }
            buffer += "</row>".utf8
            guard buffer.count > 1 << 16 else { return }
            try sink(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try add(titles.map { .text($0) })
        try rows(add)
        buffer += "</sheetData></worksheet>".utf8
        try sink(buffer)
    }

    /// The letters of a column, counted from 0: A to Z, then AA.
    private static func column(_ place: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place % 26)))
        return place < 26 ? letter : column(place / 26 - 1) + letter
    }

    private var parts: [(name: String, text: String)] {
        let relation = "<Relationship Id=\"rId1\" Type=\"\(Self.office)/officeDocument\" "
        return [
            (
                "[Content_Types].xml",
                Self.head + "<Types xmlns=\"\(Self.package)/content-types\">"
                    + "<Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                    + Self.override("/xl/workbook.xml", "sheet.main")
                    + Self.override("/xl/styles.xml", "styles")
                    + Self.override("/xl/worksheets/sheet1.xml", "worksheet") + "</Types>"
            ),
            (
                "_rels/.rels",
                Self.head + "<Relationships xmlns=\"\(Self.package)/relationships\">" + relation
                    + "Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                Self.head + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
                    + "<sheet name=\"\(sheet)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.head + "<Relationships xmlns=\"\(Self.package)/relationships\">"
                    + Self.relation(1, "worksheet", "worksheets/sheet1.xml")
                    + Self.relation(2, "styles", "styles.xml") + "</Relationships>"
            ), ("xl/styles.xml", Self.styles),
        ]
    }

    private static func override(_ part: String, _ name: String) -> String {
        "<Override PartName=\"\(part)\" ContentType=\"\(type).\(name)+xml\"/>"
    }

    private static func relation(_ number: Int, _ name: String, _ target: String) -> String {
        "<Relationship Id=\"rId\(number)\" Type=\"\(office)/\(name)\" Target=\"\(target)\"/>"
    }

    /// Style 0 is plain, style 1 a day.
    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"1\">"
        + "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
        + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
        + "</cellStyleXfs><cellXfs count=\"2\">"
        + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
        + "applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
}
