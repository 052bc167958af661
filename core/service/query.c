/*
 * The console's side: sends the child off, takes its frames, ends it when it is not wanted any
 * more, and begins anew on a copy when it had to give up its lock.
 */
#include "core/service/query.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/service/query_internal.h"
#include "core/service/query_wire.h"
#include "core/store/snapshot.h"

enum {
    LOOK_MS = 10,   /* between two looks at cancel */
    GRACE_MS = 400, /* after its time the child may still say so */
    YIELD_MS = 200, /* that it may hold its lock although a writer waits */
    TELL_MS = 100,  /* between two reports of progress */
    PIPE_SIZE = 1 << 20
};

/* One run of the child. */
struct run {
    struct query *query;
    const struct query_request *request;
    const struct dataset_info *datasets;
    size_t dataset_count;
    int64_t limit_ms, told_ms;
    struct helper_child *child;
    int in;
    struct buffer frames; /* what came and is not dealt with yet */
    bool done;
    bool has_fault;
    struct sandbox_error fault;
    const char *path; /* of the file it opens */
    bool passing;     /* a copy: its name goes as soon as the child has opened it */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- the request ---- */

static bool write_file(int fd, const struct buffer *bytes)
{
    size_t done = 0;
    while (done < bytes->len) {
        ssize_t n = write(fd, bytes->data + done, bytes->len - done);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

/* A file without a name that holds path, SQL and parameters. */
static enum status make_request(const struct run *run, struct query_order *order, int *fd,
                                struct error *err)
{
    const struct query_request *request = run->request;
    struct buffer bytes = {0};
    buffer_add(&bytes, run->path, strlen(run->path) + 1);
    buffer_add_span(&bytes, request->sql);
    buffer_add_byte(&bytes, '\0');
    size_t before = bytes.len;
    for (size_t i = 0; i < request->parameter_count; i++) {
        buffer_add(&bytes, request->parameters[i].name, strlen(request->parameters[i].name) + 1);
        buffer_add(&bytes, request->parameters[i].text, strlen(request->parameters[i].text) + 1);
    }
    *order = (struct query_order){.limit_ms = run->limit_ms,
                                  .yield_ms = run->passing ? -1 : YIELD_MS,
                                  .memory = QUERY_MEMORY,
                                  .path_len = (uint32_t)strlen(run->path),
                                  .sql_len = (uint32_t)request->sql.len,
                                  .parameters_len = (uint32_t)(bytes.len - before)};
    buffer_add_byte(&bytes, '\0');
    *fd = bytes.failed ? -1 : memfd_create("datajam-query", MFD_CLOEXEC);
    bool good = *fd >= 0 && write_file(*fd, &bytes);
    enum status status = bytes.failed ? no_memory(err)
                         : good       ? STATUS_OK
                                      : error_set_errno(err, errno, text_get(TEXT_QUERY_CHILD));
    if (status != STATUS_OK && *fd >= 0)
        close(*fd);
    buffer_free(&bytes);
    return status;
}

static enum status send_off(struct run *run, struct error *err)
{
    struct query_order order;
    int ends[2], file = -1;
    enum status status = make_request(run, &order, &file, err);
    if (status != STATUS_OK)
        return status;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(file);
        return error_set_errno(err, errno, text_get(TEXT_QUERY_CHILD));
    }
    (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE); /* fewer turns; the usual size does, too */
    const int fds[] = {ends[1], file};
    status =
        helper_run(run->request->helper, QUERY_JOB, &order, sizeof order, fds, 2, &run->child, err);
    close(ends[1]);
    close(file);
    run->in = ends[0];
    if (status != STATUS_OK)
        close(ends[0]);
    return status;
}

/* ---- frames ---- */

static void take_fault(struct run *run, struct span payload)
{
    struct query_fault fault = {.fault = SANDBOX_FAILED, .offset = -1};
    size_t head = payload.len < sizeof fault ? payload.len : sizeof fault;
    if (head == sizeof fault)
        memcpy(&fault, payload.data, sizeof fault);
    run->has_fault = true;
    run->fault =
        (struct sandbox_error){.fault = (enum sandbox_fault)fault.fault, .offset = fault.offset};
    size_t len = payload.len - head;
    len = len < sizeof run->fault.reason - 1 ? len : sizeof run->fault.reason - 1;
    memcpy(run->fault.reason, payload.data + head, len);
}

static enum status take_frame(struct run *run, const struct query_head *head, struct span payload,
                              struct error *err)
{
    enum status status = STATUS_OK;
    pthread_mutex_lock(&run->query->lock);
    switch ((enum query_word)head->word) {
    case QUERY_OPENED:
        if (run->passing)
            unlink(run->path);
        break;
    case QUERY_COLUMNS:
        status = query_take_columns(run->query, payload, head->rows, run->datasets,
                                    run->dataset_count, err);
        break;
    case QUERY_ROWS:
        status = query_take_rows(run->query, payload, head->rows, err);
        break;
    case QUERY_NEEDS:
        status = query_take_missing(run->query, payload, err);
        run->done = true;
        break;
    case QUERY_FAULT:
        take_fault(run, payload);
        break;
    case QUERY_DONE:
        run->done = true;
        break;
    default:
        status = error_set(err, STATUS_IO, TEXT_QUERY_TORN, NULL);
    }
    pthread_mutex_unlock(&run->query->lock);
    return status;
}

/* Deals with the whole frames at the beginning of what has come. */
static enum status take_frames(struct run *run, struct error *err)
{
    struct buffer *frames = &run->frames;
    size_t at = 0;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !run->query->cut &&
           frames->len - at >= sizeof(struct query_head)) {
        struct query_head head;
        memcpy(&head, frames->data + at, sizeof head);
        if (head.len > QUERY_FRAME_MAX + QUERY_BATCH)
            return error_set(err, STATUS_IO, TEXT_QUERY_TORN, NULL);
        if (frames->len - at - sizeof head < head.len)
            break;
        status = take_frame(run, &head, span_of(frames->data + at + sizeof head, head.len), err);
        at += sizeof head + head.len;
    }
    if (at > 0)
        memmove(frames->data, frames->data + at, frames->len - at);
    frames->len -= at;
    return status;
}

static void tell(struct run *run, bool now)
{
    int64_t ms = clock_steady_ms();
    if (!run->request->progress || (!now && ms - run->told_ms < TELL_MS))
        return;
    run->told_ms = ms;
    run->request->progress(run->request->context);
}

/* Reads what is there. *open false: the child has closed its end. */
static enum status read_some(struct run *run, bool *open, struct error *err)
{
    enum { SOME = 1 << 18 };
    if (!buffer_reserve(&run->frames, SOME))
        return no_memory(err);
    ssize_t n = read(run->in, run->frames.data + run->frames.len, SOME);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return STATUS_OK;
    *open = n > 0;
    if (n > 0)
        run->frames.len += (size_t)n;
    return n > 0 ? take_frames(run, err) : STATUS_OK;
}

static bool is_cancelled(const struct run *run)
{
    return run->request->cancel && *run->request->cancel;
}

/* Until the child is done, its time is over, or nobody wants it any more. */
static enum status listen_to(struct run *run, struct error *err)
{
    int64_t until = clock_steady_ms() + run->limit_ms + GRACE_MS;
    enum status status = STATUS_OK;
    bool open = true, first = true;
    while (status == STATUS_OK && open && !run->done && !run->has_fault && !run->query->cut) {
        struct pollfd ready = {.fd = run->in, .events = POLLIN};
        if (is_cancelled(run))
            return error_set(err, STATUS_CANCELLED, TEXT_QUERY_CANCELLED, NULL);
        if (clock_steady_ms() > until) {
            run->has_fault = true; /* inside one call that nothing stops but its end */
            run->fault = (struct sandbox_error){.fault = SANDBOX_TIME_OVER, .offset = -1};
            break;
        }
        if (poll(&ready, 1, LOOK_MS) <= 0) {
            tell(run, false); /* the time goes on, also where no rows come */
            continue;
        }
        status = read_some(run, &open, err);
        bool begun = first && run->query->rows > 0;
        first = first && !begun;
        tell(run, begun);
    }
    return status;
}

/* ---- the end ---- */

/* A child that ended without a word was ended by a limit. */
static void judge_end(struct run *run)
{
    int wait_status = 0;
    if (helper_child_wait(run->child, &wait_status, NULL) != STATUS_OK)
        wait_status = 0;
    run->has_fault = true;
    run->fault = (struct sandbox_error){.fault = SANDBOX_TOO_MUCH, .offset = -1};
    if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGXCPU)
        run->fault.fault = SANDBOX_TIME_OVER;
}

