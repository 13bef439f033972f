/// What a witness answers, with its HTTP status (C2SP tlog-witness).
public enum WitnessResponse: Hashable, Sendable {
    /// 200: cosigned; what is signed continues what was signed before.
    case cosigned([NoteSignature])
    /// 400: no request, or its old size is larger than its checkpoint's.
    case badRequest
    /// 403: no good signature of a key that the witness trusts for this log.
    case notSigned
    /// 404: the witness does not know this log.
    case unknownLog
    /// 409: the witness has cosigned another size last, which is told.
    case otherSize(UInt64)
    /// 422: the checkpoint does not continue the last one.
    case notConsistent

    /// The HTTP status.
    public var status: Int {
        switch self {
        case .cosigned: 200
        case .badRequest: 400
        case .notSigned: 403
        case .unknownLog: 404
        case .otherSize: 409
        case .notConsistent: 422
        }
    }

    /// The HTTP content type.
    public var contentType: String {
        if case .otherSize = self { "text/x.tlog.size" } else { "text/plain; charset=utf-8" }
    }

    /// The body's bytes.
    public var body: [UInt8] {
        let text =
            switch self {
            case .cosigned(let signatures): signatures.map(\.line).joined()
            case .badRequest: "bad request\n"
            case .notSigned: "invalid signature\n"
            case .unknownLog: "unknown log\n"
            case .otherSize(let size): "\(size)\n"
            case .notConsistent: "bad consistency proof\n"
            }
        return Array(text.utf8)
    }

    /// Parses an answer; `nil` for a status or a body that the protocol does not have.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - body: The whole body; with errors other than 409 it is not looked at.
    public init?(status: Int, body: [UInt8]) {
        switch status {
        case 200:
            guard let signatures = Self.signatures(body) else { return nil }
            self = .cosigned(signatures)
        case 400: self = .badRequest
        case 403: self = .notSigned
        case 404: self = .unknownLog
        case 409:
            guard body.last == Ascii.newline, let size = Decimal.parse(body.dropLast())
            else { return nil }
            self = .otherSize(size)
        case 422: self = .notConsistent
        default: return nil
        }
    }

    private static func signatures(_ body: [UInt8]) -> [NoteSignature]? {
        guard body.count <= SignedNote.maximumByteCount else { return nil }
        var reader = LineReader(body)
        var signatures: [NoteSignature] = []
        while !reader.isAtEnd {
            guard signatures.count < SignedNote.maximumSignatureCount, let line = reader.next(),
                let signature = NoteSignature(line: line)
            else { return nil }
            signatures.append(signature)
        }
        return signatures.isEmpty ? nil : signatures
    }

    /// The good cosignatures of known witnesses, to be added to the checkpoint; others are dropped.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint that was sent.
    ///   - witnesses: The keys of known witnesses.
    /// - Returns: The signatures in the order of the answer; none when it is a refusal.
    public func cosignatures(
        of checkpoint: SignedCheckpoint, by witnesses: [VerifierKey]
    ) -> [NoteSignature] {
        guard case .cosigned(let signatures) = self else { return [] }
        return signatures.filter { signature in
            witnesses.contains {
                $0.algorithm == .cosignature && signature.isClaimed(by: $0)
                    && $0.isValid(signature, of: checkpoint.note.text)
            }
        }
    }
}
