import EventLog

extension SSDA903Plan {
    /// Takes the rows of the Episodes table, which may come in any order.
    ///
    /// A row with RNE `L` goes on in the placement of the row before it, on record or in the
    /// return: only the legal status changes.
    mutating func take(_ rows: [SSDA903Episode]) throws {
        let rows = Self.sorted(rows)
        var keys: [SSDA903Key.Row] = []
        while keys.count < rows.count {
            let key = rows[keys.count].key
            let same = rows[keys.count...].prefix { $0.key == key }
            keys += self.keys(
                Array(same), key, marks: [.placementStarted, .legalStatusChanged],
                end: .placementEnded
            ) { $0.end }
        }
        var placements: [Placement?] = []
        for (place, row) in rows.enumerated() {
            let before = place > 0 ? rows[place - 1] : nil
            placements.append(placement(row, keys[place], before, placements.last ?? nil))
        }
        met.formUnion(keys.map { $0.id(.placementStarted) })
        met.formUnion(placements.compactMap { $0?.opening })
        for (place, row) in rows.enumerated() {
            let isCovered =
                known?[keys[place].id(.placementStarted)] == nil
                && known?[keys[place].id(.legalStatusChanged)] == nil && others.covers(row)
            if isCovered {
                note(
                    row.row,
                    "an episode of care that is on record by other means than a return: adds "
                        + "nothing; compare by hand")
                continue
            }
            let next = place + 1 < rows.count ? placements[place + 1] : nil
            for text in row.notices(yearEnd: context.yearEnd) { note(row.row, text) }
            let before = place > 0 ? rows[place - 1] : nil
            try take(row, keys[place], before)
            try take(
                row, keys[place], placements[place] ?? Placement(keys[place]),
                isLast: next.map { $0.isContinued == false } ?? true)
        }
    }

    /// The placement of a row: whose id it has, and whether it had begun before the row.
    private struct Placement {
        var id: String
        var isContinued = false
        /// What started it, where it began with a row.
        var opening: EntryID?

        init(_ key: SSDA903Key.Row) {
            let ordinal = key.ordinal > 1 ? "-\(key.ordinal)" : ""
            id = "ssda903-\(key.registration)-\(key.columns[1])\(ordinal)"
            opening = key.id(.placementStarted)
        }

        init(id: String) { (self.id, isContinued) = (id, true) }
    }

    /// In an order to which that of the file means nothing: by first day, then end.
    ///
    /// Equal rows count once.
    private static func sorted(_ rows: [SSDA903Episode]) -> [SSDA903Episode] {
        func order(_ row: SSDA903Episode) -> [String] {
            [row.start.description, (row.end ?? .last).description]
                + [
                    "RNE", "LS", "PLACE", "PLACE_PROVIDER", "URN", "REC", "REASON_PLACE_CHANGE",
                    "CIN",
                ].map { row.row[$0] }
        }
        let sorted = rows.map { (order($0), $0) }.sorted {
            $0.0 == $1.0
                ? $0.1.row.row.line < $1.1.row.row.line : $0.0.lexicographicallyPrecedes($1.0)
        }
        var unique: [SSDA903Episode] = []
        for (place, (order, row)) in sorted.enumerated()
        where place == 0 || sorted[place - 1].0 != order { unique.append(row) }
        return unique
    }

    private func placement(
        _ row: SSDA903Episode, _ key: SSDA903Key.Row, _ before: SSDA903Episode?,
        _ placement: Placement?
    ) -> Placement {
        guard row.begun == "L" else { return Placement(key) }
        if let before, let placement {
            guard row.isSamePlacement(as: before), !before.endsCare,
                before.end.map({ $0 == row.start }) ?? true
            else { return Placement(key) }
            var same = placement
            same.isContinued = true
            return same
        }
        let own = key.id(.placementEnded)
        let stay = known?.residence.stays.last { stay in
            London.date(of: stay.started.at) < row.start
                && (stay.ended.map { $0.id == own || London.date(of: $0.at) > row.start } ?? true)
        }
        guard let stay, Int(stay.codes.place) == row.place ?? 0,
            Int(stay.codes.provider) == row.provider ?? 0,
            (try? context.homeNumber(row.home)) == stay.scope
        else { return Placement(key) }
        var same = Placement(id: stay.placement)
        same.opening = stay.started.id
        return same
    }

    // MARK: Care and status

