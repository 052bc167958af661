/*
 * Owns the helper process itself: one loop over requests, ended children and their lines.
 * Apart from the master's side because it runs in another process and must stay small: it
 * has one thread and never allocates after its start.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/helper_wire.h"

enum { CHILDREN = 64 };

struct child {
    pid_t pid; /* 0: free */
    int line;  /* -1: its owner has let go */
};

struct server {
    int socket;
    int signals; /* signalfd for SIGCHLD */
    const struct helper_job *jobs;
    size_t count;
    struct child children[CHILDREN];
    int32_t guard; /* job, or -1 */
    size_t guard_size;
    char guard_data[HELPER_DATA_LIMIT];
    int guard_fds[HELPER_DESCRIPTORS];
    size_t guard_fd_count;
    bool goodbye;
    struct helper_packet packet;
    int fds[HELPER_DESCRIPTORS + 1];
    size_t fd_count;
};

/* It must outlive what ends its master: the keys of the terminal, a lost connection. */
static const int ignored[] = {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGTSTP, SIGTTOU, SIGTTIN, SIGPIPE};

/* Standard streams that lead nowhere, so that nobody waits for the helper to close them. */
static void close_streams(void)
{
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    int ends[2] = {-1, -1};
    if (nowhere < 0 && pipe(ends) == 0)
        nowhere = ends[0];
    for (int fd = 0; fd < 3; fd++) {
        if (nowhere >= 0)
            dup2(nowhere, fd);
    }
    if (nowhere > 2)
        close(nowhere);
    if (ends[1] > 2)
        close(ends[1]);
}

static void prepare(struct server *server)
{
    sigset_t chld;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, NULL);
    server->signals = signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK);
    prctl(PR_SET_NAME, "datajam-helper");
    close_streams();
}

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        close(fds[i]);
}

static _Noreturn void become_child(struct server *server)
{
    sigset_t none;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(server->socket);
    close(server->signals);
    for (int i = 0; i < CHILDREN; i++) {
        if (server->children[i].pid && server->children[i].line >= 0)
            close(server->children[i].line);
    }
    close_all(server->guard_fds, server->guard_fd_count);
    close(server->fds[0]); /* its own line: the helper's to write to */
    int status = server->jobs[server->packet.head.job].run(
        server->packet.data, server->packet.head.size, server->fds + 1, server->fd_count - 1);
    _exit(status & 127);
}

static void answer(int line, int32_t wait_status)
{
    if (line >= 0) {
        send(line, &wait_status, sizeof wait_status, MSG_NOSIGNAL | MSG_DONTWAIT);
        close(line);
    }
}

static void run_child(struct server *server)
{
    struct child *child = NULL;
    if (!server->fd_count)
        return;
    for (int i = 0; i < CHILDREN && !child; i++) {
        if (!server->children[i].pid)
            child = &server->children[i];
    }
    pid_t pid = child ? fork() : -1;
    if (pid == 0)
        become_child(server);
    if (pid < 0) {
        answer(server->fds[0], 127 << 8); /* as from a child that could not start */
    } else {
        *child = (struct child){pid, server->fds[0]};
    }
    close_all(server->fds + 1, server->fd_count - 1);
}

static void set_guard(struct server *server)
{
    close_all(server->guard_fds, server->guard_fd_count);
    server->guard = server->packet.head.job;
    server->guard_size = server->packet.head.size;
    memcpy(server->guard_data, server->packet.data, server->guard_size);
    server->guard_fd_count =
        server->fd_count < HELPER_DESCRIPTORS ? server->fd_count : HELPER_DESCRIPTORS;
    memcpy(server->guard_fds, server->fds, server->guard_fd_count * sizeof(int));
}

/* Reads one packet with its descriptors. False: the master is gone. */
static bool receive(struct server *server)
{
    union {
        char bytes[CMSG_SPACE((HELPER_DESCRIPTORS + 1) * sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec part = {&server->packet, sizeof server->packet};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;
    do {
        got = recvmsg(server->socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    server->fd_count = 0;
    if (got <= 0)
        return false;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head && head->cmsg_type == SCM_RIGHTS) {
        server->fd_count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(server->fds, CMSG_DATA(head), server->fd_count * sizeof(int));
    }
    return (size_t)got >= sizeof server->packet.head;
}

static bool serve_request(struct server *server)
{
    if (!receive(server))
        return false;
    switch ((enum helper_word)server->packet.head.word) {
    case HELPER_RUN:
        run_child(server);
        return true;
    case HELPER_GUARD:
        set_guard(server);
        return true;
    case HELPER_GOODBYE:
        server->goodbye = true;
        return false;
    }
    return false;
}

static void collect_children(struct server *server)
{
    struct signalfd_siginfo info;
    int status;
    pid_t pid;
    while (read(server->signals, &info, sizeof info) > 0)
        ;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (int i = 0; i < CHILDREN; i++) {
            struct child *child = &server->children[i];
            if (child->pid != pid)
                continue;
            answer(child->line, status);
            *child = (struct child){0};
        }
    }
}

/* A byte on its line, or its closing: the child is not wanted any more. */
static void kill_child(struct child *child)
{
    char byte;
    if (recv(child->line, &byte, 1, MSG_DONTWAIT) <= 0) {
        close(child->line);
        child->line = -1;
    }
    kill(child->pid, SIGKILL);
}

static bool serve_once(struct server *server)
{
    struct pollfd fds[CHILDREN + 2] = {{.fd = server->socket, .events = POLLIN},
                                       {.fd = server->signals, .events = POLLIN}};
    for (int i = 0; i < CHILDREN; i++)
        fds[i + 2] = (struct pollfd){.fd = server->children[i].pid ? server->children[i].line : -1,
                                     .events = POLLIN};
    if (poll(fds, CHILDREN + 2, -1) < 0)
        return errno == EINTR;
    for (int i = 0; i < CHILDREN; i++) {
        if (fds[i + 2].revents && server->children[i].pid)
            kill_child(&server->children[i]);
    }
    if (fds[1].revents)
        collect_children(server);
    return !fds[0].revents || serve_request(server);
}

void helper_serve(int socket, const struct helper_job *jobs, size_t count)
{
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        return;
    server->socket = socket;
    server->jobs = jobs;
    server->count = count;
    server->guard = -1;
    prepare(server);
    while (serve_once(server))
        ;
    for (int i = 0; i < CHILDREN; i++) {
        if (server->children[i].pid)
            kill(server->children[i].pid, SIGKILL);
    }
    if (!server->goodbye && server->guard >= 0)
        jobs[server->guard].run(server->guard_data, server->guard_size, server->guard_fds,
                                server->guard_fd_count);
    free(server);
}
