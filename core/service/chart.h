/* The use case "chart": a chart from a dataset, filters, a pivot and settings. */
#ifndef DATAJAM_SERVICE_CHART_H
#define DATAJAM_SERVICE_CHART_H

#include "core/analysis/chart.h"
#include "core/analysis/chart_scene.h"
#include "core/base/arena.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"

struct chart_request {
    const struct filter_list *filters;
    const struct pivot_spec *pivot; /* its sort and top count for bars and heat tables */
    const struct chart_settings *settings;
    bool strict; /* a kind that the data don't have is an error; else the one that suits them */
};

/* *out lives in arena. STATUS_INVALID: this can't be drawn, and err says what can. */
enum status chart_make(struct frame_use *use, const struct chart_request *request,
                       struct arena *arena, struct chart *out, struct error *err);

/*
 * The filters that the rows behind a spot of the chart's scene meet beside those of the
 * request, and a name for them: "couple × Cambridge". In arena. STATUS_STALE: the data have
 * changed.
 */
enum status chart_drill(struct frame_use *use, const struct chart_request *request,
                        const struct chart *chart, const struct scene_spot *spot,
                        struct arena *arena, struct filter_list *out, const char **words,
                        struct error *err);

#endif
