/// A closed list of codes, such as `homeRisk`: each code has a name in the journal and a number on
/// the wire, both frozen.
public struct CodeList: Hashable, Sendable {
    private let index: UInt8

    init(index: Int) {
        self.index = UInt8(index)
    }

    /// Every list, in the order of `vocabulary.proto`.
    public static var all: [CodeList] { tables.indices.map(CodeList.init(index:)) }

    /// The list of that name; `nil` when there is none.
    public init?(name: String) {
        guard let index = Self.tables.firstIndex(where: { $0.name == name }) else { return nil }
        self.init(index: index)
    }

    /// The list's name in the vocabulary.
    public var name: String { Self.tables[Int(index)].name }

    /// The codes as the journal writes them; the first has number 1.
    public var codes: [String] { Self.tables[Int(index)].codes }

    /// The code with that number; `nil` for 0, which means unspecified, and for a newer code.
    public func code(_ number: Int) -> String? {
        contains(number) ? codes[number - 1] : nil
    }

    /// The number of `code`, from 1; `nil` when the list has no such code.
    public func number(of code: String) -> Int? {
        Self.tables[Int(index)].numbers[code]
    }

    /// Whether a code has that number.
    func contains(_ number: Int) -> Bool {
        number >= 1 && number <= Self.tables[Int(index)].codes.count
    }
}

/// The codes of one list.
struct CodeTable: Sendable {
    let name: String
    let codes: [String]
    let numbers: [String: Int]

    /// Makes the table of `codes`, which are parted by single spaces.
    init(_ name: String, _ codes: String) {
        self.name = name
        self.codes = codes.split(separator: " ").map(String.init)
        numbers = Dictionary(uniqueKeysWithValues: zip(self.codes, 1...))
    }
}
