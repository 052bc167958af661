/*
 * Anchors of one dataset at a time: a person looks at one, and making them again is cheap
 * beside the memory of many.
 */
#include "core/store/anchor.h"

#include <stdlib.h>

#include "core/store/db_internal.h"

enum { ANCHOR_STEP = 4096 };

struct anchors {
    int64_t dataset;
    int64_t edits; /* of the dataset when they were made */
    int64_t *ids;  /* ids[i] is the id just before position (i + 1) * ANCHOR_STEP */
    size_t count;
    size_t capacity;
};

void anchors_free(struct anchors *anchors)
{
    if (!anchors)
        return;
    free(anchors->ids);
    free(anchors);
}

/* The anchors of this dataset as it is now; empty ones where it has changed. */
static struct anchors *current_anchors(struct db *db, const struct dataset_info *dataset)
{
    struct anchors *anchors = db->anchors;
    if (anchors && anchors->dataset == dataset->id && anchors->edits == dataset->edits)
        return anchors;
    if (!anchors) {
        anchors = calloc(1, sizeof *anchors);
        db->anchors = anchors;
    }
    if (anchors) {
        anchors->dataset = dataset->id;
        anchors->edits = dataset->edits;
        anchors->count = 0;
    }
    return anchors;
}

static bool add_anchor(struct anchors *anchors, int64_t id)
{
    if (anchors->count == anchors->capacity) {
        size_t capacity = anchors->capacity ? anchors->capacity * 2 : 64;
        int64_t *ids = realloc(anchors->ids, capacity * sizeof *ids);
        if (!ids)
            return false;
        anchors->ids = ids;
        anchors->capacity = capacity;
    }
    anchors->ids[anchors->count++] = id;
    return true;
}

static enum status open_step(struct statement *statement, struct db *db,
                             const struct dataset_info *dataset, struct error *err)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, "SELECT dj_row FROM ");
    sql_add_name_string(&sql, dataset->name);
    buffer_printf(&sql, " WHERE dj_row > ?1 ORDER BY dj_row LIMIT 1 OFFSET %d", ANCHOR_STEP - 1);
    enum status status = statement_open_built(statement, db, &sql, err);
    buffer_free(&sql);
    return status;
}

/* Adds anchors up to number `wanted`, or to the end of the table. */
static enum status extend(struct db *db, const struct dataset_info *dataset,
                          struct anchors *anchors, size_t wanted, struct error *err)
{
    struct statement statement;
    enum status status = open_step(&statement, db, dataset, err);
    bool row = true;
    while (status == STATUS_OK && row && anchors->count < wanted) {
        int64_t last = anchors->count ? anchors->ids[anchors->count - 1] : INT64_MIN;
        statement_bind_integer(&statement, last);
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row && !add_anchor(anchors, statement_integer(&statement, 0)))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        statement_reset(&statement);
    }
    statement_close(&statement);
    return status;
}

enum status anchor_find(struct db *db, const struct dataset_info *dataset, int64_t first,
                        int64_t *after, int64_t *skip, struct error *err)
{
    struct anchors *anchors = current_anchors(db, dataset);
    if (!anchors)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    size_t wanted = (size_t)(first / ANCHOR_STEP);
    enum status status = STATUS_OK;
    if (anchors->count < wanted)
        status = extend(db, dataset, anchors, wanted, err);
    size_t have = anchors->count < wanted ? anchors->count : wanted;
    *after = have ? anchors->ids[have - 1] : INT64_MIN;
    *skip = first - (int64_t)have * ANCHOR_STEP;
    return status;
}
