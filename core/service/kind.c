/* Telling files apart by their first bytes. */
#include "core/service/kind.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/db.h"

enum { HEAD = 8192, SQLITE_ID = 68, OFFICE_HEAD = 512 };

#define ODS_TYPE    "application/vnd.oasis.opendocument.spreadsheet"
#define BYTES(text) text, sizeof(text) - 1

struct signature {
    size_t len;
    const char *bytes;
    enum file_kind kind;
};

static const struct signature signatures[] = {
    {16, "SQLite format 3\0", FILE_SQLITE},
    {4, "PK\003\004", FILE_ZIP},
    {4, "PK\005\006", FILE_ZIP},
    {8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FILE_OLD_OFFICE},
    {5, "%PDF-", FILE_PDF},
    {2, "\x1F\x8B", FILE_COMPRESSED},
    {3, "BZh", FILE_COMPRESSED},
    {6,
     "\xFD"
     "7zXZ\0",
     FILE_COMPRESSED},
    {4, "\x28\xB5\x2F\xFD", FILE_COMPRESSED},
    {2, "\xFF\xFE", FILE_TEXT}, /* UTF-16 */
    {2, "\xFE\xFF", FILE_TEXT},
};

static const enum text_id names[FILE_KIND_COUNT] = {
    [FILE_TEAM] = TEXT_KIND_TEAM,
    [FILE_JAM] = TEXT_KIND_JAM,
    [FILE_SQLITE] = TEXT_KIND_SQLITE,
    [FILE_TEXT] = TEXT_KIND_TEXT,
    [FILE_XLSX] = TEXT_KIND_XLSX,
    [FILE_OLD_OFFICE] = TEXT_KIND_OLD_OFFICE,
    [FILE_XLS] = TEXT_KIND_XLS,
    [FILE_PASSWORD] = TEXT_KIND_PASSWORD,
    [FILE_ODS] = TEXT_KIND_ODS,
    [FILE_ZIP] = TEXT_KIND_ZIP,
    [FILE_COMPRESSED] = TEXT_KIND_COMPRESSED,
    [FILE_PDF] = TEXT_KIND_PDF,
    [FILE_BINARY] = TEXT_KIND_BINARY,
    [FILE_EMPTY] = TEXT_KIND_EMPTY,
    [FILE_FOLDER] = TEXT_KIND_FOLDER,
    [FILE_SPECIAL] = TEXT_KIND_SPECIAL,
};

const char *kind_name(enum file_kind kind)
{
    return text_get(names[kind]);
}

/* Control characters that text has no use for, beyond a stray few. */
static bool looks_binary(const unsigned char *head, size_t len)
{
    size_t odd = 0;
    for (size_t i = 0; i < len; i++) {
        if (head[i] == 0)
            return true;
        odd += head[i] < 0x20 && head[i] != '\t' && head[i] != '\n' && head[i] != '\r' &&
               head[i] != '\f' && head[i] != 0x1A && head[i] != 0x1B;
    }
    return odd * 20 > len;
}

static enum file_kind kind_of_sqlite(const unsigned char *head, size_t len)
{
    if (len < SQLITE_ID + 4)
        return FILE_SQLITE;
    const unsigned char *id = head + SQLITE_ID;
    int64_t number = ((int64_t)id[0] << 24) | (id[1] << 16) | (id[2] << 8) | id[3];
    if (number == db_application_id(DB_TEAM))
        return FILE_TEAM;
    return number == db_application_id(DB_JAM) ? FILE_JAM : FILE_SQLITE;
}

/* The names of the parts stand in clear: at the start, or in the list at the end. */
static bool is_workbook(int fd, off_t size, const unsigned char *head, size_t len)
{
    unsigned char tail[HEAD];
    if (memmem(head, len, "xl/", 3))
        return true;
    off_t from = size > (off_t)sizeof tail ? size - (off_t)sizeof tail : 0;
    ssize_t got = pread(fd, tail, sizeof tail, from);
    return got > 0 && memmem(tail, (size_t)got, "xl/workbook", 11);
}

/* The streams of an Office file of the old form are listed in its folder, which the head
 * tells the place of; names there are in UTF-16. */
static enum file_kind kind_of_office(int fd, const unsigned char *head, size_t len)
{
    static const struct {
        const char *name;
        size_t len;
        enum file_kind kind;
    } streams[] = {{BYTES("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"), FILE_PASSWORD},
                   {BYTES("W\0o\0r\0k\0b\0o\0o\0k\0\0"), FILE_XLS},
                   {BYTES("B\0o\0o\0k\0\0"), FILE_XLS}};
    unsigned char folder[HEAD];
    if (len < OFFICE_HEAD)
        return FILE_OLD_OFFICE;
    unsigned shift = head[30];
    int64_t sector =
        (int64_t)head[48] | (head[49] << 8) | (head[50] << 16) | ((int64_t)head[51] << 24);
    if (shift < 7 || shift > 20)
        return FILE_OLD_OFFICE;
    ssize_t got = pread(fd, folder, sizeof folder, (off_t)((sector + 1) << shift));
    for (size_t i = 0; got > 0 && i < sizeof streams / sizeof *streams; i++) {
        if (memmem(folder, (size_t)got, streams[i].name, streams[i].len))
            return streams[i].kind;
    }
    return FILE_OLD_OFFICE;
}

static enum file_kind kind_of_bytes(int fd, off_t size, const unsigned char *head, size_t len)
{
    if (len == 0)
        return FILE_EMPTY;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (len < s->len || memcmp(head, s->bytes, s->len) != 0)
            continue;
        if (s->kind == FILE_SQLITE)
            return kind_of_sqlite(head, len);
        if (s->kind == FILE_OLD_OFFICE)
            return kind_of_office(fd, head, len);
        if (s->kind == FILE_ZIP && memmem(head, len, ODS_TYPE, sizeof ODS_TYPE - 1))
            return FILE_ODS;
        if (s->kind == FILE_ZIP && is_workbook(fd, size, head, len))
            return FILE_XLSX;
        return s->kind;
    }
    return looks_binary(head, len) ? FILE_BINARY : FILE_TEXT;
}

/* Without O_NONBLOCK a pipe that no one writes to would block here for ever. */
static enum status look_inside(const char *path, off_t size, enum file_kind *out, struct error *err)
{
    unsigned char head[HEAD];
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return error_set_errno(err, errno, path);
    ssize_t len = read(fd, head, sizeof head);
    int reason = errno;
    if (len >= 0)
        *out = kind_of_bytes(fd, size, head, (size_t)len);
    close(fd);
    return len < 0 ? error_set_errno(err, reason, path) : STATUS_OK;
}

enum status kind_of_file(const char *path, enum file_kind *out, struct error *err)
{
    struct stat info;
    *out = FILE_SPECIAL;
    if (stat(path, &info) != 0)
        return error_set_errno(err, errno, path);
    if (S_ISDIR(info.st_mode))
        *out = FILE_FOLDER;
    return S_ISREG(info.st_mode) ? look_inside(path, info.st_size, out, err) : STATUS_OK;
}
