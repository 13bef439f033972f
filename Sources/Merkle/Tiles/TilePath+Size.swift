extension TilePath {
    /// All tiles of hashes that a tree of `size` has, lowest level first; the last may be partial.
    public static func tiles(ofSize size: UInt64) -> some Sequence<TilePath> {
        levels(ofSize: size).lazy.flatMap { files(.hashes(level: $0), of: size >> UInt64(8 * $0)) }
    }

    /// All entry bundles that a tree of `size` has, in order; the last may be partial.
    public static func bundles(ofSize size: UInt64) -> some Sequence<TilePath> {
        files(.entries, of: size)
    }

    /// The levels that have a hash: partial tiles are never hashed upward.
    static func levels(ofSize size: UInt64) -> Range<Int> {
        0..<(UInt64.bitWidth - size.leadingZeroBitCount + 7) / 8
    }

    private static func files(
        _ content: Content, of count: UInt64
    ) -> some Sequence<TilePath> {
        let full = UInt64(fullWidth)
        let fileCount = count / full + (count % full > 0 ? 1 : 0)
        return (0..<fileCount).lazy.compactMap {
            TilePath(content, index: $0, width: Int(min(full, count - $0 * full)))
        }
    }
}
