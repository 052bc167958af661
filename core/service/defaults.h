/*
 * The use case "is that what people entered?": values of a column that a system seems to have
 * put in, over all rows of the dataset, whatever the filters.
 */
#ifndef DATAJAM_SERVICE_DEFAULTS_H
#define DATAJAM_SERVICE_DEFAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/system_default.h"
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/frame/profile.h"
#include "core/service/frames.h"

/* All rows of a source have the same value, or none. */
struct default_place {
    const char *column; /* "office" */
    const char *group;  /* "Hillcrest"; "": the rows without one */
    const char *value;  /* "": they are never filled */
    int64_t rows;
};

enum { DEFAULT_PLACES_MOST = 5 };

struct column_defaults {
    enum default_sign sign;
    const char *value; /* the most frequent one */
    int64_t rows;      /* that have it, */
    int64_t filled;    /* of those with a value; */
    int64_t second;    /* rows of the next value */
    struct default_place places[DEFAULT_PLACES_MOST];
    size_t place_count;
};

/* The columns that rows come from: those whose role is "group" and, where no column has a role,
 * texts, with few values each. Made once for all columns; free before the use ends. */
struct default_sources;
enum status default_sources_make(struct frame_use *use, struct default_sources **out,
                                 struct error *err);
void default_sources_free(struct default_sources *sources); /* NULL is fine */
/* The column is one of them, and must not be released by the use meanwhile. */
bool default_sources_hold(const struct default_sources *sources, size_t column);

/* Of the column at a position; *out lives in arena. Columns that are not for analysis and those
 * of nearly unique texts are not looked into. profile: of all rows, with the two most frequent
 * values; NULL: it is made. */
enum status column_defaults_read(struct frame_use *use, const struct default_sources *sources,
                                 size_t column, const struct profile *profile, struct arena *arena,
                                 struct column_defaults *out, struct error *err);

/* A sentence for each sign, as many as there are: calls tell with each. */
typedef void defaults_tell_fn(void *context, const char *sentence);
void column_defaults_words(const struct column_defaults *defaults, defaults_tell_fn *tell,
                           void *context);

#endif
