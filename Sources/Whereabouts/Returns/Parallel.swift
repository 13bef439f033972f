import Dispatch
import Synchronization

/// Work on all cores.
package enum Parallel {
    /// What `body` makes of each chunk of `values`, in their order.
    package static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], chunk: Int, _ body: @Sendable (ArraySlice<Value>) throws -> [Result]
    ) throws -> [Result] {
        let results = Mutex<[Int: [Result]]>([:])
        let failure = Mutex<(any Error)?>(nil)
        let count = (values.count + chunk - 1) / chunk
        DispatchQueue.concurrentPerform(iterations: count) { place in
            do {
                let part = try body(
                    values[place * chunk..<min(values.count, (place + 1) * chunk)])
                results.withLock { $0[place] = part }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return results.withLock { results in (0..<count).flatMap { results[$0] ?? [] } }
    }
}
