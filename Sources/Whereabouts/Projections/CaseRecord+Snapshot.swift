import EventLog

/// The bytes of a case record in a snapshot, field by field.
///
/// A change here, or of what a field means, needs a new ``CaseSnapshot/version``.
extension CaseRecord {
    func write(to writer: inout SnapshotWriter) {
        writer.write(episodes) { $1.write(to: &$0) }
        writer.write(findings) { $1.write(to: &$0) }
        writer.write(deadlines) { $1.write(to: &$0) }
        writer.write(milestones) { $1.write(to: &$0) }
        residence.write(to: &writer)
        person.write(to: &writer)
    }

    init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        episodes = try reader.list { reader throws(Misfit) in try Episode(&reader) }
        findings = try reader.list { reader throws(Misfit) in try Finding(&reader) }
        deadlines = try reader.list { reader throws(Misfit) in try Deadline(&reader) }
        milestones = try reader.list { reader throws(Misfit) in try Milestone(&reader) }
        residence = try Residence(&reader)
        person = try Person(&reader)
    }
}

extension Person {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(isUASC)
        writer.write(isFlagged)
        writer.write(isAtRiskOfCSE)
        writer.write(isRiskAssessed)
        writer.write(authorities) { writer, period in
            writer.write(period.from)
            writer.write(period.code)
        }
        writer.write(birthChange) { $0.write($1) }
        writer.write(hasKeepingRule)
        writer.write(identityChange) { $0.write($1) }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        (isUASC, isFlagged) = (try reader.flag(), try reader.flag())
        (isAtRiskOfCSE, isRiskAssessed) = (try reader.flag(), try reader.flag())
        authorities = try reader.list { reader throws(Misfit) in
            AuthorityPeriod(from: try reader.day(), code: try reader.text())
        }
        birthChange = try reader.optional { reader throws(Misfit) in try reader.position() }
        hasKeepingRule = try reader.flag()
        identityChange = try reader.optional { reader throws(Misfit) in try reader.position() }
    }
}

extension Residence {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(stays) { $1.write(to: &$0) }
        writer.write(hasCare)
        for periods in [care, careEnds] { writer.write(periods) { $1.write(to: &$0) } }
        writer.write(otherEnds) { $0.write($1) }
        writer.write(statuses) { writer, period in
            writer.write(period.from)
            writer.write(period.status)
        }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        let stays = try reader.list { reader throws(Misfit) in try Stay(&reader) }
        let hasCare = try reader.flag()
        let care = try reader.list { reader throws(Misfit) in try CarePeriod(&reader) }
        let careEnds = try reader.list { reader throws(Misfit) in try CarePeriod(&reader) }
        self.init(
            stays: stays, hasCare: hasCare, care: care, otherEnds: try reader.marks(),
            careEnds: careEnds,
            statuses: try reader.list { reader throws(Misfit) in
                LegalStatusPeriod(from: try reader.day(), status: try reader.code())
            })
    }
}

extension Episode {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(id)
        writer.write(opening)
        writer.write(scope)
        writer.write(start)
        writer.write(opened)
        writer.write(lastSeen) { $0.write($1) }
        writer.write(careScope)
        for end in [found, returned, endedOtherwise, safeAndWell, explanation] {
            writer.write(end) { $0.write($1) }
        }
        writer.write(endedReason?.rawValue) { $0.write($1) }
        writer.write(segments) { writer, segment in
            writer.write(segment.segmentClass == .missing)
            writer.write(segment.start)
            writer.write(segment.end) { $0.write($1) }
        }
        writer.write(areWhereaboutsKnown)
        writer.write(isLostAgain)
        writer.write(policeReports) { $0.write($1) }
        writer.write(policeCategory?.rawValue) { $0.write($1) }
        writer.write(policeGrades) { $0.write($1.rawValue) }
        writer.write(policeClosed) { $0.write($1) }
        interview.write(to: &writer)
        writer.write(offerChallenges) { $0.write($1) }
        writer.write(ageAtReturn) { $0.write($1) }
        writer.write(isAgeStale)
        writer.write(latestAge) { $0.write($1) }
        writer.write(ageAtOpening) { $0.write($1) }
        writer.write(isOpeningAgeStale)
        circumstances.write(to: &writer)
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        (id, opening, scope) = (try reader.id(), try reader.position(), try reader.scope())
        (start, opened) = (try reader.occurrence(), try reader.occurrence())
        lastSeen = try reader.optional { reader throws(Misfit) in try reader.moment() }
        careScope = try reader.scope()
        func mark(_ reader: inout SnapshotReader) throws(Misfit) -> Mark? {
            try reader.optional { reader throws(Misfit) in try reader.mark() }
        }
        func int(_ reader: inout SnapshotReader) throws(Misfit) -> Int? {
            try reader.optional { reader throws(Misfit) in try reader.int() }
        }
        (found, returned) = (try mark(&reader), try mark(&reader))
        endedOtherwise = try mark(&reader)
        (safeAndWell, explanation) = (try mark(&reader), try mark(&reader))
        endedReason = try int(&reader).flatMap { EndedReason(rawValue: $0) }
        segments = try reader.list { reader throws(Misfit) in
            Segment(
                segmentClass: try reader.flag() ? .missing : .away,
                start: try reader.occurrence(),
                end: try reader.optional { reader throws(Misfit) in try reader.occurrence() })
        }
        areWhereaboutsKnown = try reader.flag()
        isLostAgain = try reader.flag()
        policeReports = try reader.marks()
        policeCategory = try int(&reader).flatMap { PoliceCategory(rawValue: $0) }
        policeGrades = try reader.list { reader throws(Misfit) in
            guard let grade = PoliceGrade(rawValue: try reader.int()) else { throw Misfit() }
            return grade
        }
        policeClosed = try reader.optional { reader throws(Misfit) in try reader.occurrence() }
        interview = try Interview(&reader)
        offerChallenges = try reader.list { reader throws(Misfit) in try reader.position() }
        ageAtReturn = try int(&reader)
        isAgeStale = try reader.flag()
        latestAge = try int(&reader)
        ageAtOpening = try int(&reader)
        isOpeningAgeStale = try reader.flag()
        circumstances = try Circumstances(&reader)
    }
}

