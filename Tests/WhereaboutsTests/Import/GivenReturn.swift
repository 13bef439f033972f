import Foundation
import TestSupport
import Whereabouts
import WhereaboutsReports

/// A return as lines of its tables, to be written into a folder and imported.
struct GivenReturn {
    var header = ["1001,M,05/05/2010,WBRI,UN1,,"]
    var episodes = ["1001,01/06/2023,S,C2,N1,K2,PR4,,,,,,SC111111"]
    var missing: [String] = []
    /// The names of the three files.
    var names = ["header.csv", "episodes.csv", "missing.csv"]
    /// The line of titles of each.
    var titles = [
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
            + "PL_POST,URN",
        "CHILD,DOB,MISSING,MIS_START,MIS_END",
    ]
    /// What parts the lines.
    var lineEnd = "\n"

    /// Two children and three absences of 2023-24, one of them still open.
    static let year1 = GivenReturn(
        header: ["1001,1,05/05/2010,WBRI,UN1,,", "1002,2,09/09/2011,WBRI,UN1,,"],
        episodes: [
            "1001,01/06/2023,S,C2,N1,K2,PR4,,,,,,SC111111",
            "1002,10/07/2023,S,C2,N1,K2,PR4,,,,,,SC111111",
        ],
        missing: [
            "1001,05/05/2010,M,10/09/2023,12/09/2023", "1001,05/05/2010,M,28/03/2024,",
            "1002,09/09/2011,A,01/02/2024,02/02/2024",
        ])

    /// One child in care since 01/06/2023 with these rows of absences.
    static func absences(_ rows: String...) -> GivenReturn {
        GivenReturn(missing: rows.map { "1001,05/05/2010,\($0)" })
    }

    /// One child with these rows of episodes.
    static func care(_ rows: String...) -> GivenReturn {
        GivenReturn(episodes: rows.map { "1001,\($0)" })
    }

    var texts: [String] {
        zip(titles, [header, episodes, missing]).map { title, rows in
            ([title] + rows).joined(separator: lineEnd) + lineEnd
        }
    }

    /// Imports it; `change` is done to the folder first.
    @discardableResult
    func imported(
        into records: Records, authority: String = "LA1",
        _ policy: RefusalPolicy = .importNothing, change: (URL) throws -> Void = { _ in }
    ) throws -> ImportReport {
        try Folders.withTemporary { folder in
            for (name, text) in zip(names, texts) {
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            try change(folder)
            return try records.importSSDA903(folder, authority: authority, onRefusal: policy)
        }
    }
}

extension Records {
    /// The rows of a table of the return of a year.
    func returned(_ table: String, _ year: Int, authority: String? = nil) throws -> [String] {
        try SSDA903Return(try asOf(.now), year: year, authority: authority).rows("\(table).csv")
    }

    /// How many absences there are, and how many are open.
    func absences() throws -> [Int] {
        let total = try counts(during: Period(from: .first, to: .last)).total
        return [total.absences.count, total.openNow.count]
    }
}
