/*
 * The release gate. The policy of a jam comes from its rules. What a terminal shows to whoever
 * sits there has not left yet; a file and a pipe have.
 */
#include "core/service/release.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/settle.h"
#include "core/service/rules.h"
#include "core/store/log.h"

enum { EXPORT_MODE = 0640 };

/* What a jam's facilitators allow. */
struct release_policy {
    enum status (*check)(const struct release_request *request, struct error *err);
    /* Hides what must not leave in one row; NULL: nothing is hidden. */
    void (*mask)(const struct output_column *columns, size_t count, struct value *values);
};

enum status release_allowed(struct db *db, struct error *err)
{
    struct rules rules;
    enum status status = rules_of(db, &rules, err);
    return status == STATUS_OK && !rules.exports
               ? error_set(err, STATUS_NO_ACCESS, TEXT_RULES_NO_EXPORTS, NULL)
               : status;
}

enum status release_allowed_from(const char *path, struct error *err)
{
    struct rules rules;
    bool inside;
    rules_of_path(path, &rules, &inside);
    return rules.exports ? STATUS_OK
                         : error_set(err, STATUS_NO_ACCESS, TEXT_RULES_NO_EXPORTS, NULL);
}

static enum status check_exports(const struct release_request *request, struct error *err)
{
    bool stays = !request->path && isatty(request->fd);
    return !request->db || request->about || stays ? STATUS_OK : release_allowed(request->db, err);
}

static const struct release_policy jam_policy = {.check = check_exports, .mask = NULL};

static const struct release_policy *policy_of(const struct release_request *request)
{
    (void)request;
    return &jam_policy;
}

struct release {
    struct release_request request;
    const struct release_policy *policy;
    char *path; /* where the file will be; NULL: it goes to fd */
    char *temp; /* where it is now */
    int file;   /* open on temp, or -1 */
    struct sink *sink;
    struct output *output;
    const struct output_column *columns;
    struct value *masked; /* room for one row */
    size_t count;
    int64_t rows;
};

enum status release_minimum(struct db *db, int64_t *out, struct error *err)
{
    struct rules rules;
    enum status status = rules_of(db, &rules, err);
    *out = rules.minimum;
    return status;
}

/* ---- files ---- */

/* Pipes and devices can't be made whole by renaming, and must not be replaced. */
static enum status check_target(const struct release_request *request, struct error *err)
{
    struct stat info;
    if (stat(request->path, &info) != 0)
        return errno == ENOENT ? STATUS_OK : error_set_errno(err, errno, request->path);
    if (S_ISDIR(info.st_mode))
        return error_set_errno(err, EISDIR, request->path);
    if (!S_ISREG(info.st_mode))
        return error_set_at(err, STATUS_INVALID, request->path, 0, 0, TEXT_RELEASE_NOT_A_FILE,
                            TEXT_VALUES(text_string("file", request->path)));
    if (!request->replace)
        return error_set_errno(err, EEXIST, request->path);
    return STATUS_OK;
}

static enum status open_temp(struct release *release, struct error *err)
{
    const char *path = release->request.path;
    enum status status = check_target(&release->request, err);
    if (status != STATUS_OK)
        return status;
    /* What a link points to is replaced, not the link. */
    char *real = realpath(path, NULL);
    release->path = real ? real : strdup(path);
    release->temp = release->path ? settle_name(release->path) : NULL;
    if (!release->temp)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    release->file = open(release->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, EXPORT_MODE);
    if (release->file >= 0)
        return STATUS_OK;
    int reason = errno;
    free(release->temp); /* nothing is there to be removed */
    release->temp = NULL;
    return error_set_errno(err, reason, path);
}

static enum status close_temp(struct release *release, struct error *err)
{
    int failed = fsync(release->file) != 0 ? errno : 0;
    if (close(release->file) != 0 && failed == 0)
        failed = errno;
    release->file = -1;
    return failed ? error_set_errno(err, failed, release->path) : STATUS_OK;
}

/* ---- log ---- */

