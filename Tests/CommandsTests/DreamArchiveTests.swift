import Commands
import Testing
import TestSupport

@Suite struct DreamArchiveTests {
    @Test func `an archive that was exported is the same store again`() throws {
        let world = World()
        let long = "folder/" + String(repeating: "n", count: 120) + ".md"
        let files = ["a.md": "- one\n", "b/c.md": "", long: "- long\n", "b/größe.md": "- two\n"]
        try world.makeStore(files)
        #expect(world.on("export", "--archive", "../out.tar.gz").status == 0)
        #expect(world.on("export", "--archive", "../again.tar.gz").status == 0)
        #expect(world.read("out.tar.gz") == world.read("again.tar.gz"))
        let listed = try world.shell("tar -tzf out.tar.gz | LC_ALL=C sort")
        #expect(listed.output.split(separator: "\n").count == 4)
        #expect(
            try world.shell("mkdir x && tar -xzf out.tar.gz -C x && diff -r first x -x .keep")
                .description == "")
        #expect(
            world.on("dream", "import", "../out.tar.gz").errors
                == "error: the proposal is exactly what it started from\n")
    }

    @Test(arguments: ["gnu", "ustar", "pax"])
    func `archives of other programs are read`(format: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill(
            "dream", ["a.md": "- one\n", "deep/\(String(repeating: "d", count: 90)).md": "- two\n"])
        #expect(try world.shell("tar --format=\(format) -czf d.tgz -C dream .").description == "")
        #expect(world.on("dream", "import", "../d.tgz", "--id", "d").status == 0)
        #expect(
            try world.gitSays("ls-tree -r --name-only memory/dream/d")
                == "a.md\ndeep/\(String(repeating: "d", count: 90)).md\n")
    }

    @Test(arguments: [
        ("ln -s /etc/passwd h/l.md && tar -czf h.tar.gz -C h .", "'./l.md' is a link"),
        ("ln h/a.md h/b.md && tar -czf h.tar.gz -C h .", "is a link"),
        ("mkfifo h/p && tar -czf h.tar.gz -C h .", "'./p' is a device"),
        ("tar -czPf h.tar.gz --transform 's,^,/etc/,' -C h a.md", "'/etc/a.md' leads out of it"),
        ("tar -czPf h.tar.gz --transform 's,^,x/../../,' -C h a.md", "'x/../../a.md' leads out"),
        ("tar -czf h.tar.gz -C h a.md a.md --hard-dereference", "'a.md' is in it twice"),
        ("tar -czf h.tar.gz -C h a.md --transform 's,a,.git/a,'", "holds no memory"),
        ("tar -czf w.gz -C h . && head -c 60 w.gz > h.tar.gz", "it is damaged or cut off"),
        ("echo text > h.tar.gz", "it is damaged or cut off"),
        ("head -c 2000 /dev/urandom | gzip > h.tar.gz", "it is no tape archive"),
        (
            "head -c 200000 /dev/zero | tr '\\0' a > h/a.md && tar -czf h.tar.gz -C h .",
            "has 200000 bytes"
        ),
        (
            "truncate -s 2G h/.big && tar --format=ustar -czf h.tar.gz -C h .big",
            "it holds more than"
        ),
        ("printf '\\377' > h/a.md && tar -czf h.tar.gz -C h a.md", "'a.md' is not UTF-8 text"),
    ])
    func `a hostile archive is refused with one sentence`(make: String, words: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("h", ["a.md": "- hostile\n"])
        #expect(try world.shell(make).status == 0)
        let before = try world.references()
        let outcome = world.on("dream", "import", "../h.tar.gz")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(words), "\(outcome)")
        #expect(try world.references() == before)
    }

    @Test(arguments: [
        (
            "l.jsonl",
            "{\"path\":\"/a.md\",\"content\":\"- two\\n\"}\n\n{\"path\":\"n.md\",\"content\":\"x\"}\n"
        ),
        (
            "l.json",
            "[{\"path\":\"a.md\",\"content\":\"- two\\n\"},{\"path\":\"/n.md\",\"content\":\"x\"}]"
        ),
        (
            "p.json",
            "{\"data\":[{\"type\":\"memory_prefix\",\"path\":\"/x/\"},{\"type\":\"memory\",\"path\":\"/a.md\",\"content\":\"- two\\n\"},{\"type\":\"memory\",\"path\":\"/n.md\",\"content\":\"x\"}],\"next_page\":null}"
        ),
    ])
    func `a listing of memories is a store`(name: String, text: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n", "gone.md": "- gone\n"])
        try world.write(name, text)
        #expect(world.on("dream", "import", "../\(name)", "--id", "d").status == 0)
        #expect(try world.gitSays("ls-tree -r --name-only memory/dream/d") == "a.md\nn.md\n")
        #expect(try world.gitSays("show memory/dream/d:a.md") == "- two\n")
    }

    @Test(arguments: [
        (
            "l.jsonl", "{\"path\":\"a.md\",\"content\":\"x\"}\n{\"path\":",
            "entry 2 is not of the form"
        ),
        (
            "l.jsonl",
            "{\"path\":\"a.md\",\"content\":\"x\"}\n{\"path\":\"/a.md\",\"content\":\"y\"}",
            "'/a.md' is in it twice"
        ),
        ("l.jsonl", "{\"path\":\"../a.md\",\"content\":\"x\"}", "'../a.md' cannot be the path"),
        ("l.json", "{\"a\":1}", "entry 1 is not of the form"),
        ("l.json", "[{\"path\":\"/a.md\",\"content\":null}]", "'/a.md' has no content"),
        ("l.json", "[]", "holds no memory"),
        ("l.json", String(repeating: "[", count: 600), "entry 1 is not of the form"),
    ])
    func `a listing that is none is refused`(name: String, text: String, words: String) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.write(name, text)
        let outcome = world.on("dream", "import", "../\(name)")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(words), "\(outcome)")
    }

    @Test func `an export is a folder or an archive, not both`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        #expect(world.on("export", "../x", "--archive", "../y.tar.gz").status == 2)
        #expect(world.on("export").status == 2)
    }
}
