import Crypto
import Foundation
import Merkle

/// Writes key texts without the library under test, also wrong ones.
enum TestKeyText {
    /// `PRIVATE+KEY+…` of a seed of 32 bytes.
    static func make(name: String, type: UInt8, seed: [UInt8]) -> String? {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        let hash = id(name: name, typed: [type] + Array(key.publicKey.rawRepresentation))
        return "PRIVATE+KEY+\(name)+\(hash)+\(Data([type] + seed).base64EncodedString())"
    }

    /// `name+hash+base64` of any bytes.
    static func verifier(name: String, typed: [UInt8]) -> String {
        "\(name)+\(id(name: name, typed: typed))+\(Data(typed).base64EncodedString())"
    }

    static func id(name: String, typed: [UInt8]) -> String {
        SHA256.hash(data: Data((name + "\n").utf8) + Data(typed)).prefix(4)
            .map { String(format: "%02x", $0) }.joined()
    }
}
