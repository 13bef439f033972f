import Foundation
import LMDB

/// Puts new files in the place of a log's, without a byte of what was deleted.
///
/// LMDB copies pages before it changes them, so deleted records stay in free pages and in the
/// unused parts of others until they are written over. Record by record into new files, nothing of
/// them is left. Each file is written beside the old one, synced, compared, and put in its place in
/// one step; whatever a crash leaves can be done again.
package struct LogRewrite {
    /// Where a completion of erasures has come to; a test may end it there, as a crash would.
    package enum Step: CaseIterable, Sendable {
        case keysWritten, keysInPlace, logWritten, logInPlace, keyDestroyed, recorded
    }

    private let path: String
    private let options: EnvironmentOptions
    private let reached: (Step) throws -> Void

    /// Prepares to rewrite the log at `path`, which the caller has for itself.
    ///
    /// - Parameters:
    ///   - path: The log's folder; see `LogFolder.lockAlone`.
    ///   - mapSizeBytes: The size of the memory map.
    ///   - reached: Called after each step.
    /// - Throws: The file system, when what an earlier try has left cannot be removed.
    package init(
        at path: String, mapSizeBytes: Int? = nil, reached: @escaping (Step) throws -> Void
    ) throws {
        self.path = path
        self.reached = reached
        var options = EnvironmentOptions(creation: .mustExist)
        if let mapSizeBytes { options.mapSizeBytes = mapSizeBytes }
        self.options = options
        try removeDrafts()
        try FileManager.default.createDirectory(
            atPath: drafts, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    private var drafts: String { path + "/rewrite" }
    private var keyPath: String { path + "/keys" }

    /// Removes what is half-written.
    package func removeDrafts() throws {
        guard FileManager.default.fileExists(atPath: drafts) else { return }
        try FileManager.default.removeItem(atPath: drafts)
    }

    // MARK: Keys

    /// Whether the log's keys are wrapped under `wrapping`.
    package func isWrapped(under wrapping: any KeyWrapping) throws -> Bool {
        try withKeys { environment in
            let keys: Table<[UInt8]> = try environment.openTable("keys")
            let name = KeyName(owner: .log, keyClass: .index, generation: 1).bytes
            let stored = try environment.read { transaction in
                try keys.withValue(for: name, in: transaction) { Array(copying: $0) }
            }
            guard let stored else {
                throw OpenError.wrongKey(reason: "its key folder has no keys")
            }
            return (try? WrappedKey.unwrap(stored, name, with: wrapping)) != nil
        }
    }

    /// Wraps every key under another wrapping key, in new files.
    ///
    /// The old one is noted as retired until ``forgetRetired(_:)``: with it, old files still open.
    ///
    /// - Throws: ``OpenError/wrongKey(reason:)``, what wrapping throws, or the storage.
    package func rewrapKeys(
        from old: any KeyWrapping, to new: any KeyWrapping
    ) throws {
        let draft = drafts + "/keys"
        try withKeys { environment in
            let counts = try environment.rewrite(
                to: draft,
                changing: { table, name, value in
                    guard table == "keys" else { return value }
                    let key = try WrappedKey.unwrap(value, name, with: old)
                    return try WrappedKey.wrap(key, name, under: new)
                })
            try check(draft, counts) { written in
                let keys: Table<[UInt8]> = try written.openTable("keys")
                try written.read { transaction in
                    try keys.forEach(in: transaction) { name, value in
                        _ = try WrappedKey.unwrap(Array(copying: value), name, with: new)
                        return .next
                    }
                }
                let retired: Table<[UInt8]> = try written.openTable("retired")
                try written.write {
                    try retired.put(Self.name(old), value: [UInt8]().span, in: $0)
                }
            }
        }
        try reached(.keysWritten)
        try Environment.replace(keyPath, with: draft)
        try reached(.keysInPlace)
    }

    /// The ids of wrapping keys that no key is under any more, and that may still exist.
    package func retiredKeys() throws -> [String] {
        try withKeys { environment in
            let retired: Table<[UInt8]> = try environment.openTable("retired")
            var ids: [String] = []
            try environment.read { transaction in
                try retired.forEach(in: transaction) { id, _ in
                    ids.append(String(decoding: id, as: UTF8.self))
                    return .next
                }
            }
            return ids
        }
    }

    /// Takes in that retired wrapping keys are destroyed.
    package func forgetRetired() throws {
        try withKeys { environment in
            let retired: Table<[UInt8]> = try environment.openTable("retired")
            try environment.write { try retired.removeAll(in: $0) }
        }
    }

    private static func name(_ wrapping: any KeyWrapping) -> [UInt8] {
        Array(wrapping.keyID.utf8.prefix(255))
    }

    private func withKeys<Result>(_ body: (Environment) throws -> Result) throws -> Result {
        let environment = try Environment.open(at: keyPath, options: options)
        let result = Swift.Result { try body(environment) }
        try environment.close()
        return try result.get()
    }

    // MARK: Log

    /// Writes entries, sealed records and everything else of the log into new files.
    package func rewriteLog(progress: (Int, Int) -> Void) throws {
        let draft = drafts + "/log"
        let environment = try Environment.open(at: path, options: options)
        let result = Result {
            let total = try count(of: environment)
            let last = try lastEntry(of: environment)
            let counts = try environment.rewrite(to: draft, progress: { progress($0, total) })
            try check(draft, counts) { written in
                guard try lastEntry(of: written) == last, counts.values.reduce(0, +) == total
                else { throw LMDBError.corrupted(subject: draft) }
            }
        }
        try environment.close()
        try result.get()
        try reached(.logWritten)
        try Environment.replace(path, with: draft)
        try removeDrafts()
        try reached(.logInPlace)
    }

    private func count(of environment: Environment) throws -> Int {
        let tables = try environment.tableNames().map {
            try environment.openTable($0, key: [UInt8].self)
        }
        return try environment.read { transaction in
            try tables.reduce(0) { $0 + (try $1.count(in: transaction)) }
        }
    }

    private func lastEntry(of environment: Environment) throws -> [UInt8]? {
        let entries: Table<[UInt8]> = try environment.openTable("entries")
        return try environment.read { transaction in
            guard let last = try entries.lastKey(in: transaction) else { return nil }
            return try entries.withValue(for: last, in: transaction) { Array(copying: $0) }
        }
    }

    /// Opens what was written and compares the number of records of each table.
    private func check(
        _ draft: String, _ counts: [String: Int], _ more: (Environment) throws -> Void
    ) throws {
        let written = try Environment.open(at: draft, options: options)
        let result = Result {
            for (name, count) in counts {
                let table: Table<[UInt8]> = try written.openTable(name)
                guard try written.read({ try table.count(in: $0) }) == count else {
                    throw LMDBError.corrupted(subject: draft)
                }
            }
            try more(written)
        }
        try written.close()
        try result.get()
    }
}
