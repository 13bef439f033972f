import Merkle

/// Keys for tests: published, so never to be trusted.
enum KnownKeys {
    static let peter = known(
        SignerKey("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
    static let enoch = known(
        VerifierKey("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"))
    static let log = signer("example.com/log")
    static let witness = cosigner("witness.example/w1")
    static let secondWitness = cosigner("witness.example/w2")
    static let thirdWitness = cosigner("other.example/w3")

    /// A key whose seed is the leaf hash of its name, so that tests can be repeated.
    static func signer(_ name: String) -> SignerKey {
        known(SignerKey(secret(name, type: 0x01)))
    }

    /// A witness's key whose seed is the leaf hash of its name.
    static func cosigner(_ name: String) -> CosignerKey {
        known(CosignerKey(secret(name, type: 0x04)))
    }

    private static func secret(_ name: String, type: UInt8) -> String {
        let seed = MerkleHash.leaf(Array(name.utf8)).bytes
        return known(TestKeyText.make(name: name, type: type, seed: seed))
    }

    private static func known<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a key of the tests does not parse") }
        return value
    }
}
