/* Rows of a query that were pinned as a chart, drawn anew from the figures that may be shown. */
#include <string.h>

#include "core/service/deck_internal.h"
#include "core/service/pinned.h"
#include "core/service/query_chart.h"

enum status deck_fill_query(const struct deck_work *work, struct error *err)
{
    struct pinned_query pinned;
    struct chart_settings settings = {0};
    enum status status = pinned_query_read(work->arena, &work->view, &pinned, err);
    if (status != STATUS_OK || !*pinned.chart)
        return status;
    status = chart_settings_from_json(span_string(pinned.chart), &settings, err);
    if (status != STATUS_OK)
        return status;
    struct chart *chart = arena_alloc(work->arena, sizeof *chart);
    if (!chart)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const struct query_chart_request request = {.settings = &settings, .source = ""};
    status = query_chart_pinned(work->figures, &request, work->arena, chart, err);
    if (status != STATUS_OK)
        return status;
    work->piece->chart = chart;
    work->piece->sentence = chart->sentences[0];
    return STATUS_OK;
}
