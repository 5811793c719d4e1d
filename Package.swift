// swift-tools-version: 6.2
import PackageDescription

/// `REVERIE_LINK=dynamic` links the system's shared libraries instead of their archives.
let linksDynamically = Context.environment["REVERIE_LINK"] == "dynamic"

func libraries(_ names: [String]) -> [LinkerSetting] {
    names.map { .linkedLibrary(linksDynamically ? $0 : ":lib\($0).a") }
}

let gitLibraries =
    linksDynamically
    ? libraries(["git2", "mbedcrypto", "z"])
    : libraries(["git2", "mbedcrypto", "http_parser", "pcre2-8", "z"])
let markdownLibraries = libraries(["cmark-gfm-extensions", "cmark-gfm"])
let yamlLibraries = libraries(["yaml"])

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Everything that the archives need besides what a Swift target names itself.
let gitDependencies: [Target.Dependency] =
    ["CLibgit2", "CDigest", "CZlib"] + (linksDynamically ? [] : ["CNoNetwork"])

func module(_ name: String, _ dependencies: [Target.Dependency], _ linker: [LinkerSetting] = [])
    -> Target
{
    .target(
        name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: linker)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

/// The programs of `make fuzz`; libFuzzer brings the main function, so they exist only when it is asked for.
let fuzzPrograms: [Target] =
    Context.environment["REVERIE_FUZZ"] != "1"
    ? []
    : ["items", "merge", "matcher", "journal", "trailer", "when", "path", "policy"].map {
        .executableTarget(
            name: "fuzz-\($0)", dependencies: ["FuzzTargets"],
            path: "Tests/Fuzz/Programs/fuzz-\($0)",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    }

let package = Package(
    name: "reverie",
    products: [
        .executable(name: "reverie", targets: ["reverie"]),
        .executable(name: "memdiff", targets: ["memdiff"]),
        .executable(name: "reverie-hosted", targets: ["reverie-hosted"]),
        .library(name: "MemoryDiff", targets: ["MemoryDiff"]),
    ],
    targets: [
        .systemLibrary(name: "CLibgit2"),
        .systemLibrary(name: "CDigest"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CConfine"),
        .systemLibrary(name: "CMark"),
        .systemLibrary(name: "CYAML"),
        .target(name: "CNoNetwork"),

        module("Git", gitDependencies, gitLibraries),
        module("MemoryDiff", ["CMark", "CYAML"], markdownLibraries + yamlLibraries),
        module("Guardrails", ["MemoryDiff", "CYAML"]),
        module("ReverieCore", ["Git", "MemoryDiff", "Guardrails"]),
        module("Engines", ["MemoryDiff", "Guardrails", "ReverieCore", "CConfine"]),
        module("Hosted", ["Git", "MemoryDiff", "ReverieCore"]),
        module("Render", ["MemoryDiff", "Guardrails", "ReverieCore"]),
        module(
            "Commands",
            ["Git", "MemoryDiff", "Guardrails", "ReverieCore", "Engines", "Hosted", "Render"]),
        program("reverie", ["Commands"]),
        program("reverie-hosted", ["Commands", "Hosted"]),
        program("memdiff", ["Commands"]),
        program("memdiff-eval", ["MemoryDiff", "Guardrails"]),

        .target(
            name: "TestSupport", dependencies: ["Commands", "Hosted", "ReverieCore", "Git"],
            path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("GitTests", ["Git"]),
        tests("MemoryDiffTests", ["MemoryDiff"]),
        tests("GuardrailsTests", ["Guardrails", "MemoryDiff"]),
        tests("ReverieCoreTests", ["ReverieCore", "Git", "MemoryDiff", "Guardrails"]),
        tests("EnginesTests", ["Engines", "ReverieCore", "Guardrails", "MemoryDiff", "Git"]),
        tests("HostedTests", ["Hosted", "Commands", "ReverieCore", "MemoryDiff", "Git"]),
        tests("RenderTests", ["Render", "MemoryDiff"]),
        tests("CommandsTests", ["Commands", "Engines", "ReverieCore", "Git"]),
        tests("EndToEndTests", ["reverie", "memdiff", "reverie-hosted", "Hosted"]),
        .target(
            name: "FuzzTargets",
            dependencies: ["Commands", "ReverieCore", "MemoryDiff", "Guardrails"],
            path: "Tests/Fuzz/Targets", swiftSettings: strict),
        tests("FuzzTests", ["FuzzTargets"]),
    ] + fuzzPrograms,
    swiftLanguageModes: [.v6]
)
