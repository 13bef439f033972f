package import Merkle

/// The facts of the log's own entries, as far as the log itself reads and writes them.
///
/// The messages are those of `vocabulary.proto`; a test compares the bytes with the generated code.
package enum LogFacts {
    private static let textField: UInt64 = 1
    private static let secondTextField: UInt64 = 2

    /// The origin that `LogCreated` gives the log; `nil` for other facts.
    package static func origin(_ facts: ArraySlice<UInt8>) -> String? {
        text(of: textField, in: facts)
    }

    /// The verifier key that `SigningKeyDeclared` names; `nil` when it is none.
    package static func verifierKey(_ facts: ArraySlice<UInt8>) -> VerifierKey? {
        text(of: textField, in: facts).flatMap { VerifierKey($0) }
    }

    /// The facts of `SigningKeyDeclared`.
    package static func declaring(
        _ key: VerifierKey, replacing old: VerifierKey?
    ) -> [UInt8] {
        var facts: [UInt8] = []
        Wire.append(bytes: Array(key.description.utf8), field: textField, to: &facts)
        if let old {
            Wire.append(bytes: Array(old.description.utf8), field: secondTextField, to: &facts)
        }
        return facts
    }

    private static func text(of number: UInt64, in facts: ArraySlice<UInt8>) -> String? {
        let bytes = Array(facts)
        var text: String?
        let isMessage = Wire.forEachField(of: bytes.span) { field, value in
            if field == number, case .bytes(let range) = value {
                text = String(validating: bytes[range], as: UTF8.self)
            }
        }
        return isMessage ? text : nil
    }
}
