/// A parser with good inputs and the rules that hold for every input.
struct FuzzTarget {
    enum Judgement {
        /// The parser refuses the input.
        case refused
        /// The parser takes the input, and every rule holds.
        case taken
        /// A rule is broken.
        case fault(String)
    }

    let name: String
    let corpus: [[UInt8]]
    let judge: ([UInt8]) -> Judgement
}

extension FuzzTarget {
    /// A target whose parsed values give their own bytes again.
    ///
    /// - Parameters:
    ///   - name: What the command line calls it.
    ///   - corpus: Good inputs.
    ///   - parse: The parser; `nil` when it refuses.
    ///   - bytes: The value's bytes.
    ///   - fault: A further rule; the reason when it is broken.
    init<Value>(
        _ name: String, _ corpus: [[UInt8]], parse: @escaping ([UInt8]) -> Value?,
        bytes: @escaping (Value) -> [UInt8], fault: @escaping (Value) -> String? = { _ in nil }
    ) {
        self.name = name
        self.corpus = corpus
        judge = { input in
            guard let value = parse(input) else { return .refused }
            guard bytes(value) == input else { return .fault("other bytes after parsing") }
            return fault(value).map(Judgement.fault) ?? .taken
        }
    }
}
