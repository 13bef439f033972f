import EventLog
public import Foundation

extension Records {
    /// Imports one year's SSDA903 return from a folder of CSV files.
    ///
    /// The tables Header, Episodes and Missing are found by their columns. A row is known by its
    /// key, whatever the file, its line and the order of rows: importing the same return again adds
    /// nothing; a resubmitted one, and that of the next year, closes and corrects what is on record
    /// and goes on from there. The return imported last wins.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - authority: The code of the authority that made the return; CHILD is its own id.
    ///   - policy: What happens when a row is refused.
    ///   - progress: Called now and then with children done and children in all.
    /// - Returns: What was imported, repeated, corrected and refused.
    /// - Throws: ``ReturnError``, or an error of the storage; then nothing is stored.
    /// - Complexity: Linear in the rows and in the histories of their children.
    @available(*, noasync, message: "run it on a thread of its own")
    public func importSSDA903(
        _ folder: URL, authority: String, onRefusal policy: RefusalPolicy,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let tables = try SSDA903Folder(folder)
        return try ImportSession(self, policy).run(into: self) { [self] in
            var reader = SSDA903Reader(tables, authority: authority, into: self)
            return { context in
                let candidate = try reader.next(context)
                progress(WorkProgress(done: reader.childrenDone, total: reader.childCount))
                return candidate
            }
        }
    }
}
