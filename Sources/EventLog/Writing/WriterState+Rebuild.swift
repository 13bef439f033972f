extension WriterState {
    /// Derives heads, ids and the further indexes anew, as appending the entries had done.
    mutating func rebuild(_ progress: (UInt64) -> Void) throws {
        do {
            try store.transact(.durable) { transaction in
                for index in indexes { index.reset() }
                try WriterState.deleteDerived(in: transaction)
                try WriterState.derive(indexes, keys, in: transaction, progress)
                try keys?.flush(.durable)
            }
        } catch {
            try reload()
            throw error
        }
        try reload()
    }

    /// Derives everything from the entries of an empty set of derived values.
    private static func derive(
        _ indexes: [any DerivedIndex], _ keys: KeyStore?, in transaction: any StoreWriting,
        _ progress: (UInt64) -> Void
    ) throws {
        let tail = LogTail()
        var preimage: [UInt8] = []
        let size = try transaction.size()
        while tail.heads.size < size {
            // Writing while a cursor is open would move it: read a chunk, then write.
            var chunk: [LogEntry] = []
            let end = min(size, tail.heads.size + 4_096)
            try transaction.scan(tail.heads.size..<end, .forward) { position, bytes in
                guard let entry = LogEntry(copying: bytes) else {
                    throw ReadError.corrupt(position: Position(position))
                }
                chunk.append(entry)
                return .next
            }
            for entry in chunk {
                if entry.header.kind == ErasureNotice.kind {
                    try tail.erased.note(entry, in: transaction)
                }
                try note(entry, tail, &preimage, indexes, keys, in: transaction)
            }
            progress(tail.heads.size)
        }
    }

    private static func note(
        _ entry: LogEntry, _ tail: LogTail, _ preimage: inout [UInt8],
        _ indexes: [any DerivedIndex], _ keys: KeyStore?, in transaction: any StoreWriting
    ) throws {
        let bytes = entry.bytes.span
        tail.heads.note(bytes, entry.header, &preimage)
        try tail.ids.note(entry.header.id, in: transaction)
        let nodes = tail.tree.appendKeepingNodes(tail.heads.lastLeaf)
        try transaction.putNodes(nodes, completedAt: tail.heads.size)
        try note(bytes, indexes, keys, in: transaction)
        guard tail.heads.isSnapshotDue else { return }
        try transaction.putDerived(Heads.derivedName, tail.heads.takeSnapshot())
    }

    private static func deleteDerived(in transaction: any StoreWriting) throws {
        var names: [[UInt8]] = []
        try transaction.forEachDerived { name, _ in
            names.append(name)
            return .next
        }
        for name in names { try transaction.putDerived(name, nil) }
    }
}
