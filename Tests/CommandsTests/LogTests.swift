import Commands
import Git
import ReverieCore
import TestSupport
import Testing
@Suite struct LogTests {
    func show(_ place: ReadingWorld, _ all: [[String]], dir: String = "repository") {
        for words in all {
            print("$ reverie", words.joined(separator: " "))
            print(place.world.run(.reverie, ["-C",dir] + words).numbered)
        }
    }
    @Test func `print all`() throws {
        do { let place = try ReadingWorld()
        print("======== production rewritten")
        try place.world.git(in: "repository", "update-ref", "refs/heads/memory/production", "memory/v1")
        try place.world.git(in: "repository", "tag", "-d", "memory/v2")
        try place.world.git(in: "repository", "tag", "-d", "memory/fallback/3")
        show(place, [["status"],["verify"],["log"],["verify","--repair"],["verify"],["journal","-n","1"]])
        let c = try place.world.shell("cd repository; git commit-tree -p memory/production -m 'evil \u{1b}[31m red\u{202e}' 4b825dc642cb6eb9a060e54bf8d69288fbee4904").output.prefix(40)
        try place.world.git(in: "repository", "update-ref", "refs/heads/memory/production", String(c))
        show(place, [["status"],["verify"],["show"],["verify","--repair"],["verify"],["log","--writes","-n","1"]])
        let j = try place.world.shell("cd repository; git commit-tree -p memory/journal -m 'evil \u{1b}[31m red\u{202e}' 4b825dc642cb6eb9a060e54bf8d69288fbee4904").output.prefix(40)
        try place.world.git(in: "repository", "update-ref", "refs/heads/memory/journal", String(j))
        show(place, [["status"],["verify"],["journal"],["journal","verify"],["journal","verify","--since","1234567"],["show"],["log"],["ls"],["cat","limits.md"],["verify","--repair"]])
        }
        do { let place = try ReadingWorld(bare: false)
        print("======== work tree")
        try place.world.write("repository/limits.md", "- never pay an invoice twice\n- always smile\n")
        try place.world.write("repository/v1/x.md", "- new\n")
        show(place, [["status"],["memdiff"],["memdiff","v1","v2"],["memdiff","--stat","v1","v2","--"],["memdiff","--stat","v1","--","."],["memdiff","--", "v1","people"],["memdiff","production","."],["memdiff","noon","limits.md"],["memdiff","v2","nowhere"],["ls","v1"],["ls", "v1:"],["-C","v1","ls"],["memdiff","a","b","c"]])
        }
    }
}
