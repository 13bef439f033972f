import Foundation
import Merkle
import Testing

@Suite struct Base64Tests {
    /// The examples of RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the standard's examples hold`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9", "Zm-v", "Zm_v", "Z===", "====",
        "=Zm9", "Zg==Zg==", "Zm8=Zm8=", "Zgé=", "Zm9v====",
    ])
    func `a second spelling is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: UInt64(0)..<50)
    func `another encoder agrees, and every value comes back`(seed: UInt64) {
        var random = Seeded(seed)
        let bytes = random.bytes(Int(seed))
        let text = Base64.encode(bytes)
        #expect(text == Data(bytes).base64EncodedString())
        #expect(Base64.decode(text) == bytes)
    }
}
