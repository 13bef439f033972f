/// One target for some time.
struct FuzzRun {
    enum Outcome {
        case passed(String)
        case failed(String)
    }

    /// Resident memory may grow by this much after the first inputs.
    static let growthLimitBytes = 64 << 20
    private static let warmUpCount = 2_000

    let target: FuzzTarget
    let seed: UInt64
    let seconds: Double

    func start() -> Outcome {
        var mutator = Mutator(seed: seed, corpus: target.corpus)
        for good in target.corpus {
            guard case .taken = target.judge(good) else {
                return .failed("\(target.name): a good input is refused: \(text(good))")
            }
        }
        let end = ContinuousClock.now + .seconds(seconds)
        var (count, taken, startBytes) = (0, 0, 0)
        while count < Self.warmUpCount || ContinuousClock.now < end {
            if count == Self.warmUpCount { startBytes = Memory.residentBytes }
            let input = mutator.next()
            count += 1
            switch target.judge(input) {
            case .refused: break
            case .taken: taken += 1
            case .fault(let reason):
                return .failed(
                    "\(target.name): \(reason); seed \(seed), execution \(count): \(text(input))")
            }
        }
        let growth = startBytes == 0 ? 0 : Memory.residentBytes - startBytes
        let summary =
            "\(target.name): seed \(seed), executions \(count), taken \(taken), "
            + "memory grew by \(growth >> 10) KiB"
        return growth <= Self.growthLimitBytes ? .passed(summary) : .failed(summary)
    }

    /// The input in a form that a terminal does not change.
    private func text(_ input: [UInt8]) -> String {
        input.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
