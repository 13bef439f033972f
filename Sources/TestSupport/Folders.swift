public import Foundation

/// Folders that tests read and write.
public enum Folders {
    /// The package's own folder.
    public static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What is committed for tests; they read it and never write it.
    public static let fixtures = package.appending(path: "Fixtures")

    /// Runs `body` with a new folder, and removes the folder afterwards.
    ///
    /// - Throws: What `body` throws, or an error of making the folder.
    public static func withTemporary<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "whereabouts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
