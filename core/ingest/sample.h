/* The first records of a stretch of a file, kept whole, to look at them again and again. */
#ifndef DATAJAM_INGEST_SAMPLE_H
#define DATAJAM_INGEST_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/dialect.h"

struct sample_row {
    int64_t line, lines;
    struct span raw;    /* as it stands in the file, in the arena; its beginning if it is long */
    size_t count;       /* of cells; 0: a blank line */
    size_t filled;      /* cells with something in them */
    struct span *cells; /* in the arena */
    bool *quoted;
    bool odd; /* a quote stands where none should */
};

struct sample {
    struct sample_row *rows;
    size_t count, size;
    size_t width; /* cells that most rows have */
    bool whole;   /* that was all of the text */
};

/* Reads up to limit records of text. by_row: see input_has_rows. width, unless 0, is how many cells
 * are expected: a record with a stray quote is then read so that it has them. The sample lives in
 * arena. */
enum status sample_read(struct sample *out, struct span text, const struct dialect *dialect,
                        bool by_row, size_t width, size_t limit, struct arena *arena,
                        struct error *err);

/* No cell of it has anything in it. */
static inline bool sample_is_blank(const struct sample_row *row)
{
    return row->filled == 0;
}

#endif