static enum status run_child(struct run *run, struct error *err)
{
    enum status status = send_off(run, err);
    if (status != STATUS_OK)
        return status;
    status = listen_to(run, err);
    if (status == STATUS_OK && !run->done && !run->has_fault && !run->query->cut)
        judge_end(run);
    helper_child_kill(run->child);
    helper_child_free(run->child);
    close(run->in);
    buffer_free(&run->frames);
    return status;
}

/* A private file in the folder for passing things. Its path is to be freed. */
static enum status make_place(char **path, struct error *err)
{
    const char *folder = getenv("TMPDIR");
    folder = folder && folder[0] == '/' ? folder : "/tmp";
    if (asprintf(path, "%s/datajam-query.XXXXXX", folder) < 0) {
        *path = NULL;
        return no_memory(err);
    }
    int fd = mkostemp(*path, O_CLOEXEC); /* readable by its owner only */
    if (fd < 0) {
        enum status status = error_set_errno(err, errno, folder);
        free(*path);
        *path = NULL;
        return status;
    }
    close(fd);
    return STATUS_OK;
}

static enum status run_on_copy(struct run *run, struct error *err)
{
    char *path = NULL;
    enum status status = make_place(&path, err);
    if (status != STATUS_OK || !path)
        return status;
    status = db_snapshot(run->request->db, path, run->request->cancel, err);
    run->path = path;
    run->passing = true;
    if (status == STATUS_OK)
        status = run_child(run, err);
    unlink(path); /* where the child did not come so far */
    free(path);
    return status;
}

