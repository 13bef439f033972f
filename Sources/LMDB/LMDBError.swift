/// What went wrong in an ``Environment``, a transaction or a ``Table``.
///
/// Cases carry facts only; ``description`` says what failed, on what, and what to do next. Keys
/// and values never appear in it.
@nonexhaustive public enum LMDBError: Error, Hashable, Sendable {
    /// The step that failed.
    public enum Operation: String, Hashable, Sendable {
        /// Opening an environment.
        case open
        /// Opening or creating a table.
        case openTable = "open table"
        /// Beginning a transaction.
        case begin
        /// Committing a write transaction.
        case commit
        /// Looking up or counting.
        case read
        /// Storing a value.
        case put
        /// Storing a value above the last key.
        case append
        /// Removing values.
        case delete
        /// Walking keys in order.
        case scan
        /// Waiting until the disk holds what was committed.
        case sync
        /// Writing a copy of the environment.
        case copy
        /// Changing the size of the map.
        case resize
        /// Looking for readers whose process has died.
        case checkReaders = "check readers"
    }

    // MARK: Opening

    /// This process already has the environment open; LMDB forbids a second one.
    case alreadyOpen(path: String)
    /// The environment was closed, or became unusable after a failed resize.
    case closed(path: String)
    /// `close()` was refused because transactions are live.
    case transactionsLive(path: String, count: Int)
    /// The folder or file does not exist (ENOENT).
    case pathMissing(path: String)
    /// The user of this process may not read or write a file, or its lock (EACCES, EPERM, EROFS).
    case permissionDenied(path: String)
    /// A write in an environment opened read-only.
    case readOnly(path: String)
    /// The file ends before pages that are in use; it was cut short or copied halfway.
    case truncated(path: String, expectedBytes: Int, actualBytes: Int)
    /// The file is not an LMDB file (MDB_INVALID).
    case notADatabase(path: String)
    /// Another version of LMDB wrote the files (MDB_VERSION_MISMATCH).
    case versionMismatch(path: String)

    // MARK: Limits

    /// The data does not fit within the largest permitted map (MDB_MAP_FULL).
    case mapFull(limitBytes: Int)
    /// Another process has grown the file while this thread was inside a transaction
    /// (MDB_MAP_RESIZED).
    case mapResized(path: String)
    /// More tables than the option `maximumTables` (MDB_DBS_FULL).
    case tablesFull(table: String, limit: Int)
    /// More concurrent readers than the option `maximumReaders` (MDB_READERS_FULL).
    case readersFull(path: String, limit: Int)
    /// The thread has no room for another thread-specific key (MDB_TLS_FULL, EAGAIN).
    case threadKeysFull(path: String)
    /// One transaction changed too many pages (MDB_TXN_FULL).
    case transactionFull(subject: String)
    /// The tree is too deep for a cursor (MDB_CURSOR_FULL).
    case cursorFull(subject: String)
    /// A page has no room left for a node (MDB_PAGE_FULL).
    case pageFull(subject: String)

    // MARK: Tables

    /// The table does not exist and may not be created.
    case tableMissing(name: String)
    /// The name belongs to something that is not a plain table (MDB_INCOMPATIBLE).
    case incompatible(subject: String)
    /// An append whose key is not above the last key (MDB_KEYEXIST).
    case keyExists(table: String)
    /// LMDB found no such entry where one must be (MDB_NOTFOUND).
    case notFound(subject: String)
    /// A key outside 1 to 511 bytes.
    case badKeySize(table: String, byteCount: Int)
    /// A value that LMDB refuses for its size (MDB_BAD_VALSIZE); the limit is 4 GiB - 1.
    case badValueSize(subject: String)
    /// A stored key is not a key of the table's type; the table was opened with the wrong type.
    case badStoredKey(table: String, byteCount: Int)
    /// The table was opened after the transaction began (MDB_BAD_DBI).
    case badTableHandle(subject: String)

    // MARK: Damage

    /// A page that must exist is not there (MDB_PAGE_NOTFOUND).
    case pageNotFound(subject: String)
    /// A page has the wrong type or contents (MDB_CORRUPTED).
    case corrupted(subject: String)
    /// An earlier fatal error has disabled the environment (MDB_PANIC).
    case panic(subject: String)
    /// The transaction failed earlier and can only be aborted (MDB_BAD_TXN).
    case badTransaction(subject: String)
    /// The reader's slot was taken or released by someone else (MDB_BAD_RSLOT).
    case badReaderSlot(subject: String)

    // MARK: The system

    /// The disk or the quota is full (ENOSPC, EDQUOT).
    case storageFull(operation: Operation, subject: String)
    /// The disk refused (EIO); on commit usually a full disk, which LMDB reports this way.
    case inputOutput(operation: Operation, subject: String)
    /// Memory or address space ran out (ENOMEM).
    case outOfMemory(operation: Operation, subject: String)
    /// A file to be made exists already (EEXIST, ENOTEMPTY).
    case fileExists(path: String)
    /// Any other error number of the system or of LMDB.
    case system(code: Int32, operation: Operation)
}

extension LMDBError {
    /// Whether the error means, or on this operation usually means, that the disk is full.
    ///
    /// A full disk shows as EIO when LMDB's commit writes only part of its pages. Earlier commits
    /// stay readable, and writing goes on once there is room again.
    public var mayBeStorageFull: Bool {
        switch self {
        case .storageFull: true
        case .inputOutput(let operation, _): operation == .commit || operation == .copy
        default: false
        }
    }

    /// Whether the files are damaged, as opposed to a limit, a refusal or misuse.
    public var isDamage: Bool {
        switch self {
        case .truncated, .notADatabase, .pageNotFound, .corrupted, .badStoredKey: true
        default: false
        }
    }
}
