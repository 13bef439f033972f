public import EventLog
public import Whereabouts

/// One value of a document, with what it tells about people.
public enum Cell: Hashable, Sendable {
    /// How many children, episodes or entries: a small one can point at a child.
    case count(Int)
    /// A count that is shown rounded to the nearest ten, as national tables have it.
    case rounded(Int)
    /// A part of a whole, shown in percent with one decimal.
    case rate(Rate)
    /// A rate in whole percents, as national tables have it.
    case wholeRate(Rate)
    /// A rate in whole percents, without the counts, which are shown rounded.
    case wholePercent(Rate)
    /// So many for a hundred, such as reports for a hundred resident days.
    case ratio(Rate)
    /// So many a head, with one decimal, rounded half up.
    case average(Rate)
    /// Elapsed seconds, shown in hours; `of` says how many episodes are behind it.
    case hours(Int64, of: Int)
    /// A figure of a single child or episode, such as the most absences of one child.
    case single(Int)
    /// A number that says nothing of people: a rank, a limit, a day of the month.
    case number(Int)
    /// By how much a count is more than another, or less.
    case change(Int)
    /// Whole pounds: the price of so many reports.
    case pounds(Int, of: Int)
    /// A code, a label, the id of a home.
    case text(String)
    /// A day on which something happened to a child.
    case date(LocalDate)
    /// When something happened to a child.
    case moment(Occurrence)
    /// A point in time that says nothing of people.
    case instant(Instant)
    /// The host's own id of a child.
    case child(ChildID)
    /// The id of an entry.
    case entry(EntryID)
    /// A date of birth.
    case birth(LocalDate)
    /// A name, or any free words.
    case words(String)
    /// What an entry says, with the moments in it on London's clock for people, in UTC for machines.
    case line(Line)
    /// There is nothing to tell it of: an empty field.
    case none
    /// The source cannot hold it: that is not 0.
    case noData
    /// It would be, but does not apply (`z`).
    case notApplicable
    /// Kept back, so that nobody can be found by it (`c`).
    case suppressed
    /// A percentage that rounds to zero and is not (`k`).
    case negligible(Rate)
    /// Any other figure in words that is told of so many children or episodes.
    case derived(String, of: Int)

    /// A line with moments in it, on both clocks.
    public struct Line: Hashable, Sendable {
        /// For people.
        public let london: String
        /// For machines.
        public let utc: String
        /// Whether it holds free words, which do not leave.
        public let isWords: Bool

        /// Makes a line; see the properties.
        public init(london: String, utc: String, isWords: Bool = false) {
            (self.london, self.utc, self.isWords) = (london, utc, isWords)
        }
    }
}
