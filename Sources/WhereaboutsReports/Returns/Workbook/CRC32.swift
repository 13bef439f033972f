/// The checksum of ZIP archives (ISO 3309, polynomial 0xEDB88320 reflected).
struct CRC32 {
    private var state: UInt32 = .max

    private static let table: [UInt32] = (0..<256).map { (byte: UInt32) in
        (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    var checksum: UInt32 { ~state }

    mutating func add(_ bytes: [UInt8]) {
        let table = Self.table
        for byte in bytes { state = state >> 8 ^ table[Int((state ^ UInt32(byte)) & 0xFF)] }
    }
}
