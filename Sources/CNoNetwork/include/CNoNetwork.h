/* Stand-ins for libgit2's network entry points; see stand-ins.c. Nothing here is called from Swift. */
