/// A data key as it is stored: which wrapping key it is under, and what that made of it.
///
/// ```
/// 0 ┌ length 1 ┬ id of the wrapping key ··· ┬ wrapped key ··· ┐
/// ```
enum WrappedKey {
    /// Wraps the key called `name`.
    static func wrap(
        _ key: [UInt8], _ name: [UInt8], under wrapping: any KeyWrapping
    ) throws -> [UInt8] {
        // Its length is one byte.
        let id = Array(wrapping.keyID.utf8.prefix(255))
        return [UInt8(id.count)] + id + (try wrapping.wrap(key, context: name))
    }

    /// Unwraps the key called `name`.
    ///
    /// - Throws: ``OpenError/wrongKey(reason:)`` when it is wrapped under another key.
    static func unwrap(
        _ stored: [UInt8], _ name: [UInt8], with wrapping: any KeyWrapping
    ) throws(OpenError) -> [UInt8] {
        let idCount = Int(stored.first ?? 0)
        let wrapped = Array(stored.dropFirst(1 + idCount))
        guard let key = try? wrapping.unwrap(wrapped, context: name), key.count == 32 else {
            let id = String(decoding: stored.dropFirst().prefix(idCount), as: UTF8.self)
            let reason = "its keys are wrapped under \(id), the given key is \(wrapping.keyID)"
            throw .wrongKey(reason: reason)
        }
        return key
    }
}
