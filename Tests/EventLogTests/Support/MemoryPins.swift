import EventLog
import Merkle
import Synchronization

/// Pins in memory.
final class MemoryPins: CheckpointStore {
    private let saved = Mutex<[SignedCheckpoint]>([])

    func newest(of origin: String) -> SignedCheckpoint? { saved.withLock { $0.last } }

    func save(_ checkpoint: SignedCheckpoint) { saved.withLock { $0.append(checkpoint) } }

    var count: Int { saved.withLock { $0.count } }
}
