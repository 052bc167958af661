/* The use case "facet": what a column holds among the rows that pass the filters. */
#ifndef DATAJAM_SERVICE_FACET_H
#define DATAJAM_SERVICE_FACET_H

#include "core/frame/facet.h"
#include "core/service/frames.h"

struct facet_wish {
    size_t column; /* position in the dataset */
    bool own;      /* filters on the column itself count, too */
    bool automatic;
    enum group_cut cut;
    double width;
    enum facet_sort sort;
    size_t limit; /* 0: none */
};

/* *out lives in arena. */
enum status facet_read(struct frame_use *use, const struct filter_list *filters,
                       const struct facet_wish *wish, struct arena *arena, struct facet *out,
                       struct error *err);

#endif
