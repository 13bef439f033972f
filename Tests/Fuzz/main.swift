import Foundation
import Merkle

// Feeds parsers with damaged inputs, and says whether one was taken for good.
//
//     Fuzz TARGET|all SECONDS [SEED]     fuzzes; exits 1 on a fault, 2 on wrong use
//     Fuzz corpus FOLDER                 writes the good inputs, as in Fixtures/proofs
//
// The same seed gives the same inputs in the same order, however long the run is.

let arguments = CommandLine.arguments.dropFirst()
let corpus = try Corpus()
let targets =
    FuzzTarget.merkle(corpus) + FuzzTarget.histories(try HistoryCorpus(corpus.logKey))
    + [try FuzzTarget.entries()]

func fail(_ status: Int32, _ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
}

if arguments.count == 2, arguments.first == "corpus", let folder = arguments.last {
    for (name, bytes) in corpus.files {
        try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
    }
    exit(0)
}

let names = targets.map(\.name).joined(separator: "|")
guard (2...3).contains(arguments.count), let name = arguments.first,
    let seconds = Double(arguments.dropFirst()[2]), seconds > 0,
    let seed = arguments.count == 3 ? UInt64(arguments[3]) : UInt64.random(in: 0...UInt64.max)
else { fail(2, "usage: Fuzz \(names)|all SECONDS [SEED]") }

let chosen = targets.filter { name == "all" || name == $0.name }
guard !chosen.isEmpty else { fail(2, "unknown target \(name); choose \(names) or all") }

for target in chosen {
    let run = FuzzRun(target: target, seed: seed, seconds: seconds / Double(chosen.count))
    switch run.start() {
    case .passed(let summary): print(summary)
    case .failed(let fault): fail(1, fault)
    }
}
