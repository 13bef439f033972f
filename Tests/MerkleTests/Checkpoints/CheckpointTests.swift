import Merkle
import Testing

@Suite struct `Checkpoints` {
    let root = MerkleHash.leaf([1, 2, 3])
    let key = KnownKeys.log

    func lines(_ origin: String, _ size: String, _ root: String, _ rest: String = "") -> String {
        "\(origin)\n\(size)\n\(root)\n\(rest)"
    }

    var base64: String { Base64.encode(root.bytes) }

    @Test func `a checkpoint is three lines`() throws {
        let checkpoint = try Checkpoint(origin: "example.com/log", size: 42, root: root)
        #expect(checkpoint.text == lines("example.com/log", "42", base64))
        #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test func `further lines of other logs are kept`() throws {
        let text = lines("go.sum database tree", "42", base64, "lots\nof\nlines\n")
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.extensions == ["lots", "of", "lines"])
        #expect(checkpoint.text == text)
    }

    @Test func `a log of ours does not sign further lines`() throws {
        let text = lines("example.com/log", "42", base64, "line\n")
        let checkpoint = try Checkpoint(parsing: text)
        #expect(throws: CheckpointError.hasExtensionLines) {
            try SignedCheckpoint(checkpoint, signedBy: key)
        }
    }

    @Test(arguments: ["", "01", "-1", "+1", " 1", "1 ", "1e3", "0x1", "9223372036854775808", "٣"])
    func `a size is a number below 2^63 without ornaments`(size: String) {
        #expect(throws: CheckpointError.badSize) {
            try Checkpoint(parsing: lines("o", size, base64))
        }
    }

    @Test func `the largest size is one less than 2^63`() throws {
        let largest = UInt64(Int64.max)
        #expect(
            try Checkpoint(parsing: lines("o", "9223372036854775807", base64)).size == largest)
        #expect(throws: CheckpointError.badSize) {
            try Checkpoint(origin: "o", size: largest + 1, root: root)
        }
    }

    @Test(arguments: ["", "AAAA", "YmFuYW5hcw==", " ", "=="])
    func `a root is 32 bytes as Base64`(root: String) {
        #expect(throws: CheckpointError.badRoot) {
            try Checkpoint(parsing: lines("o", "1", root))
        }
    }

    @Test func `a tree without leaves has one root only`() throws {
        #expect(try Checkpoint(origin: "o", size: 0, root: .emptyRoot).size == 0)
        #expect(throws: CheckpointError.badRoot) {
            try Checkpoint(origin: "o", size: 0, root: root)
        }
    }

    @Test func `an origin is one line of 1 to 1,024 bytes`() throws {
        for origin in ["", "a\nb", "a\tb", String(repeating: "o", count: 1_025)] {
            #expect(throws: CheckpointError.badOrigin) {
                try Checkpoint(origin: origin, size: 1, root: root)
            }
        }
        let longest = String(repeating: "o", count: 1_024)
        #expect(try Checkpoint(origin: longest, size: 1, root: root).origin == longest)
    }

    @Test(arguments: ["\n", "a", "a\n\n", "a\tb\n"])
    func `a further line is not empty and ends with a newline`(rest: String) {
        #expect(throws: CheckpointError.badExtensionLine) {
            try Checkpoint(parsing: lines("o", "1", base64, rest))
        }
    }

    @Test func `a last line without newline is no line`() {
        #expect(throws: CheckpointError.badRoot) {
            try Checkpoint(parsing: String(lines("o", "1", base64).dropLast()))
        }
    }

    @Test func `checkpoints are equal when their bytes are`() throws {
        #expect(
            try Checkpoint(origin: "caf\u{E9}", size: 1, root: root)
                != Checkpoint(origin: "cafe\u{301}", size: 1, root: root))
    }

    @Test func `a signed checkpoint gives its own bytes again`() throws {
        let checkpoint = try Checkpoint(origin: key.name, size: 42, root: root)
        let signed = try SignedCheckpoint(checkpoint, signedBy: key)
        #expect(try SignedCheckpoint(parsing: signed.bytes) == signed)
        #expect(signed.note.verified(by: [key.verifierKey]).isVerified)
    }

    @Test func `a key signs for the log with its name only`() throws {
        let checkpoint = try Checkpoint(origin: "example.com/other", size: 42, root: root)
        let reason = CheckpointError.signerIsNotOrigin(signer: key.name, origin: checkpoint.origin)
        #expect(throws: reason) { try SignedCheckpoint(checkpoint, signedBy: key) }
    }

    @Test func `a note that is no checkpoint is refused with its reason`() throws {
        let note = try key.sign("text\n")
        #expect(throws: CheckpointError.badSize) { try SignedCheckpoint(parsing: note.bytes) }
        #expect(throws: CheckpointError.note(.noSignature)) {
            try SignedCheckpoint(parsing: Array(lines("o", "1", base64).utf8))
        }
    }
}
