/// What a log sends to a witness: body of `add-checkpoint` (C2SP tlog-witness).
///
/// ```
/// old <size>\n              what the witness has cosigned last; 0 for nothing
/// <base64 hash>\n           consistency proof, at most 63 lines
/// \n
/// <the signed checkpoint>
/// ```
public struct WitnessRequest: Hashable, Sendable {
    /// The hashes of a proof at most.
    public static let maximumHashCount = 63
    /// The bytes of a request at most.
    public static let maximumByteCount = SignedNote.maximumByteCount + 4_096

    /// The size that the witness has cosigned last, as the log believes; 0 for none.
    public let oldSize: UInt64
    /// The consistency proof from there to the checkpoint.
    public let hashes: [MerkleHash]
    /// The checkpoint to cosign.
    public let checkpoint: SignedCheckpoint

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - oldSize: The size that the witness has cosigned last; 0 for none.
    ///   - hashes: The consistency proof, at most ``maximumHashCount``.
    ///   - checkpoint: The checkpoint to cosign.
    public init(oldSize: UInt64, hashes: [MerkleHash], checkpoint: SignedCheckpoint) {
        precondition(hashes.count <= Self.maximumHashCount, "a request has at most 63 hashes")
        self.oldSize = oldSize
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Parses a body, strictly: ``bytes`` gives the same bytes again.
    ///
    /// - Parameter bytes: The whole body.
    /// - Throws: ``WitnessRequestError`` when it is not a request.
    public init(parsing bytes: [UInt8]) throws(WitnessRequestError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(byteCount: bytes.count) }
        var reader = LineReader(bytes)
        guard let oldSize = reader.next(after: "old ").flatMap({ Decimal.parse($0) })
        else { throw .badOldSize }
        guard let hashes = reader.hashesUntilEmptyLine(limit: Self.maximumHashCount)
        else { throw .badHashes }
        do throws(CheckpointError) {
            checkpoint = try SignedCheckpoint(parsing: Array(reader.rest))
        } catch { throw .checkpoint(error) }
        self.oldSize = oldSize
        self.hashes = hashes
    }

    /// The body's bytes.
    public var bytes: [UInt8] {
        let lines = ["old \(oldSize)"] + hashes.map { Base64.encode($0.bytes) } + [""]
        return Array(lines.map { $0 + "\n" }.joined().utf8) + checkpoint.bytes
    }
}

/// Why bytes are not a request to a witness.
@nonexhaustive
public enum WitnessRequestError: Error, Hashable, Sendable {
    /// More bytes than ``WitnessRequest/maximumByteCount``.
    case tooLong(byteCount: Int)
    /// The first line is not `old <size>`.
    case badOldSize
    /// Not up to 63 hashes of 32 bytes and an empty line.
    case badHashes
    /// What follows the empty line is not a signed checkpoint.
    case checkpoint(CheckpointError)
}

extension WitnessRequestError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .tooLong(let byteCount):
            "a request of \(byteCount) bytes, the limit is \(WitnessRequest.maximumByteCount); "
                + "send fewer signatures"
        case .badOldSize:
            "the first line is not \"old <size>\"; write the size that was cosigned last, or 0"
        case .badHashes:
            "not up to 63 hashes of 32 bytes before an empty line; make the proof again"
        case .checkpoint(let error):
            error.description
        }
    }
}
