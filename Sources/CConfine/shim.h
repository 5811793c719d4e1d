#ifndef REVERIE_CCONFINE_SHIM_H
#define REVERIE_CCONFINE_SHIM_H

// Starts a program that may write below some folders only, by Landlock (landlock(7), Linux 5.13). A domain binds the
// thread that enters it and its children, so that a thread of its own starts the program and ends. In C, because
// system calls without a wrapper take a variable number of arguments.

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdint.h>
#include <unistd.h>

#if defined(__linux__) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#define REVERIE_HAS_LANDLOCK 1
#endif

struct reverie_confined_start {
    pid_t *process;
    const char *path;
    const posix_spawn_file_actions_t *actions;
    const posix_spawnattr_t *attributes;
    char *const *arguments;
    char *const *environment;
    // Folders below which the program may write, a null pointer behind the last.
    char *const *folders;
    int code;
};

#ifdef REVERIE_HAS_LANDLOCK

// The version of Landlock; below 1 where there is none.
static inline int reverie_confinement(void) {
    return (int)syscall(
        SYS_landlock_create_ruleset, (void *)0, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

static inline uint64_t reverie_writing(void) {
    uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
        | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR
        | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
        | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
        | LANDLOCK_ACCESS_FS_MAKE_SYM;
    int version = reverie_confinement();
#ifdef LANDLOCK_ACCESS_FS_REFER
    if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
    if (version >= 3) rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
    (void)version;
    return rights;
}

static inline int reverie_allow(int rules, const char *folder, uint64_t rights) {
    struct landlock_path_beneath_attr rule = {.allowed_access = rights};
    rule.parent_fd = open(folder, O_RDONLY | O_CLOEXEC);
    if (rule.parent_fd < 0) return errno;
    long result =
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, (uint32_t)0);
    int code = result == 0 ? 0 : errno;
    close(rule.parent_fd);
    return code;
}

static inline int reverie_enter(char *const *folders) {
    struct landlock_ruleset_attr handled = {.handled_access_fs = reverie_writing()};
    int rules = (int)syscall(
        SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, (uint32_t)0);
    if (rules < 0) return errno;
    int code = 0;
    for (; code == 0 && *folders; folders++) code = reverie_allow(rules, *folders, reverie_writing());
    // Devices such as /dev/null are there already; nothing is made.
    if (code == 0) code = reverie_allow(rules, "/dev", LANDLOCK_ACCESS_FS_WRITE_FILE);
    if (code == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) code = errno;
    if (code == 0 && syscall(SYS_landlock_restrict_self, rules, (uint32_t)0) != 0) code = errno;
    close(rules);
    return code;
}

#else

static inline int reverie_confinement(void) { return 0; }
static inline int reverie_enter(char *const *folders) {
    (void)folders;
    return 0;
}

#endif

static inline void *reverie_start_here(void *argument) {
    struct reverie_confined_start *start = (struct reverie_confined_start *)argument;
    start->code = reverie_confinement() > 0 ? reverie_enter(start->folders) : 0;
    if (start->code == 0) {
        start->code = posix_spawn(
            start->process, start->path, start->actions, start->attributes, start->arguments,
            start->environment);
    }
    return (void *)0;
}

// As posix_spawn; confined where the system can.
static inline int reverie_spawn_confined(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment,
    char *const *folders) {
    struct reverie_confined_start start = {
        process, path, actions, attributes, arguments, environment, folders, 0};
    pthread_t thread;
    int code = pthread_create(&thread, (void *)0, reverie_start_here, &start);
    if (code != 0) return code;
    pthread_join(thread, (void *)0);
    return start.code;
}

#endif
