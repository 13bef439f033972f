/// A value of a return that nobody recorded: it follows from others, or stands for one not known.
struct Derived: Hashable {
    /// The items of the form, such as `UPN`.
    let item: String
    /// Where the value comes from, in plain words.
    let reason: String

    init(_ item: String, _ reason: String) { (self.item, self.reason) = (item, reason) }
}
