import Glibc

/// How many transactions of one environment the current thread is inside.
@safe struct ThreadDepth: Sendable {
    private let key: pthread_key_t

    init?() {
        var key = pthread_key_t()
        guard unsafe pthread_key_create(&key, nil) == 0 else { return nil }
        self.key = key
    }

    var current: Int {
        unsafe Int(bitPattern: pthread_getspecific(key))
    }

    func set(_ depth: Int) {
        // The number itself is kept in place of a pointer; nobody follows it.
        _ = unsafe pthread_setspecific(key, UnsafeRawPointer(bitPattern: depth))
    }

    func delete() {
        pthread_key_delete(key)
    }
}
