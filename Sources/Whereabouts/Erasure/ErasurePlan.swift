/// What erasing a child's words would destroy, found out without changing anything.
public struct ErasurePlan: Hashable, Sendable {
    /// The child by its number, `#17`.
    public let child: ChildID
    /// The classes with something to destroy, and those that were never erased; none when all of
    /// them were erased before.
    public let classes: [WordClass]
    /// How many sealed records would be destroyed.
    public let records: Int
    /// How many data keys would be destroyed.
    public let keys: Int
    /// Whether an open episode of the child forbids it: identity is among the classes.
    public let isRefused: Bool
    /// Other numbers of the same child, as linked: their words are erased one number at a time.
    public let linked: [ChildID]
}
