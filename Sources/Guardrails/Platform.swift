#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Functions of the C library, whose name depends on the system.
enum Platform {
    static func naturalLogarithm(_ value: Double) -> Double { log(value) }

    static func binaryLogarithm(_ value: Double) -> Double { log2(value) }
}
