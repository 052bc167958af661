/* For the per_person*.c of core/service only: persons while they are worked out. */
#ifndef DATAJAM_SERVICE_PER_PERSON_INTERNAL_H
#define DATAJAM_SERVICE_PER_PERSON_INTERNAL_H

#include "core/base/calendar.h"
#include "core/frame/bitmap.h"
#include "core/frame/person_pick.h"
#include "core/service/per_person.h"

enum { PER_PERSON_OWN = 2 }; /* columns before those that were asked for: who, and months */

struct per_person_source {
    const struct column_info *info;
    const struct frame_column *column; /* of the use */
    enum per_person_what what;
    uint64_t *codes;    /* of each person: highest, lowest; else NULL */
    struct span *texts; /* of each person, where the column has no codes; else NULL */
};

struct per_person {
    struct frame_use *use;
    struct arena *arena;
    const struct dataset_info *dataset;
    struct bitmap selected;
    struct person_index index;
    const struct frame_column *when; /* NULL: the table's order */
    uint32_t *first, *last;          /* row + 1 of each person; 0: has none */
    uint32_t *months;                /* of each person */
    uint32_t *people;                /* in their order */
    size_t count;
    int64_t rows; /* that have a person */
    struct per_person_source *sources;
    size_t source_count;
    struct per_person_column *heads;
};

/* Which rows, months and values they are; all but the heads must be set. */
enum status per_person_work(struct per_person *all, struct error *err);
enum status per_person_find(struct per_person *all, struct per_person_source *source,
                            struct error *err);

/* The wish as JSON and back, in arena; source: the dataset that it is about. */
enum status per_person_write(struct arena *arena, const struct per_person_wish *wish,
                             int64_t source, const char *name, const char **json,
                             struct error *err);
bool per_person_read(struct arena *arena, const char *json, struct per_person_wish *out,
                     int64_t *source, const char **name);

#endif
