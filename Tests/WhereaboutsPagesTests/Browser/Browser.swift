import Foundation
import TestSupport
import Testing

/// Chromium, with axe-core, as `Fixtures/interop/browse.py` drives them.
enum Browser {
    private static let tools = Folders.package.appending(path: ".build/browser")
    private static let script = Folders.fixtures.appending(path: "interop/browse.py")

    /// Where pages and pictures of them go.
    static let output: URL = {
        let folder = ProcessInfo.processInfo.environment["WHEREABOUTS_PAGES"]
        return folder.map { URL(filePath: $0) } ?? Folders.package.appending(path: ".build/pages")
    }()

    static let isPresent =
        (find("chromium") || find("chromium-browser")) && find("python3")
        && ["axe_playwright_python/axe.min.js", "websocket"].allSatisfy {
            FileManager.default.fileExists(atPath: tools.appending(path: $0).path)
        }

    static let remedy: Comment =
        "chromium, or .build/browser with axe-playwright-python, is not there: see Fixtures/interop"

    /// What was seen of one page.
    struct Visit: Decodable {
        let page: String
        let findings: [String]
        let replay: Replay?
    }

    /// What was seen of a replay.
    struct Replay: Decodable {
        let stops: [Stop]
        let afterPrevious: Stop
        let withoutScript: Int
        let controlsWithoutScript: Bool
    }

    /// What a replay shows at a stop.
    struct Stop: Decodable {
        let entries: Int
        let struck: [String]
        let due: String
        let value: String
        let text: String
    }

    /// Opens pages and gives what was seen of each, in their order.
    static func visit(_ pages: [(name: String, html: String)]) throws -> [Visit] {
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        let files = try pages.map { page in
            let file = output.appending(path: "\(page.name).html")
            try Data(page.html.utf8).write(to: file)
            return file.path
        }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, tools.path, output.path] + files
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(String(decoding: bytes, as: UTF8.self))")
        return try bytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Visit.self, from: Data($0))
        }
    }

    private static func find(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }
}
