internal import CLibgit2

extension Repository {
    /// Whether the repository's ignore rules cover a path, given from the top of the work tree.
    public func isIgnored(_ path: String) -> Bool {
        var ignored: Int32 = 0
        return git_ignore_path_is_ignored(&ignored, pointer, path) == 0 && ignored == 1
    }
}
