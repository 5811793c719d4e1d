/*
 * Reverie's transport is the git program, so libgit2 needs no network code. These eight definitions take the
 * place of the ones in its archive, which keeps SSH, Kerberos and TLS out of the link and their start-up work
 * out of every command. If libgit2 renames one, linking fails; nothing can silently reach the network.
 */

enum { unsupported = -1 };

int git_http_auth_negotiate(void **out, const void *url) {
    (void)url;
    *out = 0;
    return unsupported;
}

int git_mbedtls__set_cert_location(const char *file, const char *directory) {
    (void)file;
    (void)directory;
    return unsupported;
}

int git_mbedtls_stream_global_init(void) { return 0; }

int git_mbedtls_stream_new(void **out, const char *host, const char *port) {
    (void)host;
    (void)port;
    *out = 0;
    return unsupported;
}

int git_mbedtls_stream_wrap(void **out, void *inner, const char *host) {
    (void)inner;
    (void)host;
    *out = 0;
    return unsupported;
}

int git_smart_subtransport_ssh(void **out, void *transport, void *parameters) {
    (void)transport;
    (void)parameters;
    *out = 0;
    return unsupported;
}

int git_transport_ssh_global_init(void) { return 0; }

int git_transport_ssh_with_paths(void **out, void *remote, void *payload) {
    (void)remote;
    (void)payload;
    *out = 0;
    return unsupported;
}
