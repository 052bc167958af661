/*
 * A chart straight from the rows of a query: columns of labels in front, numbers behind. It is
 * made of the result's groups (query_figures.h), whose number is limited; what is not drawn is
 * said in a note.
 */
#ifndef DATAJAM_SERVICE_QUERY_CHART_H
#define DATAJAM_SERVICE_QUERY_CHART_H

#include "core/analysis/chart.h"
#include "core/analysis/snapshot.h"
#include "core/base/arena.h"
#include "core/service/query.h"
#include "core/service/query_figures.h"

struct query_chart {
    struct chart chart;
    /* What a category and a series stand for in the result; no column of series: there is none,
     * or each is a column itself. */
    size_t category_column, series_column;
    bool has_series;
    const struct query_group *categories, *series; /* by chart_value's row and column */
};

struct query_chart_request {
    const struct chart_settings *settings; /* kind and stack; by and width mean nothing here */
    const char *source;                    /* for the note, or "" */
    const volatile int *cancel;            /* may be NULL */
};

/* All in arena. STATUS_INVALID: it can't be drawn, and err says what can. */
enum status query_chart_make(struct query *query, const struct query_chart_request *request,
                             struct arena *arena, struct query_chart *out, struct error *err);

/* The same from figures that were pinned, which may be masked. STATUS_INVALID: none is left to be
 * drawn, or not all rows were kept. */
enum status query_chart_pinned(const struct snapshot *figures,
                               const struct query_chart_request *request, struct arena *arena,
                               struct chart *out, struct error *err);

#endif
