/* The use case "profile": the columns of a dataset at a glance, among the rows that pass the
 * filters. */
#ifndef DATAJAM_SERVICE_PROFILE_H
#define DATAJAM_SERVICE_PROFILE_H

#include "core/frame/profile.h"
#include "core/service/frames.h"
#include "core/store/misfit.h"

enum { PROFILE_MISFITS = 10 };

struct column_profile {
    struct profile figures;

    /* Of the whole dataset, whatever the filters: a misfit is empty, and passes none. */
    struct misfit_count *misfits; /* the most frequent first */
    size_t misfit_count;
    int64_t misfit_rows; /* of all of them */
};

/* One column, by its position; *out lives in arena. filters may be NULL. */
enum status profile_column(struct frame_use *use, struct db *db, const struct filter_list *filters,
                           size_t column, size_t top_count, struct arena *arena,
                           struct column_profile *out, struct error *err);

#endif
