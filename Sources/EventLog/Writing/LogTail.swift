import Merkle

/// Heads, ids and tree as the writer has them: committed entries and those of its transaction.
///
/// A class, so that who composes an entry looks at it without a copy: the arrays inside are
/// changed for every entry, and a second reference to them would copy them each time.
final class LogTail {
    var heads = Heads()
    var ids = IDIndex()
    var tree = CompactRange()
    var erased = ErasedKeys()
}
