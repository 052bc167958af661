/* Owns the master's side of the helper process: starting it, asking it, its children. */
#include "core/base/helper.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/helper_wire.h"
#include "core/base/span.h"

struct helper {
    int socket;
    pid_t pid;
    const struct helper_job *jobs;
    size_t count;
};

struct helper_child {
    int line;
    bool ended;
    int wait_status;
};

static enum status failed(struct error *err, int errnum)
{
    return error_set(err, STATUS_IO, TEXT_HELPER_FAILED,
                     TEXT_VALUES(text_string("reason", strerror(errnum))));
}

enum status helper_start(struct helper **out, const struct helper_job *jobs, size_t count,
                         struct error *err)
{
    int ends[2];
    struct helper *helper = calloc(1, sizeof *helper);
    if (!helper)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        free(helper);
        return failed(err, errno);
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        helper_serve(ends[1], jobs, count);
        _exit(0);
    }
    close(ends[1]);
    if (pid < 0) {
        int errnum = errno;
        close(ends[0]);
        free(helper);
        return failed(err, errnum);
    }
    *helper = (struct helper){.socket = ends[0], .pid = pid, .jobs = jobs, .count = count};
    *out = helper;
    return STATUS_OK;
}

static enum status send_packet(const struct helper *helper, struct helper_packet *packet,
                               const int *fds, struct error *err)
{
    size_t room = packet->head.fd_count * sizeof(int);
    union {
        char bytes[CMSG_SPACE((HELPER_DESCRIPTORS + 1) * sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    struct iovec part = {packet, sizeof packet->head + packet->head.size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (room) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(room);
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(room);
        memcpy(CMSG_DATA(head), fds, room);
    }
    ssize_t done;
    do {
        done = sendmsg(helper->socket, &message, MSG_NOSIGNAL);
    } while (done < 0 && errno == EINTR);
    return done < 0 ? failed(err, errno) : STATUS_OK;
}

static int find_job(const struct helper *helper, const char *name)
{
    for (size_t i = 0; i < helper->count; i++) {
        if (strcmp(helper->jobs[i].name, name) == 0)
            return (int)i;
    }
    return -1;
}

/* Sends a word with a job, its data and its descriptors. */
static enum status request(const struct helper *helper, enum helper_word word, const char *job,
                           struct span data, const int *fds, size_t fd_count, struct error *err)
{
    if (data.len > HELPER_DATA_LIMIT || fd_count > HELPER_DESCRIPTORS + 1)
        return failed(err, E2BIG);
    struct helper_packet *packet = malloc(sizeof *packet);
    if (!packet)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    packet->head = (struct helper_request){.word = (uint32_t)word,
                                           .job = job ? find_job(helper, job) : -1,
                                           .size = (uint32_t)data.len,
                                           .fd_count = (uint32_t)fd_count};
    if (data.len)
        memcpy(packet->data, data.data, data.len);
    enum status status =
        job && packet->head.job < 0 ? failed(err, ENOENT) : send_packet(helper, packet, fds, err);
    free(packet);
    return status;
}

enum status helper_run(struct helper *helper, const char *job, const void *data, size_t size,
                       const int *fds, size_t fd_count, struct helper_child **out,
                       struct error *err)
{
    int ends[2], all[HELPER_DESCRIPTORS + 1];
    if (fd_count > HELPER_DESCRIPTORS)
        return failed(err, E2BIG);
    struct helper_child *child = calloc(1, sizeof *child);
    if (!child)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        free(child);
        return failed(err, errno);
    }
    all[0] = ends[1];
    for (size_t i = 0; i < fd_count; i++)
        all[i + 1] = fds[i];
    enum status status =
        request(helper, HELPER_RUN, job, span_of(data, size), all, fd_count + 1, err);
    close(ends[1]);
    if (status != STATUS_OK) {
        close(ends[0]);
        free(child);
        return status;
    }
    child->line = ends[0];
    *out = child;
    return STATUS_OK;
}

int helper_child_descriptor(const struct helper_child *child)
{
    return child->line;
}

enum status helper_child_wait(struct helper_child *child, int *wait_status, struct error *err)
{
    int32_t answer = 0;
    ssize_t got = 0;
    while (!child->ended) {
        got = recv(child->line, &answer, sizeof answer, MSG_WAITALL);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != sizeof answer)
            return failed(err, got < 0 ? errno : ECHILD);
        child->ended = true;
        child->wait_status = answer;
    }
    *wait_status = child->wait_status;
    return STATUS_OK;
}

void helper_child_kill(struct helper_child *child)
{
    if (!child->ended)
        send(child->line, "k", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void helper_child_free(struct helper_child *child)
{
    if (!child)
        return;
    close(child->line);
    free(child);
}

enum status helper_guard(struct helper *helper, const char *job, const void *data, size_t size,
                         const int *fds, size_t fd_count, struct error *err)
{
    return request(helper, HELPER_GUARD, job, span_of(data, size), fds, fd_count, err);
}

void helper_stop(struct helper *helper)
{
    if (!helper)
        return;
    request(helper, HELPER_GOODBYE, NULL, span_of(NULL, 0), NULL, 0, NULL);
    close(helper->socket);
    while (waitpid(helper->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    free(helper);
}
