import Crypto
import Foundation
import LMDB

/// Words under a key, and what an entry says about them.
///
/// The record stands in a table beside the log, so that it can be deleted:
///
/// ```
/// 0 ┌ suite = 1 ┬ nonce 12 ┬ AES-256-GCM ciphertext ··· ┬ tag 16 ┐
/// ```
///
/// The plaintext is padded with `0x80` and zeros to a multiple of 64 bytes, so that its length
/// says little. The entry holds the record's SHA-256 and a commitment, HMAC-SHA256 of the
/// unpadded words: AES-GCM alone does not commit to its key (CVE-2020-8897).
enum SealedRecord {
    static let suite: UInt8 = 1
    static let paddedTo = 64
    /// The bytes of words at most: all of one entry's words are opened at once.
    static let wordLimit = 1 << 20

    /// What an entry holds about its sealed record: two times 32 bytes.
    struct Digests {
        var hash: [UInt8]
        var commitment: [UInt8]
    }

    /// The two keys of one entry: HKDF-Expand with 64 bytes of output (RFC 5869 section 2.3).
    ///
    /// With SHA-256 the output is two HMAC blocks, T(1) and T(2); each is one of the keys.
    struct EntryKeys {
        let encryption: SymmetricKey
        let commitment: SymmetricKey

        init(_ dataKey: SymmetricKey, id: EntryID, keyClass: KeyName.Class) {
            let (first, second) = Self.bytes(dataKey, id, keyClass)
            (encryption, commitment) = (SymmetricKey(data: first), SymmetricKey(data: second))
        }

        /// The bytes of both keys; the second one is what an opening gives away.
        static func bytes(
            _ dataKey: SymmetricKey, _ id: EntryID, _ keyClass: KeyName.Class
        ) -> (encryption: [UInt8], commitment: [UInt8]) {
            let info =
                Array("whereabouts/entry/v1".utf8) + id.high.bigEndianBytes + id.low.bigEndianBytes
                + [keyClass.rawValue]
            let first = HMAC<SHA256>.authenticationCode(for: info + [1], using: dataKey)
            let second = HMAC<SHA256>.authenticationCode(for: first + info + [2], using: dataKey)
            return (Array(first), Array(second))
        }
    }

    static func seal(
        _ words: [UInt8], with keys: EntryKeys, authenticating entry: ArraySlice<UInt8>
    ) throws -> (record: [UInt8], digests: Digests) {
        var padded = words
        padded.append(0x80)
        let remainder = padded.count % paddedTo
        if remainder > 0 {
            padded.append(contentsOf: repeatElement(0, count: paddedTo - remainder))
        }
        let box = try AES.GCM.seal(padded, using: keys.encryption, authenticating: entry)
        let record = [suite] + Array(box.combined ?? Data())
        let digests = Digests(
            hash: Array(SHA256.hash(data: record)), commitment: commitment(to: words, keys))
        return (record, digests)
    }

    static func commitment(to words: [UInt8], _ keys: EntryKeys) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: words, using: keys.commitment))
    }

    /// Opens the record of `entry`, checking hash, tag and commitment.
    static func open(
        _ record: [UInt8], of entry: LogEntry, with keys: EntryKeys
    ) throws(ReadError) -> [UInt8] {
        let broken = ReadError.sealBroken(position: entry.header.position)
        guard record.first == suite, Array(SHA256.hash(data: record)) == entry.sealedHash,
            let box = try? AES.GCM.SealedBox(combined: record.dropFirst()),
            let padded = try? AES.GCM.open(
                box, using: keys.encryption, authenticating: entry.authenticated),
            let end = padded.lastIndex(of: 0x80)
        else { throw broken }
        let words = Array(padded[..<end])
        guard commitment(to: words, keys) == entry.commitment else { throw broken }
        return words
    }

    /// What has become of the words of `entry`, as far as `reading` and the keys can tell.
    static func words(
        of entry: LogEntry, _ keys: KeyStore?, in reading: any StoreReading
    ) throws -> EventLog.Narrative {
        guard let name = entry.keyName else { return .none }
        // The record first: it goes in the transaction that erases, keys after it.
        let record = try reading.withSealed(at: entry.header.position.rawValue) {
            Array(copying: $0)
        }
        guard let record else { return .erased }
        guard let keys else { return .sealed }
        guard let key = try keys.key(name) else { return .erased }
        let entryKeys = EntryKeys(key, id: entry.header.id, keyClass: name.keyClass)
        return .words(try open(record, of: entry, with: entryKeys))
    }
}
