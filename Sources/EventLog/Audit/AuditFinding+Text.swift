import Merkle

extension AuditFinding: CustomStringConvertible {
    /// Where and what, in one line.
    public var description: String { "\(place): \(rule)" }
}

extension AuditFinding.Place: CustomStringConvertible {
    /// Such as `position 17` or `checkpoint of 600`.
    public var description: String {
        switch self {
        case .log: "log"
        case .entry(let position): "position \(position)"
        case .checkpoint(let size): "checkpoint of \(size)"
        case .node(let address): "node \(address.index) of level \(address.level)"
        case .index(let name): "index \(name)"
        }
    }
}

extension AuditRule: CustomStringConvertible {
    /// What is wrong, and where it helps, what to do.
    public var description: String {
        switch self {
        case .checksum: "the entry's bytes do not have the checksum stored with them"
        case .structure: "the bytes are not an entry of the published form"
        case .missing: "there is no entry"
        case .position(let said): "the entry says that it stands at position \(said)"
        case .recordedAt: "recorded earlier than the entry before it"
        case .repeatedID(let first): "has the id of the entry at position \(first)"
        case .previousOfSubject(let expected, let found):
            "its child's entry before is at \(Self.link(expected)), it names \(Self.link(found))"
        case .previousOfScope(let expected, let found):
            "its home's entry before is at \(Self.link(expected)), it names \(Self.link(found))"
        case .place(let expected, let found):
            "is number \(expected) of its child's history and says \(found)"
        case .reference(let target): "refers to position \(target), which comes later"
        case .number(let number): "has the number \(number), which is not the next one"
        case .streamKey: "a child's first entry, and no other, has a stream key"
        case .sealedDigest: "the sealed words are not those that the entry commits to"
        case .sealedMissing: "the sealed words are gone, and no entry says that they were erased"
        case .sealedAfterErasure(let erasedAt):
            "the sealed words are there, although the entry at \(erasedAt) says they were erased"
        case .sealedOrphan: "sealed words without an entry that commits to them"
        case .storedNode: "is not the one of the entries; if nothing else is found, rebuild"
        case .storedHeads: "are not those of the entries; if nothing else is found, rebuild"
        case .anchor(let fault): "the anchor \(fault)"
        case .checkpointForm(let reason): "is damaged: \(reason)"
        case .root(let expected, let found):
            "the signed root is \(expected.base64), the entries give \(found.base64): "
                + "entries were changed"
        case .noAnchor: "its last entry is not an anchor"
        case .signature(let reason): "the signature is not good: \(reason)"
        case .policy(let reason): "the trust policy is not met: \(reason)"
        case .rolledBack(let size):
            "was published, and the log has only \(size) entries: an older copy is in its place"
        case .forked(let pinned, let found):
            "the pinned root is \(pinned.base64), the entries give \(found.base64): "
                + "the log was rewritten"
        case .unreadable(let reason): "the audit could not go through: \(reason)"
        }
    }

    /// A short name for machines.
    public var code: String {
        switch self {
        case .checksum: "checksum"
        case .structure: "structure"
        case .missing: "missing"
        case .position: "position"
        case .recordedAt: "recordedAt"
        case .repeatedID: "repeatedID"
        case .previousOfSubject: "previousOfSubject"
        case .previousOfScope: "previousOfScope"
        case .place: "place"
        case .reference: "reference"
        case .number: "number"
        case .streamKey: "streamKey"
        case .sealedDigest: "sealedDigest"
        case .sealedMissing: "sealedMissing"
        case .sealedAfterErasure: "sealedAfterErasure"
        case .sealedOrphan: "sealedOrphan"
        case .storedNode: "storedNode"
        case .storedHeads: "storedHeads"
        case .anchor: "anchor"
        case .checkpointForm: "checkpointForm"
        case .root: "root"
        case .noAnchor: "noAnchor"
        case .signature: "signature"
        case .policy: "policy"
        case .rolledBack: "rolledBack"
        case .forked: "forked"
        case .unreadable: "unreadable"
        }
    }

    private static func link(_ position: UInt64) -> String {
        position == 0 ? "none" : "position \(position)"
    }
}

extension AnchorFault: CustomStringConvertible {
    /// What is wrong.
    public var description: String {
        switch self {
        case .form: "is not in the form of one"
        case .mapRoot: "commits to other histories than those of the entries"
        case .subjects(let expected, let found):
            "counts \(found) children, the entries have \(expected)"
        case .repeatedKey: "cannot hold: two children have one stream key"
        }
    }
}
