import EventLog
import Whereabouts

extension EpisodeScript {
    /// Searches and the home's own judgement.
    mutating func look() {
        for round in 0..<dice.draw(1...3) {
            add(
                .searchActionTaken, minutes: 5 + 12 * round + dice.below(8),
                ["action": .string(dice.pick(CodeList.searchAction.codes))])
        }
        guard dice.happens(70) else { return }
        let moment = minute(dice.draw(15...60))
        add(
            .riskJudged, at: moment,
            [
                "level": .string(dice.pick(["low", "medium", "medium", "high"])),
                "factors": dice.happens(50) ? ["cse"] : ["cce", "drugs"],
                "informationBy": "homeStaff", "informationAt": .time(moment),
            ])
    }

    /// Report, category, grade, review.
    mutating func police() {
        if entries[0].kind != .reportedToPolice { report(at: minute(dice.draw(30...180))) }
        let report = entries[0].kind == .reportedToPolice ? entries[0] : entries[entries.count - 1]
        if dice.happens(3) { self.report(at: minute(dice.draw(181...240))) }
        let category = isAbsent ? "absent" : isMissing ? "missing" : "concern-for-safety"
        add(
            .policeCategorised, minutes: dice.draw(200...260), ["category": .string(category)],
            by: officer, after: report)
        if isAbsent {
            review()
        } else if isMissing, dice.happens(90) {
            grade(from: nil, to: "medium", minutes: 270)
            if dice.happens(15) { grade(from: "medium", to: "high", minutes: 400) }
        }
    }

    private mutating func grade(from old: String?, to new: String, minutes: Int) {
        var facts = [
            JSONMember("grade", .string(new)), JSONMember("officer", .string(officer.id)),
        ]
        if let old { facts.append(JSONMember("previous", .string(old))) }
        add(.policeGraded, minutes: minutes, .object(facts), by: officer)
    }

    private mutating func review() {
        let due = minute(dice.draw(320...380))
        let set = add(
            .absenceReviewSet, minutes: 300,
            ["dueAt": .time(due), "agreedWith": .string(officer.id)])
        add(
            .absenceReviewDone, at: due, ["dueRef": .id(set.id), "outcome": "recategorise"],
            by: officer, after: set)
        add(
            .recategorised, at: due.adding(minutes: 1),
            ["fromCategory": "absent", "toCategory": "missing"], by: officer)
        grade(from: nil, to: "medium", minutes: 420)
    }

    /// Who was told, and what came in meanwhile.
    mutating func tell() {
        let length = Int((end.microseconds - entries[0].occurredAt.microseconds) / 60_000_000)
        if dice.happens(80) {
            add(
                .placingAuthorityTold, minutes: dice.draw(60...400),
                [
                    "person": .string(worker.id), "method": "phone",
                    "about": isMissing ? "missing" : "absence",
                ])
        }
        if dice.happens(40) { add(.parentsTold, minutes: dice.draw(60...300), ["who": "mother"]) }
        if dice.happens(10) {
            add(.hostAuthorityNotified, minutes: 240, ["authority": .string(child.authority)])
        }
        if dice.happens(10) {
            add(
                .sightingRecorded, minutes: dice.draw(90...700),
                ["placeClass": "transport-hub", "by": "police", "credible": true])
        }
        if dice.happens(5) {
            add(.ofstedNotificationDecided, minutes: 500, ["decision": "not-serious"])
        }
        guard length > 1_440 else { return }
        for night in 1...min(14, length / 1_440) {
            add(
                .nightlyUpdate, minutes: night * 1_440 - 60,
                ["contactAttempts": .integer(Int64(dice.below(6)))])
        }
    }

    /// Found, now and then refusing, and back; returns the entry of the return.
    mutating func comeBack() -> JournalEntry {
        if dice.happens(75) {
            let found = end.adding(minutes: -dice.draw(5...40))
            let place = dice.pick(["at-friend", "at-family", "street", "transport-hub", "unknown"])
            let entry = add(
                .childFound, at: found,
                [
                    "foundBy": .string(dice.pick(["police", "home-staff", "self-return"])),
                    "placeClass": .string(place), "circumstances": .string(place),
                    "harm": "none-known",
                ])
            if dice.happens(4) {
                add(
                    .returnRefused, at: found.adding(minutes: 3),
                    ["whereabouts": .string(place)], after: entry)
            }
        }
        return add(
            .childReturned, at: end,
            [
                "toHome": .string(GeneratedNames.home(home)),
                "returnedBy": .string(dice.pick(["police", "home-staff", "self-return"])),
                "injuries": .bool(dice.happens(3)),
            ])
    }
}
