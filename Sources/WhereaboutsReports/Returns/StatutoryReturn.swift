/// A return that the law, a regulator or the sector asks for, as files.
///
/// It holds dates of birth and what happened to single children: it is for the authority and the
/// Department, and has no form for the public.
public protocol StatutoryReturn: Sendable {
    /// Which version of the form it follows, such as `ssda903/2024-27`.
    var specification: ReturnSpecification { get }

    /// The names of its files, in order.
    var files: [String] { get }

    /// Writes one file, a piece at a time; memory does not grow with its rows.
    ///
    /// - Parameters:
    ///   - file: One of ``files``.
    ///   - sink: Gets the pieces, in order.
    /// - Returns: How many rows it has, without the line of titles.
    /// - Throws: ``StatutoryReturnError``, what the sink throws, and what reading throws.
    @discardableResult
    func write(_ file: String, to sink: @escaping ([UInt8]) throws -> Void) throws -> Int
}

/// Why a return cannot be made.
@nonexhaustive
public enum StatutoryReturnError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No form is known for the year or day.
    case noSpecification(form: String, of: String, known: String)
    /// A return names children and dates of birth, which are sealed.
    case needsKey
    /// The return has no such file.
    case unknownFile(String, files: [String])

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .noSpecification(let form, let wanted, let known):
            "no \(form) form is known for \(wanted); known are \(known)"
        case .needsKey:
            "a return needs the log's key: it holds children's ids and dates of birth; name the "
                + "key file"
        case .unknownFile(let name, let files):
            "the return has no file \(name); it has \(files.joined(separator: ", "))"
        }
    }
}
