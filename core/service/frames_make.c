/*
 * Making a column of a dataset anew, from its table.
 */
#include <stdlib.h>

#include "core/base/clock.h"
#include "core/service/frames_internal.h"

enum { PROGRESS_EVERY_MS = 50 };

struct gather {
    struct frame_use *use;
    struct arena *arena;
    struct value *values;
    size_t rows, room;
    bool ids, failed;
    int64_t told_ms;
};

static bool grow(struct gather *g)
{
    size_t room = g->room ? g->room * 2 : 4096;
    struct value *values = realloc(g->values, room * sizeof *values);
    if (!values)
        return false;
    g->values = values;
    g->room = room;
    return true;
}

static void tell_progress(struct gather *g)
{
    const struct frames_watch *watch = &g->use->watch;
    int64_t now = clock_steady_ms();
    if (!watch->progress || now - g->told_ms < PROGRESS_EVERY_MS)
        return;
    g->told_ms = now;
    watch->progress(watch->context, (int64_t)g->rows, g->use->dataset.rows);
}

static bool take_row(void *context, int64_t row_id, const struct value *cells)
{
    struct gather *g = context;
    if (g->rows == g->room && !grow(g)) {
        g->failed = true;
        return false;
    }
    struct value *value = &g->values[g->rows++];
    *value = g->ids ? (struct value){.kind = VALUE_INTEGER, .integer = row_id} : cells[0];
    if (value->kind == VALUE_TEXT) {
        value->text.data = arena_copy(g->arena, value->text);
        g->failed = !value->text.data;
    }
    if (g->rows % 1024 == 0)
        tell_progress(g);
    return !g->failed;
}

enum status frames_make_column(struct frame_use *use, size_t position, struct frame_column **out,
                               bool *shared, struct error *err)
{
    bool ids = position == use->dataset.column_count;
    struct gather g = {.use = use, .arena = arena_new(), .ids = ids};
    enum status status =
        g.arena ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    *shared = true;
    if (status == STATUS_OK)
        status = dataset_scan(use->db, &use->dataset, 0, &position, ids ? 0 : 1, take_row, &g,
                              use->watch.cancel, NULL, err);
    if (status == STATUS_OK && g.failed)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = frame_use_check(use, err);
    if (status == STATUS_OK)
        status = column_from_values(out, g.values, g.rows,
                                    ids ? COLUMN_INTEGER : use->dataset.columns[position].type,
                                    ids ? NULL : use->dataset.columns[position].order, err);
    free(g.values);
    arena_free(g.arena);
    return status;
}
