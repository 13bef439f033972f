import Crypto
import EventLog

/// The ids of entries that come from a return: they follow from the key of a row alone.
///
/// | entry | key |
/// |---|---|
/// | AuthorityRegistered, HomeRegistered | the code; the URN |
/// | ChildRegistered | authority, CHILD |
/// | of an episode row | the child's registration, DECOM, ordinal, kind |
/// | of an absence | the child's registration, MISSING, MIS_START, ordinal, kind |
/// | EntryCorrected, EntryWithdrawn, EntryReinstated | the entry, what was last said about it, what is said now |
///
/// Neither file nor line nor the rest of a row is part of it: the same row is the same entry in
/// whatever file and order it comes, and another value in it is a correction.
enum SSDA903Key {
    /// A row of a child, by its key columns; `ordinal` counts rows with equal ones from 1.
    struct Row: Hashable {
        let registration: EntryID
        let columns: [String]
        let ordinal: Int

        func id(_ kind: Kind) -> EntryID {
            SSDA903Key.id(["row", "\(registration)"] + columns + ["\(ordinal)", kind.name])
        }
    }

    static func authority(_ code: String) -> EntryID { id(["authority", code]) }

    static func home(_ home: HomeID) -> EntryID { id(["home", home.text]) }

    static func child(_ child: String, of authority: String) -> EntryID {
        id(["child", authority, child])
    }

    /// An entry about `target`, of which `last` was the newest thing said.
    static func amendment(
        _ kind: Kind, of target: EntryID, after last: EntryID, _ patches: [Patch] = []
    ) -> EntryID {
        id(
            ["amendment", kind.name, "\(target)", "\(last)"]
                + patches.flatMap { [$0.path, $0.new] })
    }

    private static func id(_ parts: [String]) -> EntryID {
        var seed = "whereabouts/ssda903/v2"
        for part in parts { seed += "\n\(part.utf8.count):\(part)" }
        let digest = Array(SHA256.hash(data: Array(seed.utf8)))
        guard let id = EntryID(bytes: digest.prefix(16)) else {
            preconditionFailure("an id has 16 bytes")
        }
        return id
    }
}
