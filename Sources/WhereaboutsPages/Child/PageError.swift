/// Why a page is not made.
@nonexhaustive
public enum PageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It tells of one child, and nothing of one child is for the public.
    case notForPublic

    /// What failed and what to do.
    public var description: String {
        switch self {
        case .notForPublic:
            "page of one child refused at level public: make it at level internal or ofsted"
        }
    }
}
