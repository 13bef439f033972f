/// One value that a correction changed in an entry: what was, and what is in force.
///
/// What a corrector claims to have seen is evidence, not a condition: where it differs from the
/// value in force the correction applies all the same, and ``isBasedOnAnotherValue`` says so.
public struct Correction: Hashable, Sendable {
    /// Who corrected it, when and why.
    public let by: Amendment
    /// What: `facts.NAME`, `narrative.NAME`, `occurredAt`, `occurredTo`, `precision` or `home`.
    ///
    /// Where a fact repeats the moment, as the start of a placement does, a new moment changes it
    /// too, and that change is listed like any other.
    public let path: String
    /// The value that the corrector saw; `nil` when not given, or sealed.
    public let claimedOld: JSONValue?
    /// The value that was in force before; `null` for none, `nil` when it cannot be read.
    public let was: JSONValue?
    /// The value that the correction gives; `null` for none, `nil` when it cannot be read.
    public let now: JSONValue?
    /// Whether it took effect.
    public let state: State

    /// Whether the corrector saw another value than the one that was in force.
    public var isBasedOnAnotherValue: Bool {
        guard let claimedOld, let was else { return false }
        return claimedOld != was
    }

    /// Whether a correction took effect.
    public enum State: Hashable, Sendable {
        /// The value is in force, unless a later correction changed it again.
        case applied
        /// The value cannot stand in the entry: other corrections have changed what fits.
        case notApplied(Misfit)
        /// The words were corrected, and cannot be read without the keys.
        case sealed
        /// The words were corrected, and what they became is erased.
        case erased
    }

    /// Why a value cannot stand in an entry.
    @nonexhaustive
    public enum Misfit: Hashable, Sendable, CustomStringConvertible {
        /// A rule of the vocabulary is broken.
        case vocabulary(VocabularyError)
        /// The home is not registered, or must not be taken away.
        case record(RecordError)

        /// The field and the rule.
        public var description: String {
            switch self {
            case .vocabulary(let error): "\(error)"
            case .record(let error): "\(error)"
            }
        }
    }
}
