/* The use case "facet": what a column holds among the rows that pass the filters. */
#ifndef DATAJAM_SERVICE_FACET_H
#define DATAJAM_SERVICE_FACET_H

#include "core/frame/facet.h"
#include "core/service/frames.h"

enum facet_unit {
    FACET_ROWS,
    FACET_PEOPLE,
    FACET_BY_ITSELF /* people where the dictionary names a person id and rows repeat it */
};

enum { FACET_NO_PERSON = -1 };

struct facet_wish {
    size_t column; /* position in the dataset */
    bool own;      /* filters on the column itself count, too */
    bool automatic;
    enum group_cut cut;
    double width;
    enum facet_sort sort;
    size_t limit; /* 0: none */
    enum facet_unit unit;
    int person; /* position of the column of persons, or FACET_NO_PERSON; of no use for rows */
};

/* *out lives in arena. STATUS_INVALID: people are asked for, and no column tells them apart. */
enum status facet_read(struct frame_use *use, const struct filter_list *filters,
                       const struct facet_wish *wish, struct arena *arena, struct facet *out,
                       struct error *err);

/* What is counted and why, in one sentence: "105,376 rows of 12,408 people: …". TEXT_NONE:
 * there is nothing to be said. Its places are rows and people. */
enum text_id facet_unit_words(const struct facet *facet);

#endif
