#if DEBUG

    /// Fault points, in debug builds only: every step that changes the disk passes one.
    ///
    /// A test can stop the process, or make the step fail, at each of them in turn.
    public enum Faults {
        /// What happens at the chosen point.
        public enum Effect: Sendable, Hashable {
            /// The process is killed, as by `kill -9`.
            case kill
            /// The step fails with this `errno`.
            case fail(Int32)
        }

        // Set once before the first command runs and only counted after that, on one thread.
        nonisolated(unsafe) private static var chosen: (at: Int, effect: Effect)?
        nonisolated(unsafe) private static var passed = 0

        /// Lets the `at`-th point (from 1) have an effect.
        public static func choose(at: Int, effect: Effect) {
            chosen = (at, effect)
            passed = 0
        }

        /// Number of points passed so far.
        public static var count: Int { passed }

        static func reach(_ call: String, _ path: String) throws(GitError) {
            passed += 1
            guard let chosen, passed == chosen.at else { return }
            switch chosen.effect {
            case .kill: kill(getpid(), SIGKILL)
            case .fail(let code): throw .system(call: call, path: path, code: code)
            }
        }
    }
#else
    enum Faults {
        @inline(__always) static func reach(_ call: String, _ path: String) throws(GitError) {}
    }
#endif
