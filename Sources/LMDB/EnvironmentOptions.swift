/// How an ``Environment`` is opened.
public struct EnvironmentOptions: Hashable, Sendable {
    /// What the process may do with the environment.
    public enum Access: Hashable, Sendable {
        /// Read and write; creates tables when they are missing.
        case readWrite
        /// Read only, also beside a writer in another process; needs the right to write the lock
        /// file, in which readers announce themselves.
        case readOnly
    }

    /// What to do when there is no environment at the path.
    public enum Creation: Hashable, Sendable {
        /// Make the folder (mode 0700) and its files (mode 0600); the parent folder must exist.
        case createIfMissing
        /// Throw ``LMDBError/pathMissing(path:)``.
        case mustExist
    }

    /// Address space reserved at open, in bytes; default 1 TiB.
    ///
    /// It costs neither disk nor memory: the file is as long as its data. Rounded up to whole
    /// pages.
    public var mapSizeBytes: Int
    /// How far the map may grow, in bytes; never less than `mapSizeBytes`.
    public var maximumMapSizeBytes: Int
    /// How many tables may be open; at least 1, default 16.
    public var maximumTables: Int
    /// How many read transactions may be live in all processes together; default 126.
    ///
    /// The first process that opens the environment decides for all.
    public var maximumReaders: Int
    /// What the process may do; default ``Access/readWrite``.
    public var access: Access
    /// Whether to create what is missing; ignored, as never, when opened read-only.
    public var creation: Creation

    /// Makes options; every one has a default that suits a large log.
    ///
    /// - Parameters:
    ///   - mapSizeBytes: Address space reserved at open.
    ///   - maximumMapSizeBytes: How far the map may grow; `nil` means 64 TiB, or `mapSizeBytes` if
    ///     that is more.
    ///   - maximumTables: How many tables may be open.
    ///   - maximumReaders: How many read transactions may be live in all processes together.
    ///   - access: What the process may do.
    ///   - creation: Whether to create what is missing.
    public init(
        mapSizeBytes: Int = 1 << 40,
        maximumMapSizeBytes: Int? = nil,
        maximumTables: Int = 16,
        maximumReaders: Int = 126,
        access: Access = .readWrite,
        creation: Creation = .createIfMissing
    ) {
        self.mapSizeBytes = mapSizeBytes
        self.maximumMapSizeBytes = maximumMapSizeBytes ?? max(mapSizeBytes, 1 << 46)
        self.maximumTables = maximumTables
        self.maximumReaders = maximumReaders
        self.access = access
        self.creation = creation
    }

    func checkRanges() {
        precondition(mapSizeBytes > 0, "mapSizeBytes must be positive")
        precondition(
            maximumMapSizeBytes >= mapSizeBytes,
            "maximumMapSizeBytes must not be less than mapSizeBytes")
        precondition((1...4_096).contains(maximumTables), "maximumTables must be 1 to 4096")
        precondition((1...65_536).contains(maximumReaders), "maximumReaders must be 1 to 65536")
    }
}
