/*
 * Finding out the dialect of a text: each one that could be meant is tried on a sample, and
 * the one under which rows agree best, in how many cells they have and in what the cells look
 * like, is taken.
 */
#ifndef DATAJAM_INGEST_SNIFF_H
#define DATAJAM_INGEST_SNIFF_H

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/dialect.h"

/* What is known beforehand. */
struct sniff_wish {
    const char *delimiter; /* "" or NULL: to be found */
    char quote;
    bool quote_given;
};

/* What spoke for the dialect, for a person. */
struct sniff_evidence {
    size_t rows, agreeing; /* of the sample; that have `cells` cells */
    size_t odd;            /* with a quote where none should be */
    size_t quoted;         /* cells in quotes */
    size_t cells;
    double score; /* 0 to 1 */
};

/* windows: stretches from the beginning, the middle and the end of a file. */
enum status sniff_dialect(struct dialect *out, struct sniff_evidence *evidence,
                          const struct span *windows, size_t count, const struct sniff_wish *wish,
                          struct error *err);

struct sniff_found {
    struct dialect dialect;
    struct sniff_evidence evidence;
};

/* Every delimiter that stands in the text and makes more than one cell of a line, each with what
 * speaks for it; at most room of them. */
enum status sniff_list(struct sniff_found *out, size_t room, size_t *count,
                       const struct span *windows, size_t window_count,
                       const struct sniff_wish *wish, struct error *err);

#endif
