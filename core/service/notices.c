/* Announcements: one write at the end of the file each, so that two at once both stay whole. */
#include "core/service/notices.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"

enum { NOTICES_MODE = 0664, FILE_MOST = 4 * 1024 * 1024 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* A field of the line: what would end it becomes a blank. */
static void add_field(struct buffer *line, const char *text, char end)
{
    for (const char *p = text ? text : ""; *p; p++)
        buffer_add_byte(line, (unsigned char)*p < 0x20 ? ' ' : *p);
    buffer_add_byte(line, end);
}

static enum status append(const char *path, const struct buffer *line, struct error *err)
{
    struct stat info;
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, NOTICES_MODE);
    if (fd < 0)
        return error_set_errno(err, errno, path);
    enum status status = STATUS_OK;
    bool made = fstat(fd, &info) == 0 && info.st_size == 0 && info.st_uid == geteuid();
    if (made && fchmod(fd, NOTICES_MODE) != 0) /* all read it whatever the umask is */
        status = error_set_errno(err, errno, path);
    if (status == STATUS_OK && write(fd, line->data, line->len) != (ssize_t)line->len)
        status = error_set_errno(err, errno ? errno : EIO, path);
    close(fd);
    return status;
}

enum status notice_add(const char *jam, const struct notice *notice, struct error *err)
{
    struct buffer line = {0};
    size_t len = strlen(notice->text);
    if (len == 0 || len > NOTICE_MOST)
        return error_set(err, STATUS_INVALID, TEXT_NOTICE_LENGTH,
                         TEXT_VALUES(text_number("most", NOTICE_MOST)));
    buffer_printf(&line, "%" PRId64 "\t", notice->at_ms);
    add_field(&line, notice->by, '\t');
    add_field(&line, notice->to, '\t');
    add_field(&line, notice->text, '\n');
    char *path = file_join(jam, "notices");
    enum status status = path && !line.failed ? append(path, &line, err) : no_memory(err);
    free(path);
    buffer_free(&line);
    return status;
}

/* Splits a line, which is changed by it. */
static bool read_line(char *line, struct notice *out)
{
    char *rest = NULL, *fields[4] = {line};
    for (int i = 1; i < 4; i++) {
        char *tab = strchr(fields[i - 1], '\t');
        if (!tab)
            return false;
        *tab = '\0';
        fields[i] = tab + 1;
    }
    out->at_ms = strtoll(fields[0], &rest, 10);
    out->by = fields[1];
    out->to = fields[2];
    out->text = fields[3];
    return rest > fields[0] && *rest == '\0' && *out->text;
}

enum status notices_read(const char *jam, struct arena *arena, int64_t *offset, struct notice **out,
                         size_t *count, struct error *err)
{
    struct buffer bytes = {0};
    char *path = file_join(jam, "notices");
    *count = 0;
    *out = NULL;
    enum status status = path ? file_read(path, FILE_MOST, &bytes, err) : no_memory(err);
    free(path);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    size_t from = *offset >= 0 && (uint64_t)*offset <= bytes.len ? (size_t)*offset : 0;
    char *text = arena_copy(arena, span_of(bytes.len ? bytes.data + from : "", bytes.len - from));
    size_t lines = 0;
    for (const char *p = text; p && *p; p++)
        lines += *p == '\n';
    *out = arena_array(arena, lines + 1, sizeof **out);
    if (status == STATUS_OK && (!text || !*out))
        status = no_memory(err);
    for (char *end; status == STATUS_OK && text && *out && (end = strchr(text, '\n')) != NULL;) {
        size_t len = (size_t)(end - text) + 1;
        *end = '\0';
        *count += read_line(text, &(*out)[*count]);
        text += len;
        from += len;
    }
    if (status == STATUS_OK)
        *offset = (int64_t)from;
    buffer_free(&bytes);
    return status;
}
