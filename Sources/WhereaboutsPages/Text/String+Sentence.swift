extension String {
    /// With its first letter in upper case, as a heading has it.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
