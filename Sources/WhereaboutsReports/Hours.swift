/// Elapsed time in hours with one decimal, from integers.
package enum Hours {
    /// Such as `12.5` for 45,000 seconds; rounded half up, `-0.5` before the event.
    package static func text(_ seconds: Int64) -> String {
        let doubled = seconds * 20 + 3_600
        let tenths = doubled >= 0 ? doubled / 7_200 : -((7_199 - doubled) / 7_200)
        let magnitude = tenths.magnitude
        return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)"
    }
}
