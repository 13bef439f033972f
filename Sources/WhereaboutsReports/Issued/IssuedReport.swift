public import Merkle
public import Whereabouts

/// A report as it is given out: the answer and the statement that binds it to the log.
public struct IssuedReport: Hashable, Sendable {
    /// The answer's bytes.
    public let output: [UInt8]
    /// What is signed.
    public let statement: ReportStatement
    /// The statement as a signed note; a file with the suffix `.statement`.
    public let note: SignedNote
}

/// The answer to the question whether a report can be made again.
public enum ReportCheck: Hashable, Sendable {
    /// The same question to the same entries gives the same bytes.
    case same
    /// It gives other bytes, and nothing was erased: the program or the log has changed.
    case differs(Difference?)
    /// Words that it was made of have been erased since.
    case notReproducible(inputs: Int, erasures: [ErasureReceipt])

    /// The first line in which two outputs differ.
    public struct Difference: Hashable, Sendable {
        /// The number of the line, from 1.
        public let line: Int
        /// The number of the byte in the line, from 1.
        public let column: Int
    }
}
