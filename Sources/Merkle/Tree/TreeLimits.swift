/// What a tree may not exceed.
public enum TreeLimits {
    /// The number of leaves at most: below 2^63, as cosignatures and other logs have it.
    public static let maximumSize = UInt64(Int64.max)
}
