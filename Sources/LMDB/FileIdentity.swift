import Glibc

/// The device and inode of a file: two paths with the same identity are the same file.
public struct FileIdentity: Hashable, Sendable {
    /// The device that holds the file.
    public let device: UInt64
    /// The number of the file on its device.
    public let inode: UInt64

    /// The identity of the file at `path`, links followed; `nil` when it cannot be seen.
    public init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
