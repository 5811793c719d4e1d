import Git
import Hosted
import Render
import ReverieCore

/// How the hosted service is reached; the same for every command that speaks to it.
enum HostedOptions {
    static let url = Parameter.option(
        "url", value: "URL", "the service (default: ANTHROPIC_BASE_URL, or the public one)")
    static let keyFile = Parameter.option(
        "key-file", value: "FILE", "the file with the key, if ANTHROPIC_API_KEY has none",
        completion: .file)

    /// In place of a hosted store's name: the one that this repository made, or makes.
    static let newStore = "new"

    static let all: [any DeclaredParameter] = [url, keyFile]

    /// What help says about them.
    static let discussion = """
        The key comes from --key-file, ANTHROPIC_API_KEY, or the file that ANTHROPIC_API_KEY_FILE names; a file that \
        others may read is refused. The work is done by 'reverie-hosted', which stands beside this program; this \
        program has no network in it.
        """
}

extension Context {
    /// A client for the service.
    ///
    /// Throws a failure of kind `invalid` where the address, the key or its file is wrong.
    func serviceClient(_ arguments: Arguments, _ transport: any Transport) throws(Failure)
        -> ServiceClient
    {
        let base =
            arguments[HostedOptions.url] ?? environment["ANTHROPIC_BASE_URL"].flatMap {
                $0.isEmpty ? nil : $0
            } ?? ServiceAddress.standard
        let key = try serviceKey(arguments)
        let address = try hosted { () throws(HostedError) in
            try ServiceAddress(base: base, key: key)
        }
        let (now, random) = (clock.now, random)
        return ServiceClient(
            transport: transport, address: address,
            surroundings: ServiceClient.Surroundings(
                sleep: pause, now: { now().seconds }, random: random,
                onWait: { milliseconds, reason in
                    progress(
                        "\(reason); trying again in \((milliseconds + 999) / 1000) s")
                }))
    }

    private func serviceKey(_ arguments: Arguments) throws(Failure) -> String {
        let file = arguments[HostedOptions.keyFile]
        if file == nil, let key = environment["ANTHROPIC_API_KEY"], !key.isEmpty { return key }
        guard let name = file ?? environment["ANTHROPIC_API_KEY_FILE"], !name.isEmpty else {
            throw .invalid(
                "no key for the hosted service",
                hints: ["export ANTHROPIC_API_KEY=...", "\(tool) ... --key-file FILE"])
        }
        let content: [UInt8]?
        do throws(GitError) {
            content = try FileSystem.readPrivate(path(name), limit: 1 << 16)
        } catch { throw Failure(error, in: self) }
        guard let content else {
            throw .invalid(
                "others may read or write the key file '\(name)', or it is not yours",
                hints: ["chmod 600 \(word: name)"])
        }
        return String(decoding: content, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    }

    /// What carries requests; where this program has none, the one that has takes over and this does not return.
    func transportOrHandOver() throws(Failure) -> any Transport {
        if let transport { return transport }
        guard ownsTerminal, let path = Platform.programPath else {
            throw .unavailable("there is no network here")
        }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let places = ["/\(folder)", "/\(folder)/../libexec/reverie", "/\(folder)/../libexec"]
        for place in places {
            let helper = place + "/reverie-hosted"
            guard Platform.isFile(helper) else { continue }
            errors.endProgress()
            let code = Platform.becomeProgram(helper)
            throw .unavailable("cannot start '\(helper)': \(code.words)")
        }
        throw .unavailable(
            "'reverie-hosted' is neither beside '\(path)' nor in libexec; it speaks to the service",
            hints: ["make release && make install   # in Reverie's folder"])
    }

    /// The right to write to hosted stores for a store, or to wait for one dream, held by one process at a time.
    ///
    /// Who only waits keeps nobody from publishing: a rollback must not wait for a dream.
    func hostedLease(of store: Store, dream: String? = nil) throws(Failure) -> Lease {
        // A process that was just killed may take a moment to let go.
        for turn in 0..<20 {
            let lease: Lease?
            do throws(CoreError) { lease = try store.takeHostedLease(ofDream: dream) } catch {
                throw Failure(error, in: self)
            }
            if let lease { return lease }
            if turn < 19 { Platform.sleep(milliseconds: 100) }
        }
        throw Failure(HostedError.busy, in: self)
    }
}
