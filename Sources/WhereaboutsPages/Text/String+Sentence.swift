extension String {
    /// With its first letter in upper case, as a heading has it; a sign of one letter as it is.
    var sentence: String { count > 1 ? prefix(1).uppercased() + dropFirst() : self }
}
