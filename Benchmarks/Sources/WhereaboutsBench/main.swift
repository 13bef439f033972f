import Foundation

do {
    let settings = try Settings(CommandLine.arguments.dropFirst())
    var report = Report(settings)
    let folder = try ScratchFolder(in: settings.folder)
    defer { folder.remove() }
    for benchmark in settings.benchmarks {
        note("\(benchmark.rawValue) …")
        report.add(try await benchmark.run(settings, in: folder))
    }
    print(settings.isJSON ? report.json : report.text)
} catch {
    note("whereabouts-bench: \(error)")
    exit(2)
}
