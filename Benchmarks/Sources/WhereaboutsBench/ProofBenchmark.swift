/// Tree, audit, checkpoints and proofs, on one log of entries without words.
struct ProofBenchmark {
    let settings: Settings
    let folder: ScratchFolder

    init(_ settings: Settings, _ folder: ScratchFolder) {
        self.settings = settings
        self.folder = folder
    }

    func run() throws -> [Comparison] {
        let tree = try TreeBenchmark(settings, folder).run()
        let log = try PlainLog(settings, folder)
        defer { folder.remove(log.path) }
        var checkpoints = CheckpointBenchmark(settings, folder)
        let signed = try checkpoints.run(log)
        return tree + signed + (try AuditBenchmark(settings, folder).run(log))
    }
}
