/// What is wrong with one file of a tree.
public struct TileFinding: Hashable, Sendable {
    /// Why a file does not belong to the tree.
    @nonexhaustive
    public enum Reason: Hashable, Sendable {
        /// There is no such file.
        case missing
        /// The file is not a tile or a bundle.
        case unreadable(TileError)
        /// The file's hashes are not those that the tile above commits to.
        case mismatch
        /// The entry at this position is not the one that the tile of level 0 commits to.
        case entryMismatch(position: UInt64)
        /// One of the partial tiles is wrong and nothing tells which; each of them has this finding.
        case edgeMismatch
    }

    /// The file.
    public let path: TilePath
    /// What is wrong with it.
    public let reason: Reason

    /// Makes a finding about the file called `path`.
    public init(path: TilePath, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension TileFinding: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch reason {
        case .missing: "\(path) is missing; fetch it"
        case .unreadable(let error): "\(path): \(error)"
        case .mismatch: "\(path) is not of this tree; keep it as evidence and fetch it again"
        case .entryMismatch(let position):
            "\(path) has another entry at position \(position); keep it as evidence"
        case .edgeMismatch:
            "\(path), or another tile at the right edge, is not of this tree; fetch them again"
        }
    }
}
