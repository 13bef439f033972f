/// Who a report is for, which decides what may stand in it.
///
/// | level | may hold |
/// |---|---|
/// | `internal` | everything; words where the log's key is given |
/// | `ofsted` | children by id and what happened to them; no name, date of birth or free words |
/// | `public` | figures alone, small ones kept back; nothing of one child |
public enum Disclosure: String, Hashable, Sendable, CaseIterable {
    /// The home, the provider and the authority themselves.
    case `internal`
    /// The inspectorate.
    case ofsted
    /// Anybody.
    case `public`
}
