/*
 * A view: a dataset with everything that is needed to show the same thing again (columns,
 * sort; filters, pivot and chart), as a struct and as versioned JSON. Columns are named by
 * id, so that a view outlives a change of names.
 */
#ifndef DATAJAM_ANALYSIS_VIEW_H
#define DATAJAM_ANALYSIS_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"

enum { VIEW_VERSION = 1, VIEW_WIDTH_MAX = 1000 };

struct view_column {
    int64_t id;
    bool hidden;
    int width; /* cells; 0: as wide as its values need */
};

struct view_sort {
    int64_t column;
    bool descending;
};

struct view {
    int64_t dataset;
    struct view_column *columns; /* in the order they are shown; others follow behind */
    size_t column_count;
    int pinned;              /* of the first columns, that stay in sight, + 1; 0: as usual */
    struct view_sort *sorts; /* the first counts most */
    size_t sort_count;

    /* Parts that are not looked into here, as JSON texts; "" or NULL: none. */
    const char *filters; /* an array */
    const char *pivot;   /* an object */
    const char *chart;   /* an object */
    const char *others;  /* an object of what this version does not know: kept as it is */
};

/* Reads JSON; *out lives in arena. STATUS_NEWER: a newer datajam wrote it; STATUS_INVALID:
 * it is no view, and err says why. */
enum status view_read(struct arena *arena, struct span json, struct view *out, struct error *err);

/* Writes JSON into arena, the same text for the same view. STATUS_INVALID: one of its JSON
 * parts is none. */
enum status view_write(struct arena *arena, const struct view *view, const char **json,
                       struct error *err);

#endif
