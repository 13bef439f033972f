import EventLog
import SwiftProtobuf

/// Who a child is, as the words in force say: personal data, opened with the log's key.
public struct IdentityWords: Hashable, Sendable {
    /// The name.
    public private(set) var name: String?
    /// The date of birth.
    public private(set) var birth: LocalDate?
    /// The unique pupil number.
    public private(set) var upn: String?
    private var sexCode: UInt8 = 0
    private var ethnicityCode: UInt8 = 0

    /// The code of the sex as it was recorded: `1 2 F M U`.
    public var sex: String? { CodeList.sex.code(Int(sexCode)) }

    /// The code of the ethnicity.
    public var ethnicity: String? { CodeList.ethnicity.code(Int(ethnicityCode)) }

    init(_ words: Narrative) { take(words) }

    /// Takes what later words say, and leaves the rest.
    mutating func take(_ words: Narrative) {
        if words.hasName { name = words.name }
        if let birth = words.dob { self.birth = birth }
        if words.hasUpn { upn = words.upn }
        if words.hasSex { sexCode = UInt8(clamping: words.sex.rawValue) }
        if words.hasEthnicity { ethnicityCode = UInt8(clamping: words.ethnicity.rawValue) }
    }
}

extension RecordsView {
    /// A child's id and words in force; no words when sealed or erased.
    ///
    /// Only the registration is opened where no entry has changed it since.
    func identity(
        of folded: FoldedCase, _ setting: Setting, in store: any StoreReading
    ) throws -> (id: ChildID, words: IdentityWords?) {
        let subject = folded.subject
        let sources = try records.registry.sources(ofChild: subject.number, in: store)
        let position = Position(sources?.registration ?? 0)
        guard let sources, sources.registration > 0, sources.registration < size,
            let words = try words(of: store.entry(at: position), in: store)
        else { return (ChildID("#\(subject.number)"), nil) }
        let isAsRegistered =
            folded.record.identityChange == nil && setting.links.groups[subject] == nil
        return (
            ChildID(words.childID),
            isAsRegistered
                ? IdentityWords(words) : try changedIdentity(of: subject, setting, in: store)
        )
    }

    /// What registrations and changes say together, with corrections.
    private func changedIdentity(
        of subject: Subject, _ setting: Setting, in store: any StoreReading
    ) throws -> IdentityWords? {
        try records.identities.identity(in: try entries(of: subject, setting), in: store).words
    }

    private func words(of entry: LogEntry, in store: any StoreReading) throws -> Narrative? {
        guard case .words(let bytes) = try records.log.narrative(of: entry, in: store) else {
            return nil
        }
        return try Narrative(serializedBytes: bytes)
    }
}

extension IdentityReader {
    /// What the registrations and changes of a child's history say together, with corrections, and
    /// where the date of birth stands; `nil` when none can be read.
    func identity(
        in history: [LogEntry], in store: any StoreReading
    ) throws -> (words: IdentityWords?, birth: StatedBirth?) {
        var opened: [Position: [UInt8]] = [:]
        for entry in history where Kind(rawValue: entry.header.kind).saysWhoAChildIs {
            guard case .words(let bytes) = try log.narrative(of: entry, in: store)
            else { continue }
            opened[entry.header.position] = bytes
        }
        var (identity, birth) = (IdentityWords?.none, StatedBirth?.none)
        // Who a child is does not turn on homes.
        let inForce = try EffectiveEntry.entries(
            of: history, homes: { _ in nil }, words: { opened[$0] })
        for entry in inForce where entry.kind.group == .registry {
            guard entry.kind.saysWhoAChildIs, let bytes = entry.words else { continue }
            let words = try Narrative(serializedBytes: bytes)
            if identity == nil { identity = IdentityWords(words) } else { identity?.take(words) }
            if let day = words.dob { birth = StatedBirth(day: day, position: entry.birthStated) }
        }
        return (identity, birth)
    }
}

extension EffectiveEntry {
    /// The newest entry that says what date of birth this one states: itself, or a correction.
    fileprivate var birthStated: Position {
        let corrections = changes.filter { $0.path == "narrative.dob" && $0.state == .applied }
        return corrections.map(\.by).max() ?? header.position
    }
}

extension Kind {
    /// Whether the words of an entry of the kind may say who a child is.
    var saysWhoAChildIs: Bool {
        self == .childRegistered || self == .childDetailsChanged || self == .entryCorrected
    }
}
