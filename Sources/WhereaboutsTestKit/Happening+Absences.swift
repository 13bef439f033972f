import EventLog
public import Whereabouts

extension Happening {
    /// What the home knows of a child's whereabouts.
    public enum Whereabouts: Hashable, Sendable {
        /// Nobody knows where the child is.
        case unknown
        /// The home knows where the child is.
        case known
    }

    /// The home notes that a child is not where expected.
    ///
    /// - Parameters:
    ///   - child: Who is absent.
    ///   - home: From where; by default where the scenario placed the child.
    ///   - whereabouts: Whether anybody knows where the child is.
    ///   - hasConcerns: Whether there is concern.
    ///   - isAuthorised: Whether the child may be away.
    ///   - lastSeen: When the child was last seen; by default when the absence was noted.
    ///   - role: Who saw the child last.
    /// - Returns: The absence, which opens an episode.
    public static func absence(
        child: Whom = .lastGiven, home: HomeID? = nil, whereabouts: Whereabouts = .unknown,
        hasConcerns: Bool = true, isAuthorised: Bool = false, lastSeen: StoryTime? = nil,
        by role: Role = .homeStaff
    ) -> Self {
        Self(child: child, home: .filedUnder(home)) { moment, _ in
            let seen = try lastSeen?.occurrence().at ?? moment
            return AbsenceNoted.with {
                ($0.whereaboutsKnown, $0.concerns) = (whereabouts == .known, hasConcerns)
                ($0.authorised, $0.expectedPlace) = (isAuthorised, "home")
                ($0.lastSeenAt, $0.lastSeenBy) = (seen, role)
            }
        }
    }

    /// The home reports the child to the police.
    public static func reportedToPolice(child: Whom = .lastGiven) -> Self {
        recording(
            ReportedToPolice.with {
                ($0.force, $0.callRef, $0.reporter) = ("PF1", "CAD-1", "S-1")
                $0.method = .phone101
            }, child: child)
    }

    /// Somebody learns where the child is.
    public static func whereaboutsBecameKnown(
        child: Whom = .lastGiven, place: FoundCircumstance = .atFriend
    ) -> Self {
        recording(WhereaboutsBecameKnown.with { $0.placeClass = place }, child: child)
    }

    /// Nobody knows any more where the child is.
    public static func whereaboutsLost(
        child: Whom = .lastGiven, place: FoundCircumstance = .atFriend
    ) -> Self {
        recording(WhereaboutsLost.with { $0.placeClass = place }, child: child)
    }

    /// The child is found.
    public static func found(
        child: Whom = .lastGiven, by finder: FoundBy = .police,
        place: FoundCircumstance = .street
    ) -> Self {
        recording(
            ChildFound.with {
                ($0.foundBy, $0.placeClass, $0.circumstances) = (finder, place, place)
            }, child: child)
    }

    /// The child does not want to come back.
    public static func returnRefused(
        child: Whom = .lastGiven, whereabouts: FoundCircumstance = .atFriend
    ) -> Self {
        recording(ReturnRefused.with { $0.whereabouts = whereabouts }, child: child)
    }

    /// The child is back, which ends the episode.
    ///
    /// - Parameters:
    ///   - child: Who is back.
    ///   - home: Where; by default where the scenario placed the child.
    ///   - companion: Who brought the child.
    /// - Returns: The return.
    public static func returned(
        child: Whom = .lastGiven, to home: HomeID? = nil, by companion: ReturnedBy = .police
    ) -> Self {
        Self(child: child, home: .inFacts(home)) { _, home in
            ChildReturned.with { ($0.toHome, $0.returnedBy) = (home?.text ?? "", companion) }
        }
    }
}
