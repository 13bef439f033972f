import EventLog
import Whereabouts

extension JournalStory {
    static let visitor = RecordingActor.rhiProvider("R-1")

    /// An interview offered, accepted half an hour later, and held.
    mutating func interview(
        _ episode: JournalEntry, offered: Instant, held: Instant,
        by actor: RecordingActor = visitor
    ) {
        let offer = offer(episode, offered, by: actor)
        answer(offer, .rhiAccepted, by: actor)
        hold(episode, held, by: actor, offer: offer)
    }

    @discardableResult
    mutating func offer(
        _ episode: JournalEntry, _ moment: Instant, by actor: RecordingActor = visitor
    ) -> JournalEntry {
        add(
            .rhiOffered, at: moment,
            [
                "offeredTo": "child", "how": "phone", "providerType": "commissioned-independent",
                "independent": true, "coversEpisodes": [.id(episode.id)],
            ], by: actor)
    }

    /// The child accepts or declines, half an hour after the offer.
    mutating func answer(
        _ offer: JournalEntry, _ kind: Kind, by actor: RecordingActor = visitor
    ) {
        add(
            kind, at: offer.occurredAt.adding(minutes: 30), ["by": "child"], by: actor,
            refersTo: offer.id)
    }

    mutating func hold(
        _ episode: JournalEntry, _ moment: Instant, by actor: RecordingActor = visitor,
        offer: JournalEntry? = nil
    ) {
        add(
            .rhiCompleted, at: moment,
            [
                "providerType": "commissioned-independent", "independent": true,
                "seenAlone": true, "coversEpisodes": [.id(episode.id)], "reasons": ["friends"],
                "riskFlags": [], "harm": ["none-known"],
            ], by: actor, refersTo: offer?.id)
    }
}