    private mutating func take(
        _ row: SSDA903Episode, _ key: SSDA903Key.Row, _ before: SSDA903Episode?
    ) throws {
        let (care, status) = (key.id(.careStarted), key.id(.legalStatusChanged))
        let begins = beginsCare(row, before, care)
        let started = CareStarted.with {
            $0.decom = row.start
            if let need = row.need { $0.cin = CategoryOfNeed(rawValue: need) ?? .unspecified }
        }
        try settle(
            begins ? row.row.entry(started, row.start, care, child: child) : nil, care, row.row)
        if begins, row.begun != "S" {
            note(
                row.row,
                "RNE \(row.begun), and no earlier episode of care on record: care is taken to "
                    + "begin with this row")
        }
        if !begins, let need = before?.need, need != row.need {
            note(row.row, "CIN differs from the row before: not kept")
        }
        let isOnRecord = known?[status] != nil
        guard
            row.changesStatus || begins || isOnRecord || row.place == nil
                || isNewStatus(row, before)
        else { return }
        let facts = LegalStatusChanged.with {
            $0.ls = LegalStatus(rawValue: row.status) ?? .unspecified
            $0.from = row.start
        }
        try settle(row.row.entry(facts, row.start, status, child: child), status, row.row)
    }

    /// Whether care begins with a row: it says so, or nothing before it is on record.
    private func beginsCare(
        _ row: SSDA903Episode, _ before: SSDA903Episode?, _ own: EntryID
    ) -> Bool {
        if row.begun == "S" { return true }
        if let before { return before.endsCare }
        if known?[own].map({ !$0.isWithdrawnByReturn }) ?? false {
            return known?.residence.care.contains { $0.from < row.start && $0.to == nil } != true
        }
        let isInCare = known?.residence.care.contains {
            $0.from <= row.start && row.start <= $0.to ?? .last
        }
        return isInCare != true
    }

    private func isNewStatus(_ row: SSDA903Episode, _ before: SSDA903Episode?) -> Bool {
        if let before { return before.status != row.status }
        let status = known?.residence.statuses.last { $0.from <= row.start }
        return status.map { Int($0.status) } != row.status
    }

    // MARK: The placement

    private mutating func take(
        _ row: SSDA903Episode, _ key: SSDA903Key.Row, _ placement: Placement, isLast: Bool
    ) throws {
        let (started, ended) = (key.id(.placementStarted), key.id(.placementEnded))
        let isPlaced = row.place != nil
        let begins = isPlaced && !placement.isContinued
        try settle(
            begins ? try placementStarted(row, started, placement.id) : nil, started, row.row)
        if row.begun == "L", begins {
            note(
                row.row,
                "RNE L, and no row before it in the same placement: taken over as a placement")
        }
        let ceased = key.id(.careCeased)
        guard let end = row.end else {
            for id in [ended, ceased] where !isAfterYear(id) { try settle(nil, id, row.row) }
            return
        }
        try settle(
            isLast && isPlaced ? try placementEnded(row, end, ended, placement.id) : nil, ended,
            row.row,
            endOf: placement.opening)
        let care = try row.row.entry(
            CareCeased.with {
                $0.dec = end
                $0.rec = row.ceased.flatMap(ReasonCeased.init(rawValue:)) ?? .unspecified
            }, end, ceased, child: child)
        try settle(row.endsCare ? care : nil, ceased, row.row, endOf: placement.opening)
    }

    private func placementStarted(
        _ row: SSDA903Episode, _ id: EntryID, _ placement: String
    ) throws -> NewEntry {
        let facts = PlacementStarted.with {
            $0.placementID = placement
            if let provider = row.provider {
                $0.placeProvider = PlacementProvider(rawValue: provider) ?? .unspecified
            }
            $0.from = London.midnight(of: row.start)
            if let place = row.place { $0.place = PlacementType(rawValue: place) ?? .unspecified }
        }
        return try row.row.entry(facts, row.start, id, child: child, home: row.home)
    }

    private func placementEnded(
        _ row: SSDA903Episode, _ end: LocalDate, _ id: EntryID, _ placement: String
    ) throws -> NewEntry {
        let facts = PlacementEnded.with {
            $0.placementID = placement
            $0.to = London.midnight(of: end)
            $0.rec = row.ceased.flatMap(ReasonCeased.init(rawValue:)) ?? .unspecified
            if let change = row.change {
                $0.reasonPlaceChange = ReasonPlaceChange(rawValue: change) ?? .other
            }
        }
        return try row.row.entry(facts, end, id, child: child, home: row.home)
    }
}
