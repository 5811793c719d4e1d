import Git
import Render
import ReverieCore

extension Context {
    /// Opens the repository at, or above, the current folder.
    func repository() throws(Failure) -> MemoryRepository {
        do {
            return try MemoryRepository(path: currentDirectory, surroundings: surroundings())
        } catch { throw Failure(error, in: self) }
    }

    /// Opens the store that the caller means: the one `--store` names, or `memory`.
    ///
    /// Says when an operation was interrupted. A journal that cannot be read keeps only those from working who
    /// need it.
    func store(needingJournal isNeeded: Bool = true) throws(Failure) -> Store {
        let repository = try repository()
        do throws(CoreError) {
            let store = try repository.store(chosenStore())
            do throws(CoreError) {
                guard let open = try store.interrupted() else { return store }
                warn(
                    "an operation was interrupted (\(open.kind.rawValue), \(open.operation)); the next writing command settles it"
                )
            } catch {
                guard !isNeeded else { throw error }
                warn(Failure(error, in: self).message)
            }
            return store
        } catch { throw Failure(error, in: self) }
    }

    /// The name of the store that the caller means.
    func chosenStore() throws(CoreError) -> StoreName {
        guard let storeName else { return .standard }
        return try StoreName(storeName)
    }

    /// Does something with the core and words what keeps it from happening.
    func attempt<Result>(_ work: () throws(CoreError) -> Result) throws(Failure) -> Result {
        do { return try work() } catch { throw Failure(error, in: self) }
    }

    /// What an operation depends on besides the repository.
    func surroundings() -> Surroundings {
        let zone = clock.zone
        let now = clock.now
        let monotonic = clock.monotonic
        let offset: (Int64) -> Int = { (zone.civil($0)?.offset ?? 0) / 60 }
        var surroundings = Surroundings(
            actor: actor(), now: { now().seconds }, zoneOffset: offset,
            monotonic: { Int64(truncatingIfNeeded: monotonic()) },
            sleep: { milliseconds in
                progress("waiting for another writer")
                Platform.sleep(milliseconds: milliseconds)
            },
            random: random,
            git: GitProgram.find(
                inSearchPath: environment["PATH"] ?? "", home: environment["HOME"]),
            signingKey: signingKey(),
            signatureProgram: SSHKeygen.find(inSearchPath: environment["PATH"] ?? ""),
            note: Platform.processNote(program: program.name))
        surroundings.ownChecks = { (move: ProposedMove) throws(CoreError) in
            try runOwnChecks(on: move)
        }
        return surroundings
    }

    /// Who calls: as git would say it, from the environment, the repository's and the user's configuration.
    private func actor() -> Actor {
        let kind = Actor.Kind(rawValue: environment["REVERIE_ACTOR_KIND"] ?? "") ?? .person
        func value(_ variables: [String], _ key: String) -> String? {
            for variable in variables {
                if let value = environment[variable], !value.isEmpty { return value }
            }
            return configured(key)
        }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "unknown"
        return Actor(
            name: value(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"], "user.name") ?? user,
            email: value(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"], "user.email")
                ?? "\(user)@localhost", kind: kind)
    }

    /// The key with which git would sign commits too; nil where it signs none, or by other means than SSH.
    ///
    /// The program is never that of a repository's configuration, which somebody else may have written.
    private func signingKey() -> SigningKey? {
        let yes = ["true", "yes", "on", "1"]
        guard yes.contains(configured("commit.gpgsign")?.lowercased() ?? ""),
            configured("gpg.format") == "ssh", let setting = configured("user.signingkey")
        else { return nil }
        let home = environment["HOME"] ?? ""
        let program =
            ownConfiguration.lazy.compactMap {
                Configuration.value(of: "gpg.ssh.program", inFile: $0)
            }
            .first { $0.hasPrefix("/") }.map(SSHKeygen.init)
            ?? SSHKeygen.find(inSearchPath: environment["PATH"] ?? "")
        return SigningKey(
            setting: setting, home: home, folder: currentDirectory,
            program: program ?? SSHKeygen(path: "/usr/bin/ssh-keygen"), environment: environment)
    }

    /// The user's own configuration files; the first outranks the second.
    private var ownConfiguration: [String] {
        let home = environment["HOME"] ?? ""
        return [
            home + "/.gitconfig",
            (environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/git/config",
        ]
    }

    /// A value of git's configuration; the repository's outranks the user's.
    private func configured(_ key: String) -> String? {
        ([gitConfigurationOfFolder] + ownConfiguration).lazy
            .compactMap { Configuration.value(of: key, inFile: $0) }.first { !$0.isEmpty }
    }

    private var gitConfigurationOfFolder: String {
        var folder = currentDirectory
        while true {
            for candidate in [folder + "/.git/config", folder + "/config"]
            where Platform.isFile(candidate) && Platform.isFile(candidate.dropLast(6) + "HEAD") {
                return candidate
            }
            guard let cut = folder.lastIndex(of: "/"), cut != folder.startIndex else { return "" }
            folder = String(folder[..<cut])
        }
    }
}
