import Synchronization

/// Memories that are read when they are asked for, by several threads where the machine has them.
public struct MemorySource: Sendable {
    /// Reads the memory at a position; nil when it cannot be read, which ends the reading.
    public typealias Reader = @Sendable (Int) -> Memory?

    /// Number of memories.
    public let count: Int
    private let readers: [Reader]

    /// Fewer memories are read faster than a thread is started.
    private static let leastMemories = 1_000
    /// Most bytes that are read before anybody asks for them.
    private static let mostAhead = 16 << 20
    /// Memories that a thread takes at once.
    private static let stride = 32

    /// Number of readers that are worth having for so many memories on this machine.
    public static func readers(for count: Int) -> Int {
        count < leastMemories ? 1 : Companion<Void>.crew
    }

    /// Memories behind readers, of which each is only used by one thread at a time, the first by the caller's.
    ///
    /// What the readers answer must not depend on which of them is asked, nor on the order.
    public init(count: Int, readers: [Reader]) {
        self.count = count
        self.readers = readers
    }

    /// Memories that are there already.
    public init(_ memories: [Memory]) {
        let reader: Reader = { memories[$0] }
        self.init(
            count: memories.count,
            readers: Array(repeating: reader, count: Self.readers(for: memories.count)))
    }

    /// The first memories, read while the caller does something else.
    final class Ahead: Sendable {
        private let isEnough = Atomic<Bool>(false)

        fileprivate func read(_ source: MemorySource, _ reader: Reader) -> [Memory] {
            var memories: [Memory] = []
            var bytes = 0
            while memories.count < source.count, bytes < MemorySource.mostAhead,
                !isEnough.load(ordering: .relaxed), let memory = reader(memories.count)
            {
                bytes += memory.content.count
                memories.append(memory)
            }
            return memories
        }

        fileprivate func end() { isEnough.store(true, ordering: .relaxed) }
    }

    /// Does some work, and reads the first memories beside it where there is a reader to spare.
    func readingAhead<Result>(during work: () -> Result) -> (Result, memories: [Memory]) {
        guard readers.count > 1 else { return (work(), []) }
        let ahead = Ahead()
        let companion = Companion { [self] in ahead.read(self, readers[1]) }
        let result = work()
        ahead.end()
        return (result, companion.value())
    }

    /// Hands every memory once to one of several states that begin as `start`; which of them gets which is open.
    ///
    /// `ready` are the first memories, where they were read already.
    func visit<State: Sendable>(
        _ start: State, ready: [Memory], _ body: @escaping @Sendable (inout State, Memory) -> Void
    ) -> [State] {
        let next = Next()
        let work: @Sendable (Reader) -> State = { reader in
            var state = start
            while true {
                let first = next.take(Self.stride)
                guard first < count else { return state }
                for position in first..<min(first + Self.stride, count) {
                    let memory = position < ready.count ? ready[position] : reader(position)
                    guard let memory else { return state }
                    body(&state, memory)
                }
            }
        }
        let companions = readers.dropFirst().map { reader in Companion { work(reader) } }
        return readers.prefix(1).map(work) + companions.map { $0.value() }
    }

    private final class Next: Sendable {
        private let position = Atomic<Int>(0)

        func take(_ count: Int) -> Int {
            position.wrappingAdd(count, ordering: .relaxed).oldValue
        }
    }
}
