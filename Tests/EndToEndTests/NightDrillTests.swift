import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The way back when everything else is broken, as the guide shows it.
@Suite struct NightDrillTests {
    private static let root =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// A store with three versions on a disk of its own, which is full; stale locks; no network.
    private static let prepare = """
        export GIT_AUTHOR_NAME=Robin GIT_AUTHOR_EMAIL=robin@quayline.example TZ=UTC REVERIE_CLOCK=1795154400
        mkdir disk && mount -t tmpfs -o size=32m none disk 2>/dev/null
        cd disk
        reverie -q init store.git --bare --from ../sample/monday >/dev/null
        printf 'format: 1\\nauto-merge:\\n  enabled: true\\n  max-risk: high\\n' > policy.yaml
        reverie -q -C store.git policy set ../policy.yaml -m 'small dreams by themselves' >/dev/null
        reverie -q -C store.git dream import ../../sample/tuesday --id tue >/dev/null
        reverie -q -C store.git merge tue --override all --reason drill >/dev/null 2>&1 || reverie -q -C store.git merge tue >/dev/null
        reverie -q -C store.git dream import ../../sample/wednesday --id wed >/dev/null
        reverie -q -C store.git merge wed --override all --reason drill >/dev/null 2>&1 || reverie -q -C store.git merge wed >/dev/null
        git -C store.git remote add origin ssh://git@nowhere.invalid/memory.git
        cd store.git
        for lock in refs/heads/memory/production refs/heads/memory/journal packed-refs; do
            touch -d '1 hour ago' $lock.lock
        done
        mountpoint -q .. && fallocate -l $(df --output=avail -k . | tail -1 | tr -d ' ')K ../filler

        """

    @Test func `one command moves production back on a full disk, with stale locks and no network`()
        throws
    {
        let page = String(
            decoding: try Data(contentsOf: URL(filePath: Self.root + "/docs/guides/night.md")),
            as: UTF8.self)
        var shown: [String] = []
        var isInside = false
        for line in page.split(separator: "\n").map(String.init) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside {
                shown.append(line)
            }
        }
        let commands = shown.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
        #expect(commands.filter { $0.hasPrefix("reverie revert") }.count == 2)
        let world = World()
        try FileManager.default.copyItem(
            atPath: Self.root + "/docs/sample", toPath: world.path("sample"))
        let script = commands.map { command in
            "echo '$ \(command.replacing("'", with: "'\\''"))'\n\(command) 2>&1"
        }
        try world.write("drill.sh", Self.prepare + script.joined(separator: "\n") + "\n")
        // A mount of its own vanishes with the process; where that is forbidden the disk stays as it is.
        let outcome = try world.shell(
            "if unshare -rm true 2>/dev/null; then unshare -rm sh drill.sh; else sh drill.sh; fi")
        let said = outcome.output.split(separator: "\n").map(String.init)
        #expect(said.map(Self.masked) == shown.map(Self.masked), "\(outcome)")
    }

    private static func masked(_ line: String) -> String {
        line.replacing(/\b[0-9a-f]{10}\b/) { _ in "ID" }
    }
}
