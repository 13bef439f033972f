import Foundation
import Testing

/// The folder of vectors that other projects published, beside the package or where a variable says.
enum SharedFolder {
    /// `$WHEREABOUTS_SHARED`, otherwise `../shared` beside the package.
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["WHEREABOUTS_SHARED"] {
            return URL(filePath: path)
        }
        let package = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared")
    }()

    /// Whether the vectors are here.
    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: url.appending(path: "vectors").path)
    }

    /// The bytes of a file, named from the folder `vectors` on.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: "vectors/\(path)")))
    }

    /// The text of a file, named from the folder `vectors` on.
    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The value of a JSON file, named from the folder `vectors` on.
    static func json<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try bytes(path)))
    }

    /// The paths of all files below a folder with this suffix, from the folder `vectors` on, sorted.
    static func paths(below folder: String, suffix: String) throws -> [String] {
        let top = url.appending(path: "vectors/\(folder)")
        return try FileManager.default.subpathsOfDirectory(atPath: top.path)
            .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs a test only where the vectors are; elsewhere it is reported as skipped.
    static var needsVectors: Self {
        .enabled(if: SharedFolder.isPresent, "the vectors are not here: set WHEREABOUTS_SHARED")
    }
}
