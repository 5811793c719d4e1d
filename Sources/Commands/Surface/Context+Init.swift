import Git
import Render
import ReverieCore

extension Context {
    /// Makes a repository in a folder that has none, or completes it.
    func makeRepository(_ request: Init.Request, bare: Bool) throws(Failure) -> InitResult {
        let place = request.place
        let names = (try? FileSystem.list(place))?.map { String(decoding: $0.name, as: UTF8.self) }
        let held = (names ?? []).filter { bare ? !Self.isGitsOwn($0) : !$0.hasPrefix(".") }
        if bare, let first = held.first {
            throw .invalid(
                "'\(place)' holds '\(first)'; a repository without a work tree needs a folder of its own",
                hints: ["\(tool) init --bare DIR --from \(word: place)"])
        }
        let adopts = request.source == nil || request.source == place
        if !bare, !adopts, let first = held.first {
            throw .invalid(
                "'\(place)' holds '\(first)' already; '--from' fills a new folder",
                hints: ["\(tool) init \(word: place)   # adopts what it holds"])
        }
        let made = try attempt { () throws(CoreError) in
            try MemoryRepository.make(
                at: place, bare: bare, store: request.store,
                from: bare ? request.source : request.source ?? place, message: nil,
                surroundings: surroundings())
        }
        return InitResult(
            store: request.store, repository: place, folder: bare ? nil : place, made: made)
    }

    /// Adds a store to a repository, or completes one that holds nothing yet.
    func addStore(_ request: Init.Request, to repository: MemoryRepository) throws(Failure)
        -> InitResult
    {
        let top = repository.workTree ?? repository.directory
        let isTop = request.place == top || request.place == repository.directory
        let isUnfinished = try attempt { () throws(CoreError) in
            try repository.isUnfinished(request.store)
        }
        if isTop, isUnfinished {
            if request.isBare, repository.workTree != nil {
                throw .invalid("'\(top)' has a work tree already; '--bare' makes a new repository")
            }
            return try makeRepository(request, bare: repository.workTree == nil)
        }
        let stores = try attempt { () throws(CoreError) in try repository.stores() }
        if stores.contains(request.store) {
            throw Failure(.storeExists(request.store), in: self)
        }
        let isOurs = !stores.isEmpty || repository.isMarked
        let isNamed = request.isNamed && !isTop
        guard isOurs || (storeName != nil && (isNamed || (isTop && repository.workTree == nil)))
        else { throw Failure(.otherRepository(path: top), in: self) }
        guard storeName != nil else {
            throw .invalid(
                "'\(top)' is a repository already; name the store that it shall get",
                hints: [
                    "\(toolHere) init --store NAME" + (isNamed ? " \(word: request.place)" : "")
                ])
        }
        if request.isBare {
            throw .invalid("'\(top)' is a repository already; '--bare' makes a new one")
        }
        var folder: String?
        if isNamed {
            guard let workTree = repository.workTree, request.place.hasPrefix(workTree + "/"),
                !(request.place + "/").hasPrefix(repository.directory + "/")
            else {
                throw .invalid("'\(request.place)' is inside of a git directory")
            }
            try checkApart(request.place, from: stores, in: repository)
            folder = request.place
        }
        let adopted = folder.flatMap { FileSystem.isFolder($0) ? $0 : nil }
        let made = try attempt { () throws(CoreError) in
            try repository.addStore(
                request.store, folder: folder, from: request.source ?? adopted, message: nil)
        }
        return InitResult(store: request.store, repository: top, folder: folder, made: made)
    }

    /// Two stores must not share files, or one would take the other's memory for its own.
    private func checkApart(
        _ folder: String, from stores: [StoreName], in repository: MemoryRepository
    ) throws(Failure) {
        for name in stores {
            let other = try attempt { () throws(CoreError) in
                try repository.store(name).folder()
            }
            guard let other,
                (folder + "/").hasPrefix(other + "/") || (other + "/").hasPrefix(folder + "/")
            else { continue }
            throw .invalid(
                "'\(folder)' would share files with the store '\(name.description)' in '\(other)'",
                hints: ["\(tool) init   # the store without files of its own"])
        }
    }

    /// What git, or an interrupted `init`, puts at the top of a repository without a work tree.
    private static func isGitsOwn(_ name: String) -> Bool {
        let own = [
            "HEAD", "branches", "config", "description", "hooks", "info", "logs", "objects",
            "packed-refs", "refs", "reverie",
        ]
        return own.contains { name == $0 || name.hasPrefix($0 + ".") }
    }
}
