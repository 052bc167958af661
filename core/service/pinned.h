/*
 * What a view holds when it is pinned from a comparison or from a query: a part of its own
 * beside those that every view has (core/analysis/view.h), as JSON that an older version keeps.
 */
#ifndef DATAJAM_SERVICE_PINNED_H
#define DATAJAM_SERVICE_PINNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/view.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/frame/filter.h"
#include "core/service/compare.h"
#include "core/service/query.h"

/* Dataset and filters of the view are those of A, and what both sets meet. */
struct pinned_compare {
    int64_t other; /* the dataset of B; that of the view: the same one */
    struct filter_list a, b;
    bool rest;
    enum compare_unit unit;
    int64_t column; /* id: the line that is spoken of; 0: the one that differs most */
    bool values;    /* the values of that column are the figures, not all columns */
};

/* As a whole view, in arena; of view, only dataset and filters are looked at. */
enum status pinned_compare_write(struct arena *arena, const struct view *view,
                                 const struct pinned_compare *compare, const char **json,
                                 struct error *err);

/* STATUS_INVALID: there is none in the view, or it can't be read. */
enum status pinned_compare_read(struct arena *arena, const struct view *view,
                                struct pinned_compare *out, struct error *err);

enum { PINNED_PARAMETERS = 32 };

/* A query is of no dataset. */
struct pinned_query {
    const char *sql;
    struct query_parameter parameters[PINNED_PARAMETERS];
    size_t parameter_count;
    const char *chart; /* settings of a chart of its rows, as JSON; NULL or "": rows */
};

enum status pinned_query_write(struct arena *arena, const struct pinned_query *query,
                               const char **json, struct error *err);
enum status pinned_query_read(struct arena *arena, const struct view *view,
                              struct pinned_query *out, struct error *err);

#endif
