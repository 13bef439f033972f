import Merkle

extension Array<UInt8> {
    /// The bytes of hexadecimal digits; a test whose vector is damaged compares with zeros.
    init(hex: String) {
        let digits = hex.map { UInt8($0.hexDigitValue ?? 0) }
        self = stride(from: 0, to: digits.count - 1, by: 2).map {
            digits[$0] << 4 | digits[$0 + 1]
        }
    }
}

extension MerkleHash {
    /// A hash as some vectors have it; `nil` for one that is not of 32 bytes.
    init?(hex: String) { self.init([UInt8](hex: hex)) }

    /// A hash as other vectors have it; `nil` for one that is not of 32 bytes.
    init?(base64: String) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes)
    }

    /// This hash with one of its 256 bits changed.
    func flipping(bit: Int) -> MerkleHash {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << (bit % 8)
        return MerkleHash(bytes) ?? self
    }
}
