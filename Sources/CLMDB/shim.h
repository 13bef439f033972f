#include <lmdb.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Asks for `count` bytes that stand `distance` behind `start`; they need not exist.
static inline void whereabouts_prefetch(const void *start, ptrdiff_t distance, size_t count) {
    const uintptr_t first = (uintptr_t)start + (uintptr_t)distance;
    for (size_t offset = 0; offset < count; offset += 64) {
        __builtin_prefetch((const void *)(first + offset));
    }
}

// CRC-32C by the processor's own instruction. Call it only when
// whereabouts_crc32c_is_available() says so.

#if defined(__x86_64__)

static inline int whereabouts_crc32c_is_available(void) {
    return __builtin_cpu_supports("sse4.2") != 0;
}

__attribute__((target("sse4.2"))) static inline uint32_t
whereabouts_crc32c(uint32_t seed, const void *bytes, size_t count) {
    const unsigned char *next = (const unsigned char *)bytes;
    uint64_t crc = seed;
    for (; count >= 8; count -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        crc = __builtin_ia32_crc32di(crc, word);
    }
    if (count & 4) {
        uint32_t half;
        memcpy(&half, next, 4);
        crc = __builtin_ia32_crc32si((uint32_t)crc, half);
        next += 4;
    }
    for (count &= 3; count > 0; count--, next++) {
        crc = __builtin_ia32_crc32qi((uint32_t)crc, *next);
    }
    return (uint32_t)crc;
}

#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)

static inline int whereabouts_crc32c_is_available(void) { return 1; }

static inline uint32_t whereabouts_crc32c(uint32_t seed, const void *bytes, size_t count) {
    const unsigned char *next = (const unsigned char *)bytes;
    uint32_t crc = seed;
    for (; count >= 8; count -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        crc = __builtin_arm_crc32cd(crc, word);
    }
    for (; count > 0; count--, next++) {
        crc = __builtin_arm_crc32cb(crc, *next);
    }
    return crc;
}

#else

static inline int whereabouts_crc32c_is_available(void) { return 0; }

static inline uint32_t whereabouts_crc32c(uint32_t seed, const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return seed;
}

#endif
