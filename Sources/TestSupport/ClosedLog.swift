import LMDB

/// A log in a folder that nobody has open, for changing behind its back what is stored of it.
public struct ClosedLog: Sendable {
    private let path: String

    /// Names the log's own folder.
    public init(_ path: String) { self.path = path }

    /// Changes or, with `nil`, deletes what is stored as the entry at `position`.
    ///
    /// - Parameters:
    ///   - position: Of the entry.
    ///   - change: Gets four bytes of checksum, then the entry's bytes.
    /// - Throws: A storage error.
    public func change(entry position: UInt64, _ change: (inout [UInt8]?) -> Void) throws {
        try self.change("entries", position, change)
    }

    /// Changes or, with `nil`, deletes the sealed words of the entry at `position`.
    public func change(words position: UInt64, _ change: (inout [UInt8]?) -> Void) throws {
        try self.change("sealed", position, change)
    }

    private func change(
        _ tableName: String, _ position: UInt64, _ change: (inout [UInt8]?) -> Void
    ) throws {
        let options = EnvironmentOptions(mapSizeBytes: 1 << 26)
        let environment = try Environment.open(at: path, options: options)
        let table = try environment.openTable(tableName, key: UInt64.self)
        try environment.write { transaction in
            var value = try table.withValue(for: position, in: transaction) { Array(copying: $0) }
            change(&value)
            if let value {
                try table.put(position, value: value.span, in: transaction)
            } else {
                try table.delete(position, in: transaction)
            }
        }
        try environment.close()
    }
}
