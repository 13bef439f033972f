extension LMDBError: CustomStringConvertible {
    /// What failed, on what, with facts, and what to do next; never a key or a value.
    public var description: String {
        openingText ?? limitText ?? tableText ?? damageText ?? systemText
    }

    private var openingText: String? {
        switch self {
        case .alreadyOpen(let path):
            "\"\(path)\" is already open in this process; share the one environment"
        case .closed(let path):
            "\"\(path)\" is closed; open it again"
        case .transactionsLive(let path, let count):
            "close of \"\(path)\" refused: \(count) transactions live; let them end first"
        case .pathMissing(let path):
            "\"\(path)\" does not exist; check the path or open with createIfMissing"
        case .permissionDenied(let path):
            "\"\(path)\" or its lock file may not be used by this user; "
                + "readers need to write lock.mdb too"
        case .readOnly(let path):
            "write to \"\(path)\" refused: opened read-only; open with access readWrite"
        case .truncated(let path, let expected, let actual):
            "\"\(path)\" is cut short: \(expected) bytes needed, \(actual) found; "
                + "restore it from a complete copy"
        case .notADatabase(let path):
            "\"\(path)\" is not an LMDB file; check the path or restore a copy"
        case .versionMismatch(let path):
            "\"\(path)\" was written by another version of LMDB; open it with that version"
        default: nil
        }
    }

    private var limitText: String? {
        switch self {
        case .mapFull(let limit):
            "map full: limited to \(limit) bytes; reopen with a larger maximumMapSizeBytes"
        case .mapResized(let path):
            "\"\(path)\" was grown by another process; end the outer transaction and try again"
        case .tablesFull(let table, let limit):
            "open of table \"\(table)\" refused: limited to \(limit) tables; "
                + "reopen with a larger maximumTables"
        case .readersFull(let path, let limit):
            "read of \"\(path)\" refused: all \(limit) reader slots taken; "
                + "end readers or reopen everywhere with a larger maximumReaders"
        case .threadKeysFull(let path):
            "\"\(path)\" needs one more thread-specific key than the system has; "
                + "close other environments"
        case .transactionFull(let subject):
            "transaction on \"\(subject)\" changed too many pages; write in smaller batches"
        case .cursorFull(let subject):
            "tree of \"\(subject)\" is too deep; copy the environment and check its entries"
        case .pageFull(let subject):
            "page of \"\(subject)\" has no room; abort, then copy the environment and check it"
        default: nil
        }
    }

    private var tableText: String? {
        switch self {
        case .tableMissing(let name):
            "table \"\(name)\" does not exist; create it by opening for writing"
        case .incompatible(let subject):
            "\"\(subject)\" is not a plain table; open it with the program that made it"
        case .keyExists(let table):
            "append to table \"\(table)\" refused: the key is not above the last key; "
                + "append keys in rising order"
        case .notFound(let subject):
            "no such entry in \"\(subject)\"; read it again"
        case .badKeySize(let table, let count):
            "key of \(count) bytes refused by table \"\(table)\"; use 1 to 511 bytes"
        case .badValueSize(let subject):
            "value refused by \"\(subject)\" for its size; use at most 4294967295 bytes"
        case .badStoredKey(let table, let count):
            "table \"\(table)\" holds a key of \(count) bytes, which is not of its key type; "
                + "open it with the type it was written with"
        case .badTableHandle(let subject):
            "table \"\(subject)\" is unknown to the transaction; open tables before it begins"
        default: nil
        }
    }

    private var damageText: String? {
        switch self {
        case .pageNotFound(let subject):
            "page missing in \"\(subject)\"; restore a copy"
        case .corrupted(let subject):
            "page damaged in \"\(subject)\"; restore a copy"
        case .panic(let subject):
            "\"\(subject)\" was disabled by an earlier fatal error; close it and open it again"
        case .badTransaction(let subject):
            "transaction on \"\(subject)\" failed earlier; nothing was stored, begin a new one"
        case .badReaderSlot(let subject):
            "reader slot of \"\(subject)\" was lost; check that no other code opens lock.mdb"
        default: nil
        }
    }

    private var systemText: String {
        switch self {
        case .storageFull(let operation, let subject):
            "\(operation.rawValue) on \"\(subject)\" failed: disk or quota full; "
                + "make room and try again"
        case .inputOutput(.commit, let subject):
            "commit on \"\(subject)\" failed: input/output error, mostly a full disk; "
                + "nothing was stored, make room or check the disk and try again"
        case .inputOutput(let operation, let subject):
            "\(operation.rawValue) on \"\(subject)\" failed: input/output error; check the disk"
        case .outOfMemory(let operation, let subject):
            "\(operation.rawValue) on \"\(subject)\" failed: memory or address space used up; "
                + "use a smaller mapSizeBytes"
        case .fileExists(let path):
            "\"\(path)\" exists already; choose a new path"
        case .system(let code, let operation):
            "\(operation.rawValue) failed with error number \(code); see errno.h or lmdb.h"
        default: "unknown error"
        }
    }
}
