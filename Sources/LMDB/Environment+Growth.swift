import CLMDB
import Glibc
import Synchronization

extension Environment {
    /// Doubles the map, unless it has grown since it was `sizeBytes` long.
    func growMap(beyond sizeBytes: Int) throws(LMDBError) {
        let limit = options.maximumMapSizeBytes
        _ = try gate.resize { () throws(LMDBError) in
            let current = mapSize.load(ordering: .relaxed)
            guard current <= sizeBytes else { return }
            guard current < limit else { throw .mapFull(limitBytes: limit) }
            let (doubled, isTooMuch) = current.multipliedReportingOverflow(by: 2)
            try setMapSize(isTooMuch ? limit : min(doubled, limit))
        }
    }

    /// Takes over the map size that another process has written into the file.
    func adoptMapSize() throws(LMDBError) {
        _ = try gate.resize { () throws(LMDBError) in try setMapSize(0) }
    }

    /// Call only within the gate's `resize`: no transaction may be live.
    private func setMapSize(_ sizeBytes: Int) throws(LMDBError) {
        try probeAddressSpace(sizeBytes)
        let code = unsafe mdb_env_set_mapsize(pointer, sizeBytes)
        guard code == 0 else {
            // The old map is gone and there is no new one.
            gate.disable()
            throw LMDBError(code: code, .resize, on: path)
        }
        let newSize = unsafe Self.currentMapSize(pointer)
        let isLargeEnough = newSize > mapSize.load(ordering: .relaxed) || sizeBytes == 0
        mapSize.store(newSize, ordering: .relaxed)
        if !isLargeEnough { throw .mapFull(limitBytes: options.maximumMapSizeBytes) }
    }

    /// Makes sure that the address space has room, for LMDB unmaps the old map before it asks.
    private func probeAddressSpace(_ sizeBytes: Int) throws(LMDBError) {
        guard sizeBytes > 0 else { return }
        let probe = unsafe mmap(
            nil, sizeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let probe = unsafe probe, unsafe probe != MAP_FAILED else {
            throw LMDBError(code: errno, .resize, on: path)
        }
        unsafe munmap(probe, sizeBytes)
    }
}
