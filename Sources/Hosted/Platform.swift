// The one place that chooses the essentials of Foundation; every other file of the module sees them through here.
#if canImport(FoundationEssentials)
    @_exported public import FoundationEssentials
#else
    @_exported public import Foundation
#endif
