import Dispatch
import Synchronization

/// Runs `body` on `count` threads of its own, and throws the first error.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
    let outcomes = Outcomes()
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
        for index in 0..<count {
            DispatchQueue(label: "test \(index)").async {
                let outcome = Result { try body(index) }
                if outcomes.add(outcome) == count { done.resume() }
            }
        }
    }
    try outcomes.check()
}

private final class Outcomes: Sendable {
    private let all = Mutex<[Result<Void, any Error>]>([])

    func add(_ outcome: Result<Void, any Error>) -> Int {
        all.withLock { all in
            all.append(outcome)
            return all.count
        }
    }

    func check() throws {
        for outcome in all.withLock({ $0 }) { try outcome.get() }
    }
}
