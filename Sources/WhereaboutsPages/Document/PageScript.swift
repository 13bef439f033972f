import Merkle

/// A script that stands in a page, and the policy that lets it and nothing else run.
struct PageScript {
    let source: String

    /// No script.
    static let none = PageScript(source: "")

    /// The Content-Security-Policy of the page: nothing is fetched, nothing else is run.
    var policy: String {
        let shared = "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        guard !source.isEmpty else { return "default-src 'none'; \(shared)" }
        let hash = MerkleHash.sha256(Array(source.utf8).span).base64
        return "default-src 'none'; script-src 'sha256-\(hash)'; \(shared)"
    }
}
