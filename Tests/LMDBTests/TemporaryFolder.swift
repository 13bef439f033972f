import Glibc
import LMDB

/// Runs `body` with a new folder, and removes the folder afterwards.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/lmdb-tests-XXXXXX".utf8CString)
    let made = unsafe mkdtemp(&template) != nil
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard made else { throw LMDBError.pathMissing(path: path) }
    defer { removeFolder(path) }
    try await body(path)
}

/// Removes a folder with the files and folders in it.
private func removeFolder(_ path: String) {
    if let folder = unsafe opendir(path) {
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if unsafe unlink(path + "/" + name) != 0 { removeFolder(path + "/" + name) }
        }
        unsafe closedir(folder)
    }
    unsafe rmdir(path)
}

/// The size of the file at `path` in bytes; -1 when there is none.
func fileSize(_ path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : -1
}

/// The permission bits of the file at `path`.
func permissions(_ path: String) -> UInt32 {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}

extension EnvironmentOptions {
    /// Options for tests: a map that every tool accepts, also thread sanitizer.
    static func test(
        mapSizeBytes: Int = 1 << 30, maximumMapSizeBytes: Int = 1 << 33,
        access: Access = .readWrite,
        creation: Creation = .createIfMissing
    ) -> EnvironmentOptions {
        EnvironmentOptions(
            mapSizeBytes: mapSizeBytes, maximumMapSizeBytes: maximumMapSizeBytes, access: access,
            creation: creation)
    }
}

extension Environment {
    /// Opens the environment at `path` with options for tests.
    static func test(_ path: String, _ options: EnvironmentOptions = .test()) throws -> Environment
    {
        try open(at: path, options: options)
    }
}

extension Table {
    /// A copy of the value of `key`.
    func bytes<Access: Transaction & ~Copyable>(
        of key: Key, in transaction: borrowing Access
    ) throws -> [UInt8]? {
        try withValue(for: key, in: transaction) { Array(copying: $0) }
    }

    /// Stores a copy of `bytes`.
    func put(_ key: Key, _ bytes: [UInt8], in transaction: borrowing WriteTransaction) throws {
        try put(key, value: bytes.span, in: transaction)
    }

    /// All keys a scan sees.
    func keys<Access: Transaction & ~Copyable>(
        from start: Key? = nil, through last: Key? = nil, upTo end: Key? = nil,
        direction: Direction = .forward, in transaction: borrowing Access
    ) throws -> [Key] {
        var keys: [Key] = []
        try forEach(
            from: start, through: last, upTo: end, direction: direction, in: transaction
        ) { key, _ in
            keys.append(key)
            return .next
        }
        return keys
    }
}

/// A random generator whose numbers follow from its seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    // SplitMix64, Steele, Lea and Flood 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
