import Glibc
import LMDB
import Synchronization
import Testing

@Suite struct TransactionGateTests {
    @Test func `newcomers wait until a resize has ended`() async throws {
        let gate = TransactionGate()
        let isResized = Mutex(false)
        let arrived = Atomic(0)
        try await onThreads(3) { thread in
            if thread > 0 {
                while arrived.load(ordering: .acquiring) == 0 { sched_yield() }
                arrived.add(1, ordering: .releasing)
                #expect(gate.enter(isNested: false))
                #expect(isResized.withLock { $0 })
                gate.leave()
                return
            }
            let isDone = try gate.resize {
                arrived.add(1, ordering: .releasing)
                while arrived.load(ordering: .acquiring) < 3 { sched_yield() }
                // Give the newcomers every chance to come in too early.
                for _ in 0..<2_000 { sched_yield() }
                isResized.withLock { $0 = true }
            }
            #expect(isDone)
        }
    }

    @Test func `a resize waits for the last one inside, who may nest`() async throws {
        let gate = TransactionGate()
        let isInside = Atomic(false)
        let count = Atomic(1)
        try await onThreads(2) { thread in
            if thread == 0 {
                #expect(gate.enter(isNested: false))
                isInside.store(true, ordering: .releasing)
                for _ in 0..<2_000 {
                    #expect(gate.enter(isNested: true))
                    gate.leave()
                    sched_yield()
                }
                count.subtract(1, ordering: .releasing)
                gate.leave()
                return
            }
            while !isInside.load(ordering: .acquiring) { sched_yield() }
            let isDone = try gate.resize {
                #expect(count.load(ordering: .acquiring) == 0)
            }
            #expect(isDone)
        }
    }

    @Test func `a closed gate lets nobody in`() throws {
        let gate = TransactionGate()
        #expect(gate.enter(isNested: false))
        #expect(gate.close() == 1)
        gate.leave()
        #expect(gate.close() == 0)
        #expect(!gate.enter(isNested: false))
        #expect(try !gate.resize {})
    }
}
