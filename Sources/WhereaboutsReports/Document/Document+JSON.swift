import Merkle
import EventLog
public import Whereabouts

extension Document {
    /// The report as JSON: a member a section, in it its figures, its tables as lists of rows, and
    /// under `ids` the entries behind the figures.
    public func json() -> JSONValue {
        var members = [JSONMember("report", .string(name))]
        members += provenance.head.disclosed(at: disclosure).members
        members += [
            JSONMember("origin", .optional(provenance.origin)),
            JSONMember("root", .optional(provenance.root?.base64)),
            JSONMember("disclosure", .string(disclosure.rawValue)),
            JSONMember("subject", .optional(subject.isEmpty ? nil : subject)),
        ]
        if let period {
            members += period.members + [period.isOverMember(asOf: provenance.now)]
        }
        members.append(JSONMember("notes", .array(notes.map { .string($0) })))
        return .object(members + sections.map { JSONMember($0.name, $0.json) })
    }
}

extension Document.Section {
    fileprivate var json: JSONValue {
        let tables = tables.flatMap { table -> [JSONMember] in
            let rows = JSONMember(table.name, .array(table.rows.map { json($0, table) }))
            guard let total = table.total else { return [rows] }
            return [rows, JSONMember("\(table.name)Total", json(total, table))]
        }
        let behind = figures.compactMap { figure in
            figure.ids.map { JSONMember(figure.name, .ids($0)) }
        }
        return .object(
            figures.map { JSONMember($0.name, $0.value.json) } + tables
                + (behind.isEmpty ? [] : [JSONMember("ids", .object(behind))]))
    }

    private func json(_ row: Table.Row, _ table: Table) -> JSONValue {
        .object(zip(table.columns, row.cells).map { JSONMember($0.name, $1.json) })
    }
}
