/* A facet: the values of a column with how often each occurs, each with the filters that
 * ticking it means. Many numbers or dates become ranges. */
#ifndef DATAJAM_FRAME_FACET_H
#define DATAJAM_FRAME_FACET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/filter.h"
#include "core/frame/group.h"

enum facet_sort {
    FACET_BY_COUNT, /* the most frequent first, equally frequent ones by value */
    FACET_BY_VALUE  /* empty cells last */
};

struct facet_request {
    struct group_field field;
    bool automatic; /* with CUT_NONE: numbers and dates of more than FACET_VALUES_MAX different
                       values are cut into ranges of a round width, years, quarters or months */
    enum facet_sort sort;
    size_t limit;              /* of entries; 0: none */
    const struct bitmap *rows; /* NULL: all */
    const volatile int *cancel;

    /* The column that tells persons apart: each is counted once per entry. NULL: rows only. */
    const struct frame_column *person;
    bool repeated; /* only where rows repeat persons */
};

enum { FACET_VALUES_MAX = 40 };

struct facet_entry {
    struct span text;   /* "Kitchener", "0–9", "2019-Q1"; len 0: empty cells */
    struct value value; /* itself, or the lower end of the range */
    int64_t rows;
    int64_t people;           /* that have a row of it; where by_people */
    struct filter filters[2]; /* that its rows meet, and no others */
    size_t filter_count;
};

struct facet {
    struct facet_entry *entries;
    size_t count;   /* of entries here, */
    size_t all;     /* and of all that there are */
    int64_t rows;   /* that were counted */
    int64_t most;   /* of the most frequent entry, of all that there are: people, or else rows */
    bool by_people; /* people were counted, and are what the order goes by */
    int64_t people; /* all together, each once; 0: they were not looked at */
    enum group_cut cut;
    double width;
};

/* What an entry counts. */
static inline int64_t facet_counted(const struct facet *facet, const struct facet_entry *entry)
{
    return facet->by_people ? entry->people : entry->rows;
}

/* *out lives in arena. Errors of groups_make, and of cube_make. */
enum status facet_make(struct facet *out, const struct facet_request *request, struct arena *arena,
                       struct error *err);

#endif
