/// The kinds by which a log speaks of itself, as `vocabulary.proto` numbers them.
package enum LogKind {
    /// The log begins.
    package static let created: UInt32 = 64
    /// An anchor: commits to every subject's history.
    package static let anchored: UInt32 = 66
    /// A key signs from here on.
    package static let signingKeyDeclared: UInt32 = 67
}
