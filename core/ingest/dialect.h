/*
 * How the cells of a file are written down: what parts them, what quotes them, how a quote
 * inside quotes is written. Record ends are not part of it: CRLF, LF and CR may be mixed.
 */
#ifndef DATAJAM_INGEST_DIALECT_H
#define DATAJAM_INGEST_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/span.h"

enum { DELIMITER_MAX = 2 };

struct dialect {
    char delimiter[DELIMITER_MAX + 1]; /* one or two signs; "": nothing parts the cells */
    char quote;                        /* 0: cells are not quoted */
    bool backslash;                    /* \" is a quote inside quotes, not "" */
};

static inline struct dialect dialect_of(const char *delimiter)
{
    struct dialect out = {.quote = '"'};
    for (size_t i = 0; i < DELIMITER_MAX && delimiter[i]; i++)
        out.delimiter[i] = delimiter[i];
    return out;
}

/* "tab", "\t", ";", "semicolon", "||" …, to out (DELIMITER_MAX + 1 bytes). STATUS_INVALID: it
 * can't part cells. NULL, "" and "auto" give "" and STATUS_OK: by the data. */
enum status dialect_delimiter_from_name(const char *name, char *out, struct error *err);

/* "\"", "'", "double", "single", "none" (0). *given is false for NULL, "" and "auto". */
enum status dialect_quote_from_name(const char *name, char *out, bool *given, struct error *err);

/* A word for a delimiter where it can't be seen ("tab"), else the delimiter as it is. */
const char *dialect_delimiter_name(const struct dialect *dialect);

#endif
