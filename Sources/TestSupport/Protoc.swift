import Foundation

/// The Protocol Buffers compiler, which reads entries without any code of ours.
public enum Protoc {
    /// What it does with an entry.
    public enum Mode: String {
        /// Bytes to text.
        case decode
        /// Text to bytes.
        case encode
    }

    /// Where it is; `nil` when it is not installed.
    public static let path = ["/usr/bin/protoc", "/usr/local/bin/protoc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// How to get it.
    public static let remedy = "protoc is not installed: apt install protobuf-compiler"

    /// Why it could not do what it was asked for.
    public enum Failure: Error {
        /// It is not installed.
        case missing
        /// It ended with this status.
        case status(Int32)
    }

    /// Translates one entry by `vocabulary.proto`.
    public static func run(_ mode: Mode, _ input: [UInt8]) throws -> [UInt8] {
        guard let path else { throw Failure.missing }
        let process = Process()
        process.executableURL = URL(filePath: path)
        let folder = Folders.package.appending(path: "Sources/Whereabouts/Vocabulary").path
        process.arguments = [
            "--\(mode.rawValue)=whereabouts.Entry", "-I", folder, "vocabulary.proto",
        ]
        let (source, result) = (Pipe(), Pipe())
        process.standardInput = source
        process.standardOutput = result
        try process.run()
        try source.fileHandleForWriting.write(contentsOf: Data(input))
        try source.fileHandleForWriting.close()
        let output = try result.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure.status(process.terminationStatus)
        }
        return Array(output)
    }
}
