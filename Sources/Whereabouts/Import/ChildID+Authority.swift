/// How a child of a return is named: CHILD is an authority's own id, and two authorities may use
/// the same one for two children.
///
/// The log's id is CHILD itself where it is free or belongs to the same authority; else it is the
/// authority's code and CHILD, parted by a slash: `LA2/1001`.
extension ChildID {
    /// The log's id of an authority's child whose own id another authority uses already.
    package init(child: String, of authority: String) { self.init("\(authority)/\(child)") }

    /// The id as an authority's return has it, in the column CHILD: without the authority's code.
    ///
    /// Two children of the log can have one local id: `1001`, who moved to LA2, and `LA2/1001`. A
    /// return that has both must tell them apart by the log's ids.
    ///
    /// - Parameter authority: The code of the authority that makes the return.
    /// - Returns: CHILD; the log's id as it is where it does not begin with the authority's code.
    package func local(to authority: String) -> String {
        let prefix = "\(authority)/"
        guard !authority.isEmpty, text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count
        else { return text }
        return String(text.dropFirst(prefix.count))
    }
}
