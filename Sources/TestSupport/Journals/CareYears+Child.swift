import EventLog
import Whereabouts

extension CareYears {
    /// One child's years: registered, in care, moved about, and away.
    mutating func live() {
        let admitted = Self.first.adding(days: dice.below(1_100))
        let birth = admitted.adding(days: -(11 * 365 + dice.below(7 * 365)))
        add(
            .childRegistered, at: London.midnight(of: admitted),
            ["responsibleAuthority": "LA1", "legalStatus": "C2"],
            words: ["dob": .date(birth), "sex": dice.happens(50) ? "F" : "M", "ethnicity": "WBRI"])
        var day = admitted
        var spans: [ClosedRange<LocalDate>] = []
        repeat {
            let end = stayInCare(from: day, birthday: birth.adding(years: 18))
            spans.append(day...(end ?? Self.last))
            guard let end, dice.happens(50), end < birth.adding(years: 17) else { break }
            let isTransfer = dice.happens(50)
            if isTransfer { transfer(on: end) }
            day = end.adding(days: isTransfer ? 0 : dice.below(60))
        } while day < Self.last
        // An authority can take over without anybody saying that care ended.
        if dice.happens(5), let span = spans.last {
            transfer(on: span.lowerBound.adding(days: dice.draw(5...90)))
        }
        for span in spans { goMissing(in: span) }
        // Some absences lie outside care.
        if admitted < Self.last, dice.happens(3) { goMissing(in: admitted...Self.last) }
    }

    /// One period of care: placements one after the other; gives the day on which it ended.
    private mutating func stayInCare(from start: LocalDate, birthday: LocalDate) -> LocalDate? {
        var end: LocalDate? = nil
        if dice.happens(40) { end = start.adding(days: dice.below(500)) }
        if birthday < end ?? Self.last { end = birthday }
        if let day = end, day > Self.last || birthday < start { end = nil }
        let isOf18 = end == birthday
        // Of a child who is still missing then, nobody may have recorded it.
        let isRecorded = !isOf18 || dice.happens(70)
        add(.careStarted, at: London.midnight(of: start), ["decom": .date(start)])
        var day = start
        while true {
            let home = dice.pick(Self.homes)
            let id = JSONValue.string("PL-\(entries.count)")
            let moved = day.adding(days: dice.draw(1...300))
            add(
                .placementStarted, at: London.midnight(of: day),
                ["placementId": id, "placeProvider": "PR4", "from": time(day)], home: home)
            changeStatus(after: day)
            let until = end ?? Self.last
            guard moved < until else {
                if isRecorded, let end { endPlacement(id, end, isOf18 ? "E8" : "E4A", home) }
                break
            }
            if dice.happens(8) { stayInside(day, moved) }
            if dice.happens(95) { endPlacement(id, moved, "X1", home) }
            day = dice.happens(5) ? moved.adding(days: dice.below(6)) : moved
        }
        if isRecorded, let end {
            add(
                .careCeased, at: London.midnight(of: end),
                ["dec": .date(end), "rec": isOf18 ? "E8" : "E4A"])
        }
        return end
    }

    private mutating func transfer(on day: LocalDate) {
        guard day <= Self.last else { return }
        add(
            .childDetailsChanged, at: London.midnight(of: day).adding(minutes: 600),
            ["responsibleAuthority": dice.happens(80) ? "LA2" : "LA1"])
    }

    /// A stay in another home while the placement goes on, such as a week's respite.
    private mutating func stayInside(_ from: LocalDate, _ to: LocalDate) {
        let start = from.adding(days: 1 + dice.below(20))
        let end = start.adding(days: dice.below(9))
        guard end < to, end <= Self.last else { return }
        let (home, id) = (dice.pick(Self.homes), JSONValue.string("PL-\(entries.count)"))
        add(
            .placementStarted, at: London.midnight(of: start),
            ["placementId": id, "placeProvider": "PR4", "from": time(start)], home: home)
        endPlacement(id, end, "X1", home)
    }

    private func time(_ day: LocalDate) -> JSONValue { .time(London.midnight(of: day)) }

    private mutating func endPlacement(
        _ id: JSONValue, _ day: LocalDate, _ reason: JSONValue, _ home: String
    ) {
        let facts: JSONValue = ["placementId": id, "to": time(day), "rec": reason]
        add(.placementEnded, at: London.midnight(of: day), facts, home: home)
    }

    private mutating func changeStatus(after day: LocalDate) {
        guard dice.happens(25) else { return }
        let changed = day.adding(days: dice.below(200))
        guard changed <= Self.last else { return }
        add(
            .legalStatusChanged, at: London.midnight(of: changed),
            ["ls": dice.happens(50) ? "C1" : "C2", "from": .date(changed)])
    }
}
