/*
 * Status codes and errors.
 *
 * A function that can fail returns an enum status and, unless it is STATUS_OK,
 * has filled the caller's struct error: a message in plain words that says what
 * happened and what to do, and the place in the input where there is one.
 * Every function takes a NULL error where the caller does not want the words.
 */
#ifndef DATAJAM_BASE_ERROR_H
#define DATAJAM_BASE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

enum status {
    STATUS_OK,
    STATUS_INVALID,    /* the input or the request makes no sense */
    STATUS_NOT_FOUND,  /* no such file, dataset, column, name */
    STATUS_EXISTS,     /* it is there already */
    STATUS_NO_ACCESS,  /* permissions, or a gate said no */
    STATUS_NO_SPACE,   /* disk or quota full */
    STATUS_DAMAGED,    /* a file that breaks its own rules */
    STATUS_NEWER,      /* written by a newer datajam */
    STATUS_WRONG_KIND, /* not the kind of file that is wanted */
    STATUS_BUSY,       /* someone else holds it, also after waiting */
    STATUS_CANCELLED,  /* the user asked to stop */
    STATUS_STALE,      /* it has changed since it was read */
    STATUS_IO,         /* the system refused to read or write */
    STATUS_MEMORY,     /* out of memory, or a size beyond limits */
};

struct error {
    enum status code;
    char message[600]; /* UTF-8, NUL-terminated, no newline at the end */
    char file[256];    /* the file it is about, or "" */
    int64_t line;      /* 1-based line in that file, or 0 */
    int64_t column;    /* 1-based column (field), or 0 */
};

/* Fills err (may be NULL) from the catalogue and returns code, so that a
 * failing function can end with `return error_set(err, …)`. values is an array
 * ended by an entry with a NULL name (TEXT_VALUES makes one), or NULL. */
enum status error_set(struct error *err, enum status code, enum text_id id,
                      const struct text_value *values);

/* The same, and notes the place: file (may be NULL), line and column (0 = none). */
enum status error_set_at(struct error *err, enum status code, const char *file, int64_t line,
                         int64_t column, enum text_id id, const struct text_value *values);

/* Fills err from errno-style number errnum for an action on path: chooses the
 * status (ENOENT, EACCES, ENOSPC, EISDIR, …) and words that fit it. */
enum status error_set_errno(struct error *err, int errnum, const char *path);

/* Back to "nothing happened". */
void error_clear(struct error *err);

#endif
