// The one place that chooses the C library and the essentials of Foundation; every other file of the module sees them
// through here.
#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Musl)
    @_exported public import Musl
#elseif canImport(Darwin)
    @_exported public import Darwin
#endif