static enum status run_again_on_copy(struct run *run, struct error *err)
{
    pthread_mutex_lock(&run->query->lock);
    enum status status = query_restart(run->query, err);
    pthread_mutex_unlock(&run->query->lock);
    run->has_fault = false;
    tell(run, true);
    return status == STATUS_OK ? run_on_copy(run, err) : status;
}

static enum status run_whole(struct run *run, struct error *err)
{
    run->path = db_path(run->request->db);
    if (!run->path[0]) /* in memory: nobody else can open it */
        return run_on_copy(run, err);
    enum status status = run_child(run, err);
    if (status == STATUS_OK && run->has_fault && run->fault.fault == SANDBOX_YIELDED)
        status = run_again_on_copy(run, err);
    return status;
}

enum status query_run(struct query *query, const struct query_request *request, struct error *err)
{
    struct run run = {.query = query, .request = request};
    struct arena *arena = arena_new();
    struct dataset_info *datasets = NULL;
    run.limit_ms = request->limit_ms > 0 ? request->limit_ms : QUERY_LIMIT_MS;
    query->begun_ms = clock_steady_ms();
    enum status status = arena ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK)
        status = dataset_list(request->db, arena, &datasets, &run.dataset_count, err);
    run.datasets = datasets;
    run.fault.offset = -1;
    if (status == STATUS_OK && request->sql.len > QUERY_SQL_MAX) {
        run.has_fault = true;
        run.fault.fault = SANDBOX_TOO_MUCH;
        snprintf(run.fault.reason, sizeof run.fault.reason, "%s", text_get(TEXT_QUERY_TOO_LONG));
    } else if (status == STATUS_OK) {
        status = run_whole(&run, err);
    }
    if (status == STATUS_OK && run.has_fault)
        status = query_explain(&run.fault, request->sql, run.limit_ms, run.datasets,
                               run.dataset_count, err);
    if (status == STATUS_OK && query->missing)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_QUERY_MISSING,
                           TEXT_VALUES(text_string("name", query->missing)));
    pthread_mutex_lock(&query->lock);
    query->ended_ms = clock_steady_ms();
    pthread_mutex_unlock(&query->lock);
    arena_free(arena);
    return status;
}

int64_t query_ms(struct query *query)
{
    pthread_mutex_lock(&query->lock);
    int64_t end = query->ended_ms ? query->ended_ms : clock_steady_ms();
    int64_t ms = query->begun_ms ? end - query->begun_ms : 0;
    pthread_mutex_unlock(&query->lock);
    return ms;
}
