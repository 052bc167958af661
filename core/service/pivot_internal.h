/* What the files of core/service/pivot*.c share: the dataset, rows and groups of a pivot. */
#ifndef DATAJAM_SERVICE_PIVOT_INTERNAL_H
#define DATAJAM_SERVICE_PIVOT_INTERNAL_H

#include "core/frame/cube.h"
#include "core/service/pivot.h"

enum { PIVOT_FIELDS = PIVOT_ROWS_MAX + 1 };

struct pivot_work {
    struct frame_use *use;
    const struct dataset_info *dataset;
    const struct pivot_spec *spec;
    size_t row_fields;
    size_t field_count; /* the column field is the last, where there is one */
    struct pivot_field fields[PIVOT_FIELDS];
    size_t positions[PIVOT_FIELDS]; /* of the columns in the dataset */
    struct groups groups[PIVOT_FIELDS];
    size_t group_count; /* of groups that are made */
    size_t value_position;
    const struct frame_column *value; /* NULL for count and share */
    struct bitmap selected, share;
    const struct bitmap *rows; /* NULL: all */
};

/* Columns, rows and groups; checks what can't be. pivot_work_end in any case. */
enum status pivot_work_begin(struct pivot_work *work, struct frame_use *use,
                             const struct filter_list *filters, const struct pivot_spec *spec,
                             struct error *err);
void pivot_work_end(struct pivot_work *work);

/* The condition that a share counts: texts are compared folded, "" is the empty cell. */
struct filter pivot_share_filter(const struct pivot_spec *spec, struct span *text);

/* The rows with that value, into work->share. STATUS_INVALID: no row of the dataset has it,
 * and the nearest value that is there. */
enum status pivot_share_select(struct pivot_work *work, struct error *err);

/* Is that still the group with that text? */
bool pivot_group_is_same(const struct groups *groups, uint32_t group, struct span text);

/* The condition that the rows of no shown line meet. In arena. */
enum status pivot_others_filter(const struct pivot_work *work, const struct pivot_table *table,
                                struct arena *arena, struct filter *out, struct error *err);

/* The cube over some rows (NULL: all) and some of the groups. */
enum status pivot_work_cube(const struct pivot_work *work, const struct groups *const *fields,
                            size_t field_count, const struct bitmap *rows, struct cube *out,
                            struct error *err);

#endif
