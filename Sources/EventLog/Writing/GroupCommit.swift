import LMDB

/// One transaction for several requests; a request that fails takes no other one with it.
struct GroupCommit {
    let store: any EntryStore
    let keys: KeyStore?

    struct Outcome {
        var results: [Result<[Receipt], any Error>]
        var growth: Writer.Growth
    }

    private struct RequestFailed: Error {
        var index: Int
        var cause: any Error
    }

    /// Commits the requests of `group` together.
    ///
    /// A request that failed half-way is left out and the others are done again.
    func run(_ group: [AppendRequest], _ state: inout WriterState) -> Outcome {
        var failures: [Int: any Error] = [:]
        if state.isStale, let error = reload(&state) { return allFailed(group, failures, error) }
        while true {
            do {
                return try attempt(group, without: &failures, &state)
            } catch let failed as RequestFailed {
                failures[failed.index] = failed.cause
                if let error = reload(&state) { return allFailed(group, failures, error) }
            } catch {
                _ = reload(&state)
                return allFailed(group, failures, error)
            }
        }
    }

    private func attempt(
        _ group: [AppendRequest], without failures: inout [Int: any Error],
        _ state: inout WriterState
    ) throws -> Outcome {
        let durability = durability(of: group)
        var isRetry = false
        var results: [Int: [Receipt]] = [:]
        var refused = failures
        try store.transact(durability) { transaction in
            // The store runs this again after it has grown, or another process has appended
            // since the last transaction: memory starts over as well.
            let isOvertaken = try transaction.size() != state.size
            if isRetry || isOvertaken { try state.reload() }
            isRetry = true
            results.removeAll(keepingCapacity: true)
            state.clearTouched()
            for (index, request) in group.enumerated() where refused[index] == nil {
                let sizeBefore = state.size
                do {
                    results[index] = try state.append(request, in: transaction)
                } catch  where state.size == sizeBefore && !isFatal(error) {
                    refused[index] = error
                } catch  where !isFatal(error) {
                    throw RequestFailed(index: index, cause: error)
                }
            }
            try keys?.flush(durability)
        }
        failures = refused
        let ordered = group.indices.map { index -> Result<[Receipt], any Error> in
            if let receipts = results[index] { return .success(receipts) }
            return .failure(refused[index] ?? AppendError.closed)
        }
        let growth = state.growth()
        state.didPublish()
        return Outcome(results: ordered, growth: growth)
    }

    /// An error of the storage concerns the whole transaction, any other one only its request.
    private func isFatal(_ error: any Error) -> Bool { error is LMDBError }

    /// One durable request makes the whole group durable.
    private func durability(of group: [AppendRequest]) -> Durability {
        group.allSatisfy { $0.durability == .relaxed } ? .relaxed : .durable
    }

    private func reload(_ state: inout WriterState) -> (any Error)? {
        do {
            try state.reload()
            return nil
        } catch {
            return error
        }
    }

    private func allFailed(
        _ group: [AppendRequest], _ failures: [Int: any Error], _ error: any Error
    ) -> Outcome {
        Outcome(
            results: group.indices.map { .failure(failures[$0] ?? error) },
            growth: Writer.Growth(
                size: 0, lastRecordedAt: Instant(microseconds: 0), subjects: [], scopes: []))
    }
}

extension WriterState {
    /// What readers learn: about the entries appended since ``clearTouched()``, or everything
    /// when memory was read anew, for then others may have appended as well.
    func growth() -> Writer.Growth {
        guard !isReloaded else { return wholeGrowth() }
        return Writer.Growth(
            size: heads.size, lastRecordedAt: heads.lastRecordedAt,
            subjects: touched.lazy.filter { $0.subject > 0 }.map {
                ($0.subject, heads.subject($0.subject).last)
            },
            scopes: touched.lazy.filter { $0.scope > 0 }.map {
                ($0.scope, heads.lastOfScope($0.scope))
            })
    }

    private func wholeGrowth() -> Writer.Growth {
        Writer.Growth(
            size: heads.size, lastRecordedAt: heads.lastRecordedAt,
            subjects: heads.subjects.enumerated().map { (UInt64($0) + 1, $1.last) },
            scopes: heads.scopes.enumerated().map { (UInt64($0) + 1, $1) })
    }
}
