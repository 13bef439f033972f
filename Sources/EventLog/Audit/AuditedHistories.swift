import Merkle

/// The heads of all subjects and scopes as they follow from the entries, checked link by link.
struct AuditedHistories {
    private(set) var heads = Heads()
    private var map = AuditedMap()

    /// What an anchor must say of the histories so far; `nil` when two subjects have one key.
    mutating func commitment() -> (root: MerkleHash, subjectCount: UInt64)? {
        map.commitment(to: heads)
    }

    /// Takes in one entry; what its links should be follows from the entries before.
    mutating func take(
        _ header: EntryHeader, _ outline: EntryOutline, _ leaf: MerkleHash, at position: UInt64,
        _ findings: inout AuditFindings
    ) {
        let subject = header.subject.number
        let scope = header.scope.number
        checkSubject(subject, header, outline, position, &findings)
        checkScope(scope, header, position, &findings)
        // A number out of line must not make room for all the numbers before it.
        let isSubjectNear = subject <= UInt64(heads.subjects.count) + 1
        let isScopeNear = scope <= UInt64(heads.scopes.count) + 1
        heads.skip(to: position)
        heads.note(
            subject: isSubjectNear ? subject : 0, scope: isScopeNear ? scope : 0,
            recordedAt: header.recordedAt, leaf: leaf,
            streamKey: header.place == 1 ? outline.streamKey : nil)
        guard isSubjectNear, subject > 0 else { return }
        heads.resume(subject, after: header.place)
        map.touch(subject)
    }

    private func checkSubject(
        _ subject: UInt64, _ header: EntryHeader, _ outline: EntryOutline, _ position: UInt64,
        _ findings: inout AuditFindings
    ) {
        let count = UInt64(heads.subjects.count)
        if subject > count + 1 { findings.add(position, .number(subject)) }
        let head = heads.subject(subject)
        let link = header.previousOfSubject?.rawValue ?? 0
        let expectedLink = subject == 0 ? 0 : head.last
        if link != expectedLink {
            findings.add(position, .previousOfSubject(expected: expectedLink, found: link))
        }
        let place = subject == 0 ? 0 : head.count + 1
        if header.place != place {
            findings.add(position, .place(expected: place, found: header.place))
        }
        if (outline.streamKey != nil) != (place == 1) { findings.add(position, .streamKey) }
    }

    private func checkScope(
        _ scope: UInt64, _ header: EntryHeader, _ position: UInt64,
        _ findings: inout AuditFindings
    ) {
        if scope > UInt64(heads.scopes.count) + 1 { findings.add(position, .number(scope)) }
        let link = header.previousOfScope?.rawValue ?? 0
        let expected = scope == 0 ? 0 : heads.lastOfScope(scope)
        if link != expected {
            findings.add(position, .previousOfScope(expected: expected, found: link))
        }
    }
}
