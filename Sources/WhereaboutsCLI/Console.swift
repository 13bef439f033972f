import Foundation
import Whereabouts

/// Standard output for results, standard error for everything else.
enum Console {
    /// Writes a text and a line end to standard output.
    static func print(_ text: String) {
        write(Array(text.utf8))
        if !text.hasSuffix("\n") { write([UInt8(ascii: "\n")]) }
    }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Writes a message to standard error.
    static func report(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Whether standard error is a terminal.
    static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) != 0 }
}

extension Records {
    /// Saves the children's records beside the log; that it fails takes nothing from the log.
    func saveSnapshotWithBar() {
        let bar = ProgressBar("children's records")
        do {
            try saveSnapshot(progress: bar.show)
            bar.end()
        } catch {
            bar.end()
            Console.report("note: the children's records were not saved: \(error)")
        }
    }
}

/// A bar on standard error while something takes long; nothing unless it is a terminal.
final class ProgressBar: Sendable {
    private let label: String
    private let isShown = Console.isTerminal

    init(_ label: String) { self.label = label }

    /// Shows how far the work has come.
    func show(_ progress: WorkProgress) {
        guard isShown, progress.total > 0 else { return }
        let percent = min(100, progress.done * 100 / progress.total)
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        FileHandle.standardError.write(Data("\r\(label) [\(bar)] \(percent) %".utf8))
    }

    /// Takes the bar away.
    func end() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
    }
}
