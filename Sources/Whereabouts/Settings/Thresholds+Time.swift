import EventLog

extension Thresholds {
    /// The value in force for what occurred at `moment`.
    func value(_ threshold: Threshold, at moment: Instant) -> Int64 {
        settings.isEmpty ? threshold.standard : value(threshold, on: London.date(of: moment))
    }

    /// The moment a threshold of hours after `moment`, in elapsed time.
    func hours(_ threshold: Threshold, after moment: Instant) -> Instant {
        moment.adding(seconds: value(threshold, at: moment) * 3600)
    }

    /// The moment a threshold of days of 24 hours after `moment`.
    func days(_ threshold: Threshold, after moment: Instant) -> Instant {
        moment.adding(seconds: value(threshold, at: moment) * 86_400)
    }
}
