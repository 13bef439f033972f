import EventLog
public import Whereabouts

extension Scenario {
    /// Registers a home.
    ///
    /// - Parameters:
    ///   - home: Its id.
    ///   - kind: What it is registered as.
    ///   - capacity: How many children may live there.
    /// - Returns: The scenario.
    /// - Throws: Why the records refuse it.
    @discardableResult
    public func given(
        home: HomeID, kind: HomeKind = .childrensHome, capacity: Int = 4
    ) throws -> Self {
        let facts = HomeRegistered.with {
            ($0.name, $0.providerID, $0.kind) = ("House \(home)", "P1", kind)
            ($0.hostAuthority, $0.policeForce, $0.capacity) = ("LA1", "PF1", Int64(capacity))
        }
        try record(.recording(facts, child: .nobody, home: home).by(.system("setup")))
        return self
    }

    /// Registers a child; what happens next happens to this one.
    ///
    /// - Parameters:
    ///   - child: The child's id.
    ///   - born: The date of birth, such as `2011-03-04`.
    ///   - home: Where the child lives; registered before.
    ///   - start: Since when; by default since now.
    ///   - isUASC: Whether the child is an unaccompanied asylum seeker.
    /// - Returns: The scenario.
    /// - Throws: ``ScenarioError``, or why the records refuse it.
    @discardableResult
    public func given(
        child: ChildID, born: String, placedAt home: HomeID? = nil, since start: StoryTime? = nil,
        isUASC: Bool = false
    ) throws -> Self {
        guard let birth = try? LocalDate(iso: born) else { throw ScenarioError.badTime(born) }
        let facts = ChildRegistered.with {
            $0.responsibleAuthority = "LA1"
            if isUASC { $0.uasc = true }
        }
        let registration = Happening.recording(facts, child: .named(child)).by(.system("setup"))
            .saying { ($0.dob, $0.sex, $0.ethnicity) = (birth, .f, .ooth) }
        try record(registration)
        remember(child, livesIn: home)
        if let home { try place(child, home, since: start) }
        return self
    }

    private func place(_ child: ChildID, _ home: HomeID, since start: StoryTime?) throws {
        var placement = Happening(child: .named(child), home: .filedUnder(home)) { moment, _ in
            PlacementStarted.with {
                ($0.placementID, $0.placeProvider, $0.from) = ("\(child)-1", .pr4, moment)
            }
        }
        placement = placement.by(.system("setup"))
        try record(start.map { placement.at($0) } ?? placement)
    }

    /// Records what happens, in order.
    ///
    /// - Returns: The scenario.
    /// - Throws: As ``record(_:)``.
    @discardableResult
    public func given(_ happenings: Happening...) throws -> Self {
        for happening in happenings { try record(happening) }
        return self
    }

    /// Runs the code under test.
    ///
    /// - Parameter body: Gets the records.
    /// - Returns: The scenario.
    /// - Throws: What `body` throws.
    @discardableResult
    public func when(_ body: (Records) throws -> Void) throws -> Self {
        try body(records)
        return self
    }

    /// Runs the code under test, which is asynchronous.
    ///
    /// - Parameters:
    ///   - isolation: The caller's.
    ///   - body: Gets the records.
    /// - Returns: The scenario.
    /// - Throws: What `body` throws.
    @discardableResult
    public func when(
        isolation: isolated (any Actor)? = #isolation, _ body: (Records) async throws -> Void
    ) async throws -> Self {
        try await body(records)
        return self
    }

    /// Looks at what the records know about a child.
    ///
    /// - Parameters:
    ///   - child: By default the one that was given last.
    ///   - moment: Only what was recorded strictly before it; by default everything.
    ///   - body: Gets the child's history; see `History.expect(openEpisodes:)`.
    /// - Returns: The scenario.
    /// - Throws: What `body` throws, such as an ``ExpectationFailure``.
    @discardableResult
    public func then(
        child: ChildID? = nil, knownBefore moment: StoryTime? = nil,
        _ body: (History) throws -> Void
    ) throws -> Self {
        let child = try child ?? lastGiven()
        let point = try moment.map { KnowledgePoint.recorded(before: try $0.occurrence().at) }
        try body(try records.asOf(point ?? .now).history(of: child))
        return self
    }
}
