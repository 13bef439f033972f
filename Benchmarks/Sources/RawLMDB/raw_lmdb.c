#include "raw_lmdb.h"

#include <lmdb.h>
#include <stdlib.h>
#include <string.h>

struct raw_lmdb {
    MDB_env *environment;
    MDB_dbi entries, nodes;
};

int raw_lmdb_open(const char *path, int is_new, raw_lmdb **opened) {
    raw_lmdb *log = calloc(1, sizeof *log);
    MDB_txn *transaction = NULL;
    int code = mdb_env_create(&log->environment);
    if (code == 0) code = mdb_env_set_maxdbs(log->environment, 16);
    if (code == 0) code = mdb_env_set_mapsize(log->environment, (size_t)1 << 40);
    unsigned flags = MDB_NOTLS | (is_new ? MDB_NOSYNC : MDB_RDONLY);
    if (code == 0) code = mdb_env_open(log->environment, path, flags, 0600);
    if (code == 0)
        code = mdb_txn_begin(log->environment, NULL, is_new ? 0 : MDB_RDONLY, &transaction);
    if (code == 0)
        code = mdb_dbi_open(transaction, "entries", is_new ? MDB_CREATE : 0, &log->entries);
    if (code == 0 && is_new) code = mdb_dbi_open(transaction, "nodes", MDB_CREATE, &log->nodes);
    if (code == 0) code = mdb_txn_commit(transaction);
    if (code != 0) {
        raw_lmdb_close(log);
        return code;
    }
    *opened = log;
    return 0;
}

void raw_lmdb_close(raw_lmdb *log) {
    mdb_env_close(log->environment);
    free(log);
}

static void store_key(uint64_t position, uint8_t key[8]) {
    uint64_t stored = __builtin_bswap64(position);
    memcpy(key, &stored, 8);
}

int raw_lmdb_load(raw_lmdb *log, uint64_t first, raw_lmdb_values *values) {
    MDB_txn *transaction;
    int code = mdb_txn_begin(log->environment, NULL, MDB_RDONLY, &transaction);
    if (code != 0) return code;
    MDB_stat statistics;
    mdb_stat(transaction, log->entries, &statistics);
    size_t capacity = 0, used = 0;
    values->bytes = NULL;
    values->ends = malloc((statistics.ms_entries + 1) * sizeof *values->ends);
    values->count = 0;
    uint8_t key_bytes[8];
    store_key(first, key_bytes);
    MDB_val key = {8, key_bytes}, value;
    MDB_cursor *cursor;
    code = mdb_cursor_open(transaction, log->entries, &cursor);
    if (code == 0) code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    for (; code == 0; code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
        if (used + value.mv_size > capacity) {
            capacity = 2 * capacity + value.mv_size;
            values->bytes = realloc(values->bytes, capacity);
        }
        memcpy(values->bytes + used, value.mv_data, value.mv_size);
        used += value.mv_size;
        values->ends[values->count++] = used;
    }
    mdb_txn_abort(transaction);
    return code == MDB_NOTFOUND ? 0 : code;
}

void raw_lmdb_free(raw_lmdb_values *values) {
    free(values->bytes);
    free(values->ends);
}

int raw_lmdb_append(raw_lmdb *log, const raw_lmdb_values *values, size_t batch) {
    size_t start = 0;
    for (size_t index = 0; index < values->count;) {
        MDB_txn *transaction;
        int code = mdb_txn_begin(log->environment, NULL, 0, &transaction);
        size_t end = index + batch < values->count ? index + batch : values->count;
        for (; code == 0 && index < end; index++) {
            uint8_t key_bytes[8];
            store_key(index, key_bytes);
            MDB_val key = {8, key_bytes};
            MDB_val value = {values->ends[index] - start, values->bytes + start};
            code = mdb_put(transaction, log->entries, &key, &value, MDB_APPEND);
            start = values->ends[index];
        }
        if (code == 0) code = mdb_txn_commit(transaction);
        if (code != 0) return code;
    }
    return 0;
}

static uint64_t load64(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    return word;
}

static uint32_t load32(const uint8_t *bytes) {
    uint32_t word;
    memcpy(&word, bytes, 4);
    return word;
}

// The offsets of the fixed fields; four bytes of checksum stand before the entry.
static uint64_t fixed_fields(const uint8_t *value) {
    const uint8_t *entry = value + 4;
    return load32(entry + 1) + load64(entry + 6) + load64(entry + 15) + load64(entry + 24)
        + load64(entry + 33) + load64(entry + 42) + load64(entry + 51) + load64(entry + 60)
        + load64(entry + 69) + load64(entry + 78) + load32(entry + 87) + load64(entry + 92)
        + __builtin_bswap64(load64(entry + 102)) + __builtin_bswap64(load64(entry + 110));
}

int raw_lmdb_scan(raw_lmdb *log, uint64_t *sum) {
    MDB_txn *transaction;
    int code = mdb_txn_begin(log->environment, NULL, MDB_RDONLY, &transaction);
    if (code != 0) return code;
    MDB_cursor *cursor;
    MDB_val key, value;
    uint64_t total = 0;
    code = mdb_cursor_open(transaction, log->entries, &cursor);
    if (code == 0) code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
    for (; code == 0; code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))
        total += fixed_fields(value.mv_data);
    mdb_txn_abort(transaction);
    *sum = total;
    return code == MDB_NOTFOUND ? 0 : code;
}

int raw_lmdb_get(raw_lmdb *log, const uint64_t *positions, size_t count, uint64_t *sum) {
    MDB_txn *transaction;
    int code = mdb_txn_begin(log->environment, NULL, MDB_RDONLY, &transaction);
    uint64_t total = 0;
    for (size_t index = 0; code == 0 && index < count; index++) {
        uint8_t key_bytes[8];
        store_key(positions[index], key_bytes);
        MDB_val key = {8, key_bytes}, value;
        code = mdb_get(transaction, log->entries, &key, &value);
        if (code == 0) total += fixed_fields(value.mv_data);
    }
    mdb_txn_abort(transaction);
    *sum = total;
    return code;
}

int raw_lmdb_begin(raw_lmdb *log, void **transaction) {
    return mdb_txn_begin(log->environment, NULL, 0, (MDB_txn **)transaction);
}

static int put(
    void *transaction, MDB_dbi table, uint64_t number, const uint8_t *bytes, size_t count,
    unsigned flags) {
    uint8_t key_bytes[8];
    store_key(number, key_bytes);
    MDB_val key = {8, key_bytes}, value = {count, (void *)bytes};
    return mdb_put(transaction, table, &key, &value, flags);
}

int raw_lmdb_put(
    raw_lmdb *log, void *transaction, uint64_t position, const uint8_t *bytes, size_t count) {
    return put(transaction, log->entries, position, bytes, count, MDB_APPEND);
}

int raw_lmdb_put_nodes(
    raw_lmdb *log, void *transaction, uint64_t number, const uint8_t *bytes, size_t count) {
    return put(transaction, log->nodes, number, bytes, count, 0);
}

int raw_lmdb_commit(void *transaction) { return mdb_txn_commit(transaction); }

void raw_lmdb_abort(void *transaction) { mdb_txn_abort(transaction); }
