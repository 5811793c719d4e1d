#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Synchronization

/// Work on a thread of its own, beside the caller.
///
/// Where the system has no thread to give, the work is done when its value is asked for.
final class Companion<Value: Sendable> {
    private let task: CompanionTask<Value>
    private let thread: pthread_t?

    init(_ work: @escaping @Sendable () -> Value) {
        let task = CompanionTask(work)
        self.task = task
        thread = CompanionThread { task.run() }.start()
    }

    /// Waits for the work and answers what it came to; to be called once.
    func value() -> Value {
        if let thread { pthread_join(thread, nil) }
        return task.value()
    }

    /// Number of threads that can run at once, no more than four: more only wait for the memory.
    static var crew: Int { min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

private final class CompanionTask<Value: Sendable>: Sendable {
    private let work: @Sendable () -> Value
    private let result = Mutex<Value?>(nil)

    init(_ work: @escaping @Sendable () -> Value) { self.work = work }

    func run() {
        let value = work()
        result.withLock { $0 = value }
    }

    func value() -> Value { result.withLock { $0 } ?? work() }
}

private final class CompanionThread: Sendable {
    /// Bytes; a new thread of some systems has too little for a deep tree.
    private static let stackSize = 8 << 20
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    /// Starts the thread; nil when there is none to be had.
    func start() -> pthread_t? {
        let own = Unmanaged.passRetained(self).toOpaque()
        let thread = Self.create(own)
        if thread == nil { Unmanaged<CompanionThread>.fromOpaque(own).release() }
        return thread
    }

    private static func create(_ pointer: UnsafeMutableRawPointer) -> pthread_t? {
        withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room in
            guard let attributes = room.baseAddress, pthread_attr_init(attributes) == 0 else {
                return nil
            }
            defer { pthread_attr_destroy(attributes) }
            pthread_attr_setstacksize(attributes, stackSize)
            #if canImport(Darwin)
                var thread: pthread_t?
            #else
                var thread = pthread_t()
            #endif
            return pthread_create(&thread, attributes, entry, pointer) == 0 ? thread : nil
        }
    }

    #if canImport(Darwin)
        private typealias Argument = UnsafeMutableRawPointer
    #else
        private typealias Argument = UnsafeMutableRawPointer?
    #endif

    private static let entry: @convention(c) (Argument) -> UnsafeMutableRawPointer? = { pointer in
        let pointer: UnsafeMutableRawPointer? = pointer
        if let pointer {
            Unmanaged<CompanionThread>.fromOpaque(pointer).takeRetainedValue().work()
        }
        return nil
    }
}
