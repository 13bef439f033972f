import Whereabouts

extension ReturnSpecification {
    /// List 8 of Ofsted's request for child-level data (ILACS, Annex A), with its codes.
    ///
    /// Sources: the sample workbook and the Annex A schema of `liia-tools`. Titles are to the letter,
    /// typographic quotes included; what we do not hold stays blank.
    public static let annexAList8 = ReturnSpecification(
        version: "annex-a/list-8/2018", validFrom: LocalDate(yyyymmdd: 2018_01_01) ?? .first,
        validTo: .last, tables: [Table("list-8", list8Titles)], codes: list8Codes)

    private static let list8Titles = [
        "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Does the Child have a Disability", "Date Started to be Looked After",
        "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 "
            + "months (Y/N)",
        "Start date of current legal status", "Child's Legal Status",
        "Date of Latest Statutory Review", "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child", "Date of Last Health Assessment",
        "Date of Last Dental Check", "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After", "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement", "Placement Type", "Placement Provider",
        "Placement postcode", "URN of Placement", "Placement Location", "LA of Placement",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "Allocated Team", "Allocated Worker",
    ]

    private static let list8Codes: [String: [String: String]] = [
        "answer": ["yes": "a) Yes", "no": "b) No", "unknown": "c) Unknown"],
        "gender": [
            "1": "a) Male", "M": "a) Male", "2": "b) Female", "F": "b) Female",
            "U": "c) Not stated/recorded",
        ],
        "ethnicity": [
            "WBRI": "a) WBRI", "WIRI": "b) WIRI", "WIRT": "c) WIRT", "WOTH": "d) WOTH",
            "WROM": "e) WROM", "MWBC": "f) MWBC", "MWBA": "g) MWBA", "MWAS": "h) MWAS",
            "MOTH": "i) MOTH", "AIND": "j) AIND", "APKN": "k) APKN", "ABAN": "l) ABAN",
            "AOTH": "m) AOTH", "BCRB": "n) BCRB", "BAFR": "o) BAFR", "BOTH": "p) BOTH",
            "CHNE": "q) CHNE", "OOTH": "r) OOTH", "REFU": "s) REFU", "NOBT": "s) NOBT",
        ],
        "location": ["in": "a) In", "out": "b) Out"],
        "status": [
            "C1": "C1: ICO", "C2": "C2: FCO", "D1": "D1: Freeing order",
            "E1": "E1: Placement order",
            "V2": "V2: Single period under S20", "L1": "L1: Police protection LA accommodation",
            "L2": "L2: EPO", "L3": "L3: Child assessment order LA accommodation",
            "J1": "J1: Remanded to LA or youth detention", "J2": "J2: LA accommodation under PACE",
            "J3": "J3: Youth rehabilitation order",
            "V3": "V3: Short term breaks, episodes recorded",
            "V4": "V4: Short term breaks, agreements recorded",
        ],
        "provider": [
            "PR0": "a) PR0: Parents/Parental responsibility", "PR1": "b) PR1: Own provision",
            "PR2": "c) PR2: Other LA provision", "PR3": "d) PR3: Other public provision",
            "PR4": "e) PR4: Private provision", "PR5": "f) PR5: Voluntary/third sector",
        ],
        "kind": [
            "childrens-home": "K2", "secure": "K1", "residential-school": "S1",
        ],
        "place": [
            "U1": "a) U1: Foster placement - relatives - long term",
            "U2": "b) U2: Foster placement - relative - FFA",
            "U3": "c) U3: Foster placement - relative - not FFA",
            "U4": "d) U4: Foster placement - long term", "U5": "e) U5: Foster placement - FFA",
            "U6": "f) U6: Foster placement - not FFA",
            "A3": "g) A3: Placed for adoption - consent - current foster",
            "A4": "h) A4: Placed for adoption - consent - not foster",
            "A5": "i) A5: Placed for adoption - order - foster",
            "A6": "j) A6: Placed for adoption - order - not foster",
            "P1": "k) P1: Placed with parents", "P3": "m) P3: Residential employment",
            "K1": "o) K1: Secure Children's Homes", "K2": "p) K2: Children's Homes",
            "R1": "q) R1: Residential Care Home", "R2": "r) R2: NHS/Health Trust",
            "R3": "s) R3: Family Centre or Mother and Baby Unit",
            "R5": "t) R5: Young Offender Institution", "S1": "u) S1: Residential school",
            "T0": "w) T0: Temporary placement", "T1": "x) T1: Temporary placement - hospital",
            "T2": "y) T2: Temporary placement - holiday",
            "T3": "z) T3: Temporary placement - carer holiday",
            "T4": "zz) T4: Temporary placement - seven days or less",
        ],
        "ceased": [
            "E11": "a) E11: Adopted - application unopposed",
            "E12": "b) E12: Adopted - consent dispensed", "E2": "c) E2: Died",
            "E3": "d) E3: Care taken by another LA",
            "E4A": "e) E4A: Returned home to live with parents or relatives - part of planning",
            "E4B": "f) E4B: Returned home to live with parents or relatives - not part of planning",
            "E13": "g) E13: Parents, relatives or other with no parental responsibility",
            "E41": "h) E41: Residence order granted",
            "E45": "i) E45: Special Guardianship Orders - former carer relative/friend",
            "E46": "j) E46: Special Guardianship Orders - former carer other",
            "E47": "k) E47: Special Guardianship Orders - relative/friend",
            "E48": "l) E48: Special Guardianship Orders - other",
            "E5": "m) E5: Moved into independent living - supported",
            "E6": "n) E6: Moved into independent living - no support",
            "E7": "o) E7: Transferred to residential care funded by adult social services",
            "E9": "p) E9: Sentenced to custody", "E14": "q) E14: Accommodation on remand ended",
            "E15": "r) E15: Age assessment determined child was 18 or over",
            "E16": "s) E16: Child moved abroad", "E8": "t) E8: Care ceased for any other reason",
            "X1": "u) X1: CodeError", "E17": "v) E17: Aged 18+ and remained with current carers",
        ],
    ]
}
