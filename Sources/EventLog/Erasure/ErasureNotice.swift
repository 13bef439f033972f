import Merkle

/// What the log itself reads of an entry that erases words: of which classes.
///
/// The owner is the entry's own. Everything else that it says is the vocabulary's.
package enum ErasureNotice {
    /// The kind's number: `WordsErased` of `vocabulary.proto`.
    package static let kind: UInt32 = 68

    /// The field of the facts that holds the classes, packed or not.
    private static let classesField: UInt64 = 1

    /// The classes that `facts` names, in their order; empty for other bytes.
    static func classes(in facts: ArraySlice<UInt8>) -> [KeyName.Class] {
        let bytes = Array(facts)
        var classes: [KeyName.Class] = []
        func add(_ code: UInt64) {
            let named = KeyName.Class(rawValue: UInt8(clamping: code))
            if !classes.contains(named) { classes.append(named) }
        }
        _ = Wire.forEachField(of: bytes.span) { field, value in
            guard field == classesField else { return }
            switch value {
            case .varint(let code): add(code)
            // A class takes one byte: the codes end below 128.
            case .bytes(let range): for code in bytes[range] { add(UInt64(code)) }
            default: break
            }
        }
        return classes
    }
}
