import Merkle

/// The map of all histories at one anchor after the other: what came in between is hashed anew.
///
/// Gives what ``Heads/map`` gives, which hashes everything: a log with a checkpoint a day has
/// thousands of anchors.
struct AuditedMap {
    private var map = GrowingMap()
    /// By subject number - 1: the key under which it stands in the map.
    private var keys: [MerkleHash?] = []
    private var isTouched: [Bool] = []
    private var touched: [Int] = []
    /// The number of subjects in the map; it has fewer keys when two have the same.
    private var subjectCount = 0

    /// Notes that an entry about `subject` has come.
    mutating func touch(_ subject: UInt64) {
        let index = Int(subject - 1)
        while keys.count <= index {
            keys.append(nil)
            isTouched.append(false)
        }
        guard !isTouched[index] else { return }
        isTouched[index] = true
        touched.append(index)
    }

    /// What an anchor must say of `heads`; `nil` when two subjects have one key.
    mutating func commitment(to heads: Heads) -> (root: MerkleHash, subjectCount: UInt64)? {
        if !takeTouched(heads) {
            self = AuditedMap()
            for number in 0..<UInt64(heads.subjects.count) { touch(number + 1) }
            guard takeTouched(heads) else { return nil }
        }
        return (map.root(), UInt64(subjectCount))
    }

    /// Takes over the heads that have changed; `false` when the map has to be made from nothing.
    private mutating func takeTouched(_ heads: Heads) -> Bool {
        for index in touched {
            isTouched[index] = false
            let subject = heads.subjects[index]
            let key = subject.count > 0 ? subject.key : nil
            // Only in a damaged log does a subject get another key, or lose its entries.
            guard keys[index] == nil || keys[index] == key else { return false }
            guard let key else { continue }
            if keys[index] == nil { subjectCount += 1 }
            keys[index] = key
            let head = SubjectHead(count: subject.count, running: subject.running)
            map.set(MapKey(hash: key), head.value)
        }
        touched.removeAll(keepingCapacity: true)
        return map.count == subjectCount
    }
}
