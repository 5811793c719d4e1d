/// What a wall clock on the wall reads, with its distance to UTC.
public struct CivilTime: Sendable, Hashable {
    /// Year of the common era.
    public var year: Int
    /// Month, 1 to 12.
    public var month: Int
    /// Day of the month, from 1.
    public var day: Int
    /// Hour, 0 to 23.
    public var hour: Int
    /// Minute, 0 to 59.
    public var minute: Int
    /// Second, 0 to 60.
    public var second: Int
    /// Seconds that the zone is ahead of UTC.
    public var offset: Int

    /// Makes a reading.
    public init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
        offset: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offset = offset
    }
}

/// The conversions between moments and what the wall clock reads.
public struct TimeZoneRules: Sendable {
    /// What the wall clock reads at a moment (seconds since 1970).
    public let civil: @Sendable (Int64) -> CivilTime?
    /// The moment at which the wall clock reads so; fields out of range are carried over, as `mktime` does.
    public let moment: @Sendable (CivilTime) -> Int64?

    /// Makes a zone of two conversions.
    public init(
        civil: @escaping @Sendable (Int64) -> CivilTime?,
        moment: @escaping @Sendable (CivilTime) -> Int64?
    ) {
        self.civil = civil
        self.moment = moment
    }

    /// The zone of the process.
    static let ofProcess = TimeZoneRules(
        civil: { Platform.localTime($0) }, moment: { Platform.moment($0) })
}

/// Where the time comes from.
public struct Clock {
    /// Seconds and nanoseconds since 1970, as the machine believes.
    public let now: () -> (seconds: Int64, nanoseconds: Int64)
    /// Nanoseconds of a clock that never goes back.
    public let monotonic: () -> UInt64
    /// The zone in which times are read and shown.
    public let zone: TimeZoneRules

    /// Makes a clock.
    public init(
        now: @escaping () -> (seconds: Int64, nanoseconds: Int64),
        monotonic: @escaping () -> UInt64, zone: TimeZoneRules
    ) {
        self.now = now
        self.monotonic = monotonic
        self.zone = zone
    }

    /// The clocks of the machine.
    static let ofMachine: @Sendable () -> Clock = {
        Clock(
            now: { Platform.wallTime }, monotonic: { Platform.monotonicNanoseconds },
            zone: .ofProcess)
    }
}
