/*
 * A file of one column is the hardest to tell: any sign in it could part cells. What speaks for
 * one column is a heading in one piece, and lines that make sense as a whole.
 */
#include "core/ingest/sniff_column.h"

#include <string.h>

#include "core/ingest/sample.h"
#include "core/ingest/shape.h"

enum { LINES_WEIGHED = 60 };

/* What was seen of the lines, the first one aside. */
struct lines {
    size_t count, measured, commas;
    size_t prose;  /* each comma of them has a blank behind it, and words */
    size_t quotes; /* of all lines */
    bool heading;  /* the first line has words and no comma */
};

static bool has(struct span line, char sign)
{
    return line.len && memchr(line.data, sign, line.len);
}

/* Each comma has a blank and no number behind it. */
static bool is_prose(struct span line)
{
    const char *end = line.data + line.len;
    for (const char *p = line.data; (p = memchr(p, ',', (size_t)(end - p)));) {
        p++;
        const char *stop = memchr(p, ',', (size_t)(end - p));
        struct span behind = span_of(p, (size_t)((stop ? stop : end) - p));
        if (behind.len < 2 || *p != ' ' || shape_is_measured(shape_class_of(behind)))
            return false;
    }
    return true;
}

static void look_at(struct lines *lines, struct span line, bool first)
{
    enum shape_class class = shape_class_of(line);
    lines->quotes += has(line, '"');
    if (first) {
        lines->heading = (class == SHAPE_WORD || class == SHAPE_TEXT) && !has(line, ',');
        return;
    }
    lines->count++;
    lines->measured += shape_is_measured(class);
    lines->commas += has(line, ',');
    lines->prose += is_prose(line);
}

static void decide(struct sniff_column *out, const struct lines *lines, bool first_measured)
{
    size_t rows = lines->count + 1, measured = lines->measured + first_measured;
    out->measured = measured > 0 && (measured + 1) * 10 >= rows * 8;
    out->commas = lines->heading && lines->quotes == 0 && lines->count >= 2 && lines->commas &&
                  (lines->measured == lines->count || lines->prose == lines->count);
}

enum status sniff_column_look(struct sniff_column *out, struct span text, struct error *err)
{
    const struct dialect whole = {.quote = 0};
    struct sample sample = {0};
    struct lines lines = {0};
    bool first = true, first_measured = false;
    struct arena *scratch = arena_new();
    enum status status =
        scratch ? sample_read(&sample, text, &whole, false, 1, LINES_WEIGHED, scratch, err)
                : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; status == STATUS_OK && i < sample.count; i++) {
        if (sample_is_blank(&sample.rows[i]))
            continue;
        struct span line = sample.rows[i].cells[0];
        look_at(&lines, line, first);
        first_measured |= first && shape_is_measured(shape_class_of(line));
        first = false;
    }
    *out = (struct sniff_column){0};
    if (!first)
        decide(out, &lines, first_measured);
    arena_free(scratch);
    return status;
}
