// The baseline: what LMDB itself does with the bytes of a log, called from C.
//
// Every function returns 0, or an error code of LMDB.

#include <stddef.h>
#include <stdint.h>

typedef struct raw_lmdb raw_lmdb;

// The stored values of entries, end to end; value i is bytes[ends[i - 1]] to bytes[ends[i]].
typedef struct {
    uint8_t *bytes;
    size_t *ends;
    size_t count;
} raw_lmdb_values;

// Opens the table `entries` in the folder `path`; with `is_new` the folder must be empty.
int raw_lmdb_open(const char *path, int is_new, raw_lmdb **opened);
void raw_lmdb_close(raw_lmdb *log);

// Copies the values from position `first` on; free them with raw_lmdb_free.
int raw_lmdb_load(raw_lmdb *log, uint64_t first, raw_lmdb_values *values);
void raw_lmdb_free(raw_lmdb_values *values);

// Appends all values with mdb_put(MDB_APPEND), without fsync, `batch` in a transaction.
int raw_lmdb_append(raw_lmdb *log, const raw_lmdb_values *values, size_t batch);

// Walks all entries with a cursor and adds up their fixed fields; no checksum.
int raw_lmdb_scan(raw_lmdb *log, uint64_t *sum);

// Looks up `count` positions in one read transaction and adds up the first bytes.
int raw_lmdb_get(raw_lmdb *log, const uint64_t *positions, size_t count, uint64_t *sum);

// One transaction without fsync; it has ended when raw_lmdb_commit has returned.
int raw_lmdb_begin(raw_lmdb *log, void **transaction);
// Appends an entry with mdb_put(MDB_APPEND).
int raw_lmdb_put(
    raw_lmdb *log, void *transaction, uint64_t position, const uint8_t *bytes, size_t count);
// Stores nodes of the tree under their number, in a table of their own.
int raw_lmdb_put_nodes(
    raw_lmdb *log, void *transaction, uint64_t number, const uint8_t *bytes, size_t count);
int raw_lmdb_commit(void *transaction);
void raw_lmdb_abort(void *transaction);
