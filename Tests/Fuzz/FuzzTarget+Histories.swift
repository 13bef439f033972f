import Merkle

extension FuzzTarget {
    /// The parsers of histories, anchors, entries, tiles and bundles.
    static func histories(_ corpus: HistoryCorpus) -> [FuzzTarget] {
        let paths = ["tile/0/000", "tile/entries/x001/x234/067.p/8", "tile/2/x123/456.p/255"]
        return [
            history(corpus),
            entries("anchor", corpus) { AnchorLeaf($0) != nil },
            entries("leaf", corpus) { HistoryLeaf($0) != nil },
            FuzzTarget(
                "path", paths.map { Array($0.utf8) },
                parse: { String(validating: $0, as: UTF8.self).flatMap { TilePath($0) } },
                bytes: { Array($0.description.utf8) }),
            FuzzTarget(
                "bundle", [EntryBundle(corpus.entries).bytes],
                parse: { try? EntryBundle(parsing: $0, width: corpus.entries.count) },
                bytes: \.bytes),
        ]
    }

    /// A damaged history must not verify, but for another key it may be true that it is absent.
    private static func history(_ corpus: HistoryCorpus) -> FuzzTarget {
        FuzzTarget(
            "history", corpus.proofs.map { Array($0.text.utf8) },
            parse: { try? HistoryProof(parsing: $0) }, bytes: { Array($0.text.utf8) },
            fault: { proof in
                guard proof.verify(policy: corpus.policy).isVerified else { return nil }
                let entries = zip(corpus.keys, corpus.histories)
                    .first { $0.0 == proof.streamKey }?.1
                switch proof.claim {
                case .present(_, entries: let claimed):
                    return claimed == entries ? nil : "a forged history verifies"
                case .absent:
                    return entries == nil ? nil : "a child that is there is shown as absent"
                }
            })
    }

    private static func entries(
        _ name: String, _ corpus: HistoryCorpus, _ isTaken: @escaping ([UInt8]) -> Bool
    ) -> FuzzTarget {
        FuzzTarget(name: name, corpus: corpus.entries.filter(isTaken)) {
            isTaken($0) ? .taken : .refused
        }
    }
}
