import EventLog
public import Whereabouts

/// Erasures and what has become of them, for people and for machines.
public struct ErasureReport: Sendable {
    private let receipts: [ErasureReceipt]

    /// Makes a report of receipts, in their order.
    public init(_ receipts: [ErasureReceipt]) { self.receipts = receipts }

    /// The report as JSON: an array of receipts.
    public var json: JSONValue { .array(receipts.map(Self.json)) }

    /// The report as text, a block a receipt.
    public var text: String {
        receipts.isEmpty ? "no erasures\n" : receipts.map(Self.text).joined(separator: "\n")
    }

    private static func text(_ receipt: ErasureReceipt) -> String {
        let state =
            switch receipt.state {
            case .pending:
                "pending: old pages and backups still hold sealed bytes; complete it"
            case .complete(let completion):
                "complete since \(LocalTime.text(completion.recordedAt)), under key "
                    + completion.keyID
            }
        return """
            erased    child \(receipt.child): \(codes(receipt.classes).joined(separator: ", "))
            recorded  \(LocalTime.text(receipt.recordedAt)), position \(receipt.position)\
            \(receipt.isRepeat ? " (before)" : ""), id \(receipt.id)
            rule      \(receipt.legalBasis): \(receipt.reason)
            gone      \(receipt.recordsDestroyed) sealed records, \(receipt.keysDestroyed) keys
            state     \(state)

            """
    }

    private static func json(_ receipt: ErasureReceipt) -> JSONValue {
        var state: JSONValue = ["state": "pending"]
        if case .complete(let completion) = receipt.state {
            state = [
                "state": "complete", "id": .string(completion.id.description),
                "position": .integer(Int64(completion.position.rawValue)),
                "recordedAt": .string(RFC3339.format(completion.recordedAt)),
                "keyId": .string(completion.keyID),
            ]
        }
        return [
            "id": .string(receipt.id.description),
            "position": .integer(Int64(receipt.position.rawValue)),
            "recordedAt": .string(RFC3339.format(receipt.recordedAt)),
            "child": .string(receipt.child.text),
            "classes": .array(codes(receipt.classes).map { .string($0) }),
            "reason": .string(receipt.reason), "legalBasis": .string(receipt.legalBasis),
            "records": .integer(Int64(receipt.recordsDestroyed)),
            "keys": .integer(Int64(receipt.keysDestroyed)),
            "repeated": .bool(receipt.isRepeat), "completion": state,
        ]
    }

    static func codes(_ classes: [WordClass]) -> [String] {
        classes.map { CodeList.wordClass.code($0.rawValue) ?? "#\($0.rawValue)" }
    }
}

extension ErasurePlan {
    /// The plan as JSON.
    public var json: JSONValue {
        [
            "child": .string(child.text),
            "classes": .array(ErasureReport.codes(classes).map { .string($0) }),
            "records": .integer(Int64(records)), "keys": .integer(Int64(keys)),
            "refused": .bool(isRefused), "linked": .array(linked.map { .string($0.text) }),
        ]
    }

    /// The plan as text.
    public var text: String {
        guard !classes.isEmpty else { return "child \(child): erased before; nothing to do\n" }
        let codes = ErasureReport.codes(classes).joined(separator: ", ")
        var text = "would erase child \(child): \(codes)\n"
        text += "  \(records) sealed records, \(keys) keys\n"
        if isRefused { text += "  refused: an episode is open\n" }
        for other in linked { text += "  also known as \(other): erase that number as well\n" }
        return text + "nothing was changed\n"
    }
}