static enum status note_export(const struct release *release, struct error *err)
{
    const struct release_request *request = &release->request;
    if (!request->log || !request->db || !db_writable(request->db))
        return STATUS_OK;
    json_t *detail =
        json_pack("{s:s, s:s, s:I}", "format", output_format_name(request->format), "file",
                  release->path ? release->path : "", "rows", (json_int_t)release->rows);
    char *text = detail ? json_dumps(detail, JSON_COMPACT) : NULL;
    json_decref(detail);
    const struct log_entry entry = {.by = request->by,
                                    .action = "export",
                                    .kind = "dataset",
                                    .subject = request->subject,
                                    .detail = text ? text : ""};
    enum status status = log_add(request->db, &entry, NULL, err);
    free(text);
    return status;
}

/* ---- the way through ---- */

static struct release *make(const struct release_request *request)
{
    struct release *release = calloc(1, sizeof *release);
    if (!release)
        return NULL;
    release->request = *request;
    release->policy = policy_of(request);
    release->file = -1;
    return release;
}

static enum status open_sink(struct release *release, struct error *err)
{
    const struct release_request *request = &release->request;
    enum status status = release->policy->check(request, err);
    if (status == STATUS_OK && request->path)
        status = open_temp(release, err);
    if (status != STATUS_OK)
        return status;
    release->sink = request->path ? sink_new(release->file, request->path)
                                  : sink_new(request->fd, request->fd_name);
    return release->sink ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status begin_rows(struct release *release, const struct output_column *columns,
                              size_t count, struct error *err)
{
    release->columns = columns;
    release->count = count;
    release->masked = calloc(count + 1, sizeof *release->masked);
    if (!release->masked)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return output_begin(&release->output, release->request.format, release->sink,
                        &release->request.options, columns, count, err);
}

enum status release_begin(struct release **out, const struct release_request *request,
                          const struct output_column *columns, size_t count, struct error *err)
{
    struct release *release = make(request);
    *out = NULL;
    if (!release)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_sink(release, err);
    if (status == STATUS_OK)
        status = begin_rows(release, columns, count, err);
    if (status == STATUS_OK)
        *out = release;
    else
        release_drop(release);
    return status;
}

enum status release_begin_text(struct release **out, const struct release_request *request,
                               struct sink **sink, struct error *err)
{
    struct release *release = make(request);
    *out = NULL;
    if (!release)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_sink(release, err);
    if (status == STATUS_OK && release->policy->mask)
        status = error_set(err, STATUS_NO_ACCESS, TEXT_RELEASE_MASKED,
                           TEXT_VALUES(text_string("subject", request->subject)));
    if (status != STATUS_OK) {
        release_drop(release);
        return status;
    }
    *sink = release->sink;
    *out = release;
    return STATUS_OK;
}

enum status release_row(struct release *release, const struct value *values, struct error *err)
{
    release->rows++;
    if (!release->policy->mask)
        return output_row(release->output, values, err);
    memcpy(release->masked, values, release->count * sizeof *values);
    release->policy->mask(release->columns, release->count, release->masked);
    return output_row(release->output, release->masked, err);
}

/* The file is complete: it gets its name. Logged before, so that nothing leaves unlogged. */
static enum status finish(struct release *release, struct error *err)
{
    enum status status = release->path ? close_temp(release, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = note_export(release, err);
    if (status == STATUS_OK && release->path) {
        status = settle_file(release->temp, release->path, release->request.replace, err);
        if (status == STATUS_OK) {
            free(release->temp);
            release->temp = NULL;
        }
    }
    return status;
}

enum status release_end(struct release *release, struct error *err)
{
    enum status status =
        release->output ? output_end(release->output, err) : sink_flush(release->sink, err);
    release->output = NULL;
    if (status == STATUS_OK)
        status = finish(release, err);
    release_drop(release);
    return status;
}

void release_drop(struct release *release)
{
    if (!release)
        return;
    output_drop(release->output);
    sink_free(release->sink);
    if (release->file >= 0)
        close(release->file);
    if (release->temp)
        unlink(release->temp);
    free(release->temp);
    free(release->path);
    free(release->masked);
    free(release);
}

enum status release_text(const struct release_request *request, struct span text, struct error *err)
{
    struct release *release = make(request);
    if (!release)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_sink(release, err);
    if (status != STATUS_OK) {
        release_drop(release);
        return status;
    }
    sink_put(release->sink, text);
    return release_end(release, err);
}
