#ifndef REVERIE_CLIBGIT2_SHIM_H
#define REVERIE_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/* Variadic C functions are not imported into Swift; each use gets a typed wrapper. */

static inline int reverie_git_enable_fsync(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int reverie_git_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int reverie_git_strict_object_creation(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, enabled);
}

static inline int reverie_git_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/* No system, global or user configuration may reach a judgement: each level gets an empty path. */
static inline int reverie_git_ignore_configuration(int level) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
}

/* How much of packs is mapped at once, and in what pieces, in bytes. */
static inline int reverie_git_map_at_most(size_t piece, size_t all) {
    int code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, piece);
    return code < 0 ? code : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, all);
}

/* Declared here because the header hides it without a feature macro; -1 where the system has no such thing. */
#ifdef __linux__
extern int memfd_create(const char *name, unsigned int flags);
static inline int reverie_memory_file(void) { return memfd_create("reverie", 1); }
#else
static inline int reverie_memory_file(void) { return -1; }
#endif

#endif