extension Circumstances {
    fileprivate func write(to writer: inout SnapshotWriter) {
        for code in [lastPlace?.rawValue, foundBy?.rawValue, foundPlace?.rawValue] {
            writer.write(code) { $0.write($1) }
        }
        for bits in [harms.bits, reasons.bits, risks.bits] { writer.write(bits) }
        writer.write(isHomeOfficeTold)
        writer.write(isReferred)
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        func int(_ reader: inout SnapshotReader) throws(Misfit) -> Int? {
            try reader.optional { reader throws(Misfit) in try reader.int() }
        }
        self.init()
        lastPlace = try int(&reader).flatMap { FoundCircumstance(rawValue: $0) }
        foundBy = try int(&reader).flatMap { FoundBy(rawValue: $0) }
        foundPlace = try int(&reader).flatMap { FoundCircumstance(rawValue: $0) }
        harms = CodeSet(bits: try reader.number())
        reasons = CodeSet(bits: try reader.number())
        risks = CodeSet(bits: try reader.number())
        isHomeOfficeTold = try reader.flag()
        isReferred = try reader.flag()
    }
}

extension Interview {
    fileprivate func write(to writer: inout SnapshotWriter) {
        for marks in [offers, acceptances, refusals, notDone] {
            writer.write(marks) { $0.write($1) }
        }
        writer.write(completions) { writer, held in
            writer.write(held.mark)
            writer.write(held.isIndependent)
            writer.write(held.provider.rawValue)
        }
        writer.write(due) { $0.write($1) }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        (offers, acceptances) = (try reader.marks(), try reader.marks())
        (refusals, notDone) = (try reader.marks(), try reader.marks())
        completions = try reader.list { reader throws(Misfit) in
            Completion(
                mark: try reader.mark(), isIndependent: try reader.flag(),
                provider: RhiProviderType(rawValue: try reader.int()) ?? .unspecified)
        }
        due = try reader.optional { reader throws(Misfit) in try reader.moment() }
    }
}

extension Finding {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(flag.rawValue)
        writer.write(episode) { $0.write($1) }
        writer.write(evidence) { $0.write($1) }
        writer.write(after) { $0.write($1) }
        writer.write(place) { $0.write($1) }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        guard let flag = Flag(rawValue: try reader.int()) else { throw Misfit() }
        self.init(
            flag, try reader.optional { reader throws(Misfit) in try reader.id() },
            try reader.list { reader throws(Misfit) in try reader.position() },
            after: try reader.optional { reader throws(Misfit) in try reader.moment() })
        place = try reader.optional { reader throws(Misfit) in try reader.int() }
    }
}

extension Deadline {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(duty.order)
        writer.write(cause)
        writer.write(episode) { $0.write($1) }
        writer.write(scope)
        writer.write(owner)
        writer.write(due) { $0.write($1) }
        writer.write(met) { $0.write($1) }
        writer.write(released) { $0.write($1) }
        writer.write(place) { $0.write($1) }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        typealias Misfit = SnapshotReader.Misfit
        let number = try reader.int()
        guard Duty.allCases.indices.contains(number) else { throw Misfit() }
        duty = Duty.allCases[number]
        cause = try reader.mark()
        episode = try reader.optional { reader throws(Misfit) in try reader.id() }
        (scope, owner) = (try reader.scope(), try reader.text())
        due = try reader.optional { reader throws(Misfit) in try reader.moment() }
        met = try reader.optional { reader throws(Misfit) in try reader.mark() }
        released = try reader.optional { reader throws(Misfit) in try reader.mark() }
        place = try reader.optional { reader throws(Misfit) in try reader.int() }
    }
}

extension Milestone {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(UInt64(kind.rawValue))
        writer.write(mark)
        writer.write(recordedAt)
        writer.write(episode) { $0.write($1) }
        writer.write(scope)
        writer.write(code)
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        kind = Kind(rawValue: UInt32(clamping: try reader.number()))
        (mark, recordedAt) = (try reader.mark(), try reader.moment())
        episode = try reader.optional { reader throws(SnapshotReader.Misfit) in try reader.id() }
        (scope, code) = (try reader.scope(), try reader.int())
    }
}

extension Stay {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(scope)
        writer.write(started)
        writer.write(ended) { $0.write($1) }
        writer.write(placement)
        for code in [codes.place, codes.provider, codes.ceased, codes.change] { writer.write(code) }
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        (scope, started) = (try reader.scope(), try reader.mark())
        ended = try reader.optional { reader throws(SnapshotReader.Misfit) in try reader.mark() }
        placement = try reader.text()
        (codes.place, codes.provider) = (try reader.code(), try reader.code())
        (codes.ceased, codes.change) = (try reader.code(), try reader.code())
    }
}

extension CarePeriod {
    fileprivate func write(to writer: inout SnapshotWriter) {
        writer.write(from)
        writer.write(to) { $0.write($1) }
        writer.write(ceased)
        writer.write(need)
    }

    fileprivate init(_ reader: inout SnapshotReader) throws(SnapshotReader.Misfit) {
        from = try reader.day()
        to = try reader.optional { reader throws(SnapshotReader.Misfit) in try reader.day() }
        (ceased, need) = (try reader.code(), try reader.code())
    }
}
