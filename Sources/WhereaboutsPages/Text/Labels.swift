import Whereabouts

/// Names of the vocabulary as people read them.
enum Labels {
    private static let acronyms = [
        "rhi": "RHI", "iro": "IRO", "ukmpu": "UKMPU", "pnc": "PNC", "nrm": "NRM", "edt": "EDT",
        "id": "id", "uasc": "UASC", "ls": "legal status", "dob": "date of birth", "upn": "UPN",
        "ehc": "EHC", "ofsted": "Ofsted", "decom": "DECOM", "rec": "REC", "dec": "DEC",
        "patches": "changes", "philomena": "Philomena",
    ]

    /// Such as `Absence noted` for `AbsenceNoted`, `RHI offered`, `Whereabouts known`.
    static func sentence(_ name: String) -> String { words(name).sentence }

    /// Such as `registered manager` for `registeredManager`.
    static func words(_ name: String) -> String {
        var words: [String] = []
        for character in name {
            if character.isUppercase || words.isEmpty {
                words.append(character.lowercased())
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words.map { acronyms[$0] ?? $0 }.joined(separator: " ")
    }

    /// What can be corrected, such as `Occurred at` or `Seen by`.
    static func path(_ path: String) -> String {
        sentence(String(path.split(separator: ".").last ?? ""))
    }

    static func aftercare(_ aftercare: Episode.Aftercare) -> String {
        switch aftercare {
        case .none: "none required"
        case .required: "required, not offered"
        case .offered: "offered"
        case .accepted: "accepted"
        case .declined: "declined"
        case .completed: "held"
        case .notDone: "not done"
        }
    }

    static func police(_ police: Episode.Police) -> String {
        switch police {
        case .notReported: "not told"
        case .reported: "told"
        case .categorised: "categorised"
        case .closed: "case closed"
        }
    }

    static func presence(_ presence: Episode.Presence) -> String {
        switch presence {
        case .away: "away"
        case .located: "found, not back"
        case .returned: "returned"
        case .ended: "ended without a return"
        }
    }
}
