import EventLog
import Whereabouts

extension EpisodeScript {
    private func after(_ minutes: Int) -> Instant { end.adding(minutes: minutes) }

    /// Safe and well, reasons, risk, the police's last word.
    mutating func afterwards() {
        let isReported = entries.contains { $0.kind == .reportedToPolice }
        switch dice.below(10) {
        case 0..<6 where isReported:
            add(
                .safeAndWellDone, at: after(dice.draw(60...1_200)),
                [
                    "method": "face-to-face", "disclosed": .bool(dice.happens(10)),
                    "sharedWith": ["homeStaff"], "officer": .string(officer.id),
                ], by: officer)
        case 6 where isReported:
            add(.safeAndWellNotDone, at: after(dice.draw(900...1_500)), by: officer)
        default: break
        }
        if dice.happens(50) {
            add(
                .childReasonsRecorded, at: after(dice.draw(30...600)),
                ["reasons": [.string(dice.pick(CodeList.reason.codes))]])
        }
        if dice.happens(50) {
            add(
                .postIncidentRiskAssessed, at: after(dice.draw(120...2_000)),
                [
                    "before": "medium", "after": .string(dice.pick(["low", "medium", "high"])),
                    "reviewDue": .date(London.date(of: after(30 * 1_440))),
                ], by: .registeredManager("M-\(home + 1)"))
        }
        if isReported, dice.happens(60) {
            add(
                .policeCaseClosed, at: after(dice.draw(60...3_000)),
                ["outcome": "returned", "harm": "none-known"], by: officer)
        }
    }

    /// The return home interview, offered, answered and held or not.
    mutating func interview() {
        guard isMissing, dice.happens(85), let opening = openingID else { return }
        guard dice.happens(94) else {
            add(.rhiNotOffered, at: after(80 * 60), ["asserter": "homeStaff"])
            return
        }
        let offer = add(
            .rhiOffered, at: after(dice.draw(240...3_600)),
            [
                "offeredTo": "child", "how": "phone", "providerType": "commissioned-independent",
                "independent": true, "coversEpisodes": [.id(opening)],
            ], by: provider)
        let answered = offer.occurredAt.adding(minutes: dice.draw(30...600))
        switch dice.below(10) {
        case 0..<3: answer(offer, .rhiDeclined, at: answered)
        case 3..<8:
            let accepted = answer(offer, .rhiAccepted, at: answered)
            guard dice.happens(85) else { return }
            add(
                .rhiCompleted, at: answered.adding(minutes: dice.draw(60...4_000)),
                [
                    "providerType": "commissioned-independent", "independent": true,
                    "seenAlone": .bool(dice.happens(90)), "coversEpisodes": [.id(opening)],
                    "reasons": [.string(dice.pick(CodeList.reason.codes))],
                    "riskFlags": dice.happens(30) ? ["cce"] : [], "harm": ["none-known"],
                ], by: provider, after: accepted, refersTo: offer.id)
        default: break
        }
    }

    @discardableResult
    private mutating func answer(
        _ offer: JournalEntry, _ kind: Kind, at moment: Instant
    ) -> JournalEntry {
        add(kind, at: moment, ["by": "child"], by: provider, after: offer, refersTo: offer.id)
    }

    /// Corrections, withdrawals and reinstatements.
    mutating func govern(_ returned: JournalEntry) {
        let manager = RecordingActor.registeredManager("M-\(home + 1)")
        let approval: JSONValue = ["approvedBy": .string(manager.id)]
        if dice.happens(3) { correct(returned, by: manager) }
        if dice.happens(2), let search = entries.first(where: { $0.kind == .searchActionTaken }) {
            add(
                .entryWithdrawn, at: after(dice.draw(60...4_000)), approval, by: manager,
                after: search, refersTo: search.id)
        }
        guard dice.below(200) == 0 else { return }
        let withdrawal = add(
            .entryWithdrawn, at: after(4_500), approval, by: manager, after: returned,
            refersTo: openingID)
        guard dice.happens(33) else { return }
        add(
            .entryReinstated, at: after(5_000), approval, by: manager, after: withdrawal,
            refersTo: openingID)
    }

    private mutating func correct(_ returned: JournalEntry, by manager: RecordingActor) {
        let change: JSONValue =
            dice.happens(50)
            ? [
                "path": "occurredAt", "old": .time(returned.occurredAt),
                "new": .time(returned.occurredAt.adding(minutes: dice.draw(-4...240))),
            ]
            : [
                "path": "facts.returnedBy", "old": returned.facts["returnedBy"] ?? .null,
                "new": "family",
            ]
        add(
            .entryCorrected, at: after(dice.draw(300...4_000)),
            ["patches": [change], "approvedBy": .string(manager.id)], by: manager,
            after: returned, refersTo: returned.id)
    }
}
