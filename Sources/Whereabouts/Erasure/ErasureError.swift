/// Why words were not erased, or an erasure not completed.
@nonexhaustive
public enum ErasureError: Error, Hashable, Sendable {
    /// No class of words was named.
    case noClasses
    /// An episode of the child is open: a missing child must stay findable.
    case episodeOpen(ChildID)
    /// No erasure waits for its second step.
    case nothingPending
    /// The new wrapping key is the old one.
    case sameKey(id: String)
    /// An earlier completion has not ended: its wrapping key opens what was erased before.
    case keyNotDestroyed(id: String)
}

extension ErasureError: CustomStringConvertible {
    /// What was refused, and what to do next.
    public var description: String {
        switch self {
        case .noClasses:
            "erase classes: none; name narrative, identity or police-intelligence"
        case .episodeOpen(let child):
            "identity of child \"\(child)\" not erased: an episode is open, and a missing child "
                + "must stay findable; record its end first, or erase other classes"
        case .nothingPending:
            "no erasure is pending; erase words first"
        case .sameKey(let id):
            "the new wrapping key \(id) is the old one, which has to be destroyed; make a new one"
        case .keyNotDestroyed(let id):
            "an earlier completion has not ended, and wrapping key \(id) is not destroyed; end "
                + "that one first: give \(id) as the old key, and the key in use as the new one"
        }
    }
}
