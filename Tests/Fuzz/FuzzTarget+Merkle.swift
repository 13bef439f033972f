import Merkle

extension FuzzTarget {
    /// The parsers of notes, checkpoints, proofs, policies and witnesses' messages.
    static func merkle(_ corpus: Corpus) -> [FuzzTarget] {
        [
            note(corpus), checkpoint(corpus), proof(corpus), policy(corpus), request(corpus),
            response(corpus), timestamp(corpus),
            FuzzTarget(
                "vkey", corpus.verifierKeys.map { Array("\($0)".utf8) },
                parse: { text($0).flatMap { VerifierKey($0) } },
                bytes: { Array($0.description.utf8) }),
            FuzzTarget(
                "skey", [Array(corpus.logKey.text.utf8)],
                parse: { text($0).flatMap { SignerKey($0) } }, bytes: { Array($0.text.utf8) }),
        ]
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    /// A damaged note must not verify unless its text is one that was signed.
    private static func note(_ corpus: Corpus) -> FuzzTarget {
        let notes = [corpus.note, corpus.checkpoint.note]
        let signed = Set(notes.map { Array($0.text.utf8) })
        return FuzzTarget(
            "note", notes.map(\.bytes), parse: { try? SignedNote(parsing: $0) }, bytes: \.bytes,
            fault: { note in
                let isForged = !signed.contains(Array(note.text.utf8))
                return isForged && note.verified(by: corpus.verifierKeys).isVerified
                    ? "a forged note verifies" : nil
            })
    }

    private static func checkpoint(_ corpus: Corpus) -> FuzzTarget {
        FuzzTarget(
            "checkpoint", [Array(corpus.checkpoint.checkpoint.text.utf8)],
            parse: { text($0).flatMap { try? Checkpoint(parsing: $0) } },
            bytes: { Array($0.text.utf8) },
            fault: { $0.size > TreeLimits.maximumSize ? "a size from 2^63 on" : nil })
    }

    /// A damaged proof must not verify unless index, hashes and checkpoint are those that were made.
    private static func proof(_ corpus: Corpus) -> FuzzTarget {
        let good = corpus.proof
        return FuzzTarget(
            "proof", [good.bytes], parse: { try? TLogProof(parsing: $0) }, bytes: \.bytes,
            fault: { proof in
                let isSame =
                    proof.index == good.index && proof.hashes == good.hashes
                    && proof.checkpoint.checkpoint == good.checkpoint.checkpoint
                return !isSame && proof.verify(leaf: corpus.leaf, policy: corpus.policy).isVerified
                    ? "a forged proof verifies" : nil
            })
    }

    /// Policies have no one spelling; their errors must name a line of the file.
    private static func policy(_ corpus: Corpus) -> FuzzTarget {
        FuzzTarget(name: "policy", corpus: [Array(corpus.policyText.utf8)]) { input in
            guard let text = text(input) else { return .refused }
            do throws(PolicyError) {
                _ = try TrustPolicy(parsing: text).verify(corpus.checkpoint)
                return .taken
            } catch {
                let lineCount = input.count { $0 == UInt8(ascii: "\n") } + 1
                return error.line <= lineCount ? .refused : .fault("line \(error.line)")
            }
        }
    }

    /// A witness must not cosign what the log has not signed.
    private static func request(_ corpus: Corpus) -> FuzzTarget {
        let signed = corpus.checkpoint.checkpoint
        return FuzzTarget(
            "request", [corpus.request.bytes], parse: { try? WitnessRequest(parsing: $0) },
            bytes: \.bytes,
            fault: { request in
                guard let answer = try? corpus.witness.answer(to: request.bytes, at: 1),
                    case .cosigned = answer.response
                else { return nil }
                return request.checkpoint.checkpoint == signed
                    ? nil : "a forged checkpoint is cosigned"
            })
    }

    private static func response(_ corpus: Corpus) -> FuzzTarget {
        let lines = corpus.checkpoint.note.signatures.map(\.line).joined()
        return FuzzTarget(
            "response", [Array(lines.utf8)], parse: { WitnessResponse(status: 200, body: $0) },
            bytes: \.body)
    }

    private static func timestamp(_ corpus: Corpus) -> FuzzTarget {
        let requests = [nil, 0, 0x80, UInt64.max].map {
            TimestampRequest(imprint: corpus.leaf.bytes, nonce: $0)
        }
        return FuzzTarget(
            "timestamp", requests.compactMap { $0?.bytes },
            parse: { TimestampRequest(parsing: $0) }, bytes: \.bytes)
    }
}
