/* Errors: a status with words from the catalogue, in memory of the caller. */
#include "core/base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum status error_set(struct error *err, enum status code, enum text_id id,
                      const struct text_value *values)
{
    return error_set_at(err, code, NULL, 0, 0, id, values);
}

enum status error_set_at(struct error *err, enum status code, const char *file, int64_t line,
                         int64_t column, enum text_id id, const struct text_value *values)
{
    if (!err)
        return code;
    /* The values may point into err itself, when one error is told in terms of another. */
    char words[sizeof err->message];
    text_format(words, sizeof words, id, values);
    char name[sizeof err->file];
    snprintf(name, sizeof name, "%s", file ? file : "");
    *err = (struct error){.code = code, .line = line, .column = column};
    memcpy(err->message, words, sizeof words);
    memcpy(err->file, name, sizeof name);
    return code;
}

/* What the system's error numbers mean to a person; the rest is told in the system's words. */
static const struct errno_words {
    int number;
    enum status code;
    enum text_id id;
} errno_table[] = {
    {ENOENT, STATUS_NOT_FOUND, TEXT_FILE_MISSING},
    {ENOTDIR, STATUS_NOT_FOUND, TEXT_FILE_MISSING},
    {EACCES, STATUS_NO_ACCESS, TEXT_FILE_NO_ACCESS},
    {EPERM, STATUS_NO_ACCESS, TEXT_FILE_NO_ACCESS},
    {EISDIR, STATUS_WRONG_KIND, TEXT_FILE_IS_FOLDER},
    {ENOSPC, STATUS_NO_SPACE, TEXT_FILE_NO_SPACE},
    {EDQUOT, STATUS_NO_SPACE, TEXT_FILE_NO_SPACE},
    {EFBIG, STATUS_NO_SPACE, TEXT_FILE_NO_SPACE},
    {EROFS, STATUS_NO_ACCESS, TEXT_FILE_READ_ONLY},
    {EEXIST, STATUS_EXISTS, TEXT_FILE_EXISTS},
    {ENOTEMPTY, STATUS_EXISTS, TEXT_FILE_EXISTS},
    {ENAMETOOLONG, STATUS_INVALID, TEXT_FILE_NAME_TOO_LONG},
    {EMFILE, STATUS_IO, TEXT_FILE_TOO_MANY_OPEN},
    {ENFILE, STATUS_IO, TEXT_FILE_TOO_MANY_OPEN},
    {ENOMEM, STATUS_MEMORY, TEXT_OUT_OF_MEMORY},
};

enum status error_set_errno(struct error *err, int errnum, const char *path)
{
    char reason[128] = "";
    const char *words = strerror_r(errnum, reason, sizeof reason);
    enum status code = STATUS_IO;
    enum text_id id = TEXT_FILE_SYSTEM;
    for (size_t i = 0; i < sizeof errno_table / sizeof errno_table[0]; i++) {
        if (errno_table[i].number == errnum) {
            code = errno_table[i].code;
            id = errno_table[i].id;
        }
    }
    return error_set_at(err, code, path, 0, 0, id,
                        TEXT_VALUES(text_string("file", path), text_string("reason", words)));
}

void error_clear(struct error *err)
{
    if (err)
        *err = (struct error){.code = STATUS_OK};
}
