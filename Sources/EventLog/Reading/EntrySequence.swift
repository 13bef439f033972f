/// The entries behind a position: those that are there, then those to come.
///
/// One loop serves both: it reads from where it stands, and waits when it is at the end. So no
/// entry is missed or given twice, and a slow reader holds nobody up: entries wait in the log.
/// The sequence ends when its task is cancelled.
public struct EntrySequence: AsyncSequence, Sendable {
    /// One entry of the log.
    public typealias Element = LogEntry

    let log: EventLog
    let start: UInt64

    /// Makes an iterator that begins at the sequence's start.
    public func makeAsyncIterator() -> Iterator {
        Iterator(log: log, next: start)
    }

    /// Reads ahead in chunks and waits at the end of the log.
    public struct Iterator: AsyncIteratorProtocol {
        private let log: EventLog
        private var nextPosition: UInt64
        private var buffer: [LogEntry] = []
        private var index = 0

        // Copies are made in chunks, so that a read transaction serves many entries.
        private static let chunkLength: UInt64 = 256

        init(log: EventLog, next: UInt64) {
            self.log = log
            nextPosition = next
        }

        /// The next entry; `nil` once the task is cancelled.
        public mutating func next() async throws -> LogEntry? {
            while index == buffer.count {
                if Task.isCancelled { return nil }
                try fill()
                if buffer.isEmpty { await log.waitForGrowth(beyond: nextPosition) }
            }
            defer { index += 1 }
            return buffer[index]
        }

        private mutating func fill() throws {
            var chunk: [LogEntry] = []
            let range = Position(nextPosition)..<Position(nextPosition + Self.chunkLength)
            try log.scan(range) { header, bytes in
                guard let entry = LogEntry(copying: bytes) else {
                    throw ReadError.corrupt(position: header.position)
                }
                chunk.append(entry)
                return .next
            }
            buffer = chunk
            index = 0
            nextPosition += UInt64(chunk.count)
        }
    }
}

extension EventLog {
    /// Entries behind `position`, live: see ``EntrySequence``.
    ///
    /// - Parameter position: The last entry that the caller has seen; `nil` starts at the first.
    /// - Returns: The sequence; every iterator of it starts anew.
    public func entries(after position: Position?) -> EntrySequence {
        EntrySequence(log: self, start: position.map { $0.rawValue + 1 } ?? 0)
    }

    /// Waits for the writer of this process; of another one it looks ten times a second.
    func waitForGrowth(beyond size: UInt64) async {
        if isWritable {
            await published.wait(beyond: size)
        } else {
            try? await Task.sleep(for: .milliseconds(100))
        }
    }
}
