/*
 * The use case "import". One thread reads and types (the feed), one codes columns and packs
 * rows (parcels), and this one writes (staging). When a value far down speaks against a column's
 * type, the rest of the file is read for more of the kind, the plan is mended, and the load begins
 * anew.
 */
#include "core/service/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/ingest/feed.h"
#include "core/service/data_gate.h"
#include "core/service/import_again.h"
#include "core/service/import_columns.h"
#include "core/service/import_parcels.h"
#include "core/service/import_report.h"
#include "core/service/import_source.h"
#include "core/service/import_topic.h"
#include "core/store/dataset.h"
#include "core/store/staging.h"

enum { ROUNDS_LENIENT = 2, PROGRESS_EVERY_MS = 100 };

struct import {
    struct db *db;
    const char *path;
    const struct import_options *options;
    struct import_source source;
    struct feed *feed;
    struct import_columns *columns;
    struct parcels *parcels;
    struct staging *staging;
    struct import_result *result;
    int64_t begun_ms, told_ms;
    int rounds;
};

/* ---- loading ---- */

static enum status begin_staging(struct import *in, struct error *err)
{
    struct staging_column *columns = calloc(in->source.plan.count, sizeof *columns);
    if (!columns)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < in->source.plan.count; i++)
        columns[i] = (struct staging_column){.name = in->source.plan.names[i],
                                             .type = in->source.plan.formats[i].type,
                                             .reason = in->source.plan.formats[i].reason};
    enum status status = staging_begin(&in->staging, in->db, in->result->dataset, columns,
                                       in->source.plan.count, err);
    free(columns);
    return status;
}

static enum status add_side_values(struct import *in, const struct parcel *parcel, int64_t first,
                                   struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < parcel->misfit_count && status == STATUS_OK; i++) {
        const struct batch_misfit *m = &parcel->misfits[i];
        status =
            staging_add_misfit(in->staging, first + (int64_t)m->row + 1, m->column, m->text, err);
    }
    for (size_t i = 0; i < parcel->aside_count && status == STATUS_OK; i++) {
        const struct batch_aside *aside = &parcel->asides[i];
        char reason[200];
        report_aside_reason(reason, sizeof reason, aside, in->source.plan.count);
        status = staging_add_aside(in->staging, aside->line, reason, aside->text, err);
        if (status == STATUS_OK && !report_add_aside(in->result, aside, reason))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    for (size_t i = 0; i < parcel->repair_count && status == STATUS_OK; i++) {
        const struct batch_repair *repair = &parcel->repairs[i];
        status = staging_add_repair(in->staging, first + (int64_t)repair->row + 1, repair->line,
                                    repair_kind_name(repair->kind), repair->before, err);
        if (status == STATUS_OK && !report_add_repair(in->result, repair))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    return status;
}

static void tell_progress(struct import *in, int64_t bytes, bool always)
{
    int64_t now = clock_steady_ms();
    if (!in->options->progress || (!always && now - in->told_ms < PROGRESS_EVERY_MS))
        return;
    struct import_progress progress = {.bytes = bytes,
                                       .total = input_size(in->source.data.input),
                                       .rows = in->result->rows_loaded + in->result->rows_aside,
                                       .ms = now - in->begun_ms,
                                       .again = in->rounds > 0};
    in->told_ms = now;
    in->options->progress(in->options->progress_context, &progress);
}

static enum status check_cancel(const struct import *in, struct error *err)
{
    if (in->options->cancel && *in->options->cancel)
        return error_set(err, STATUS_CANCELLED, TEXT_IMPORT_CANCELLED, NULL);
    return STATUS_OK;
}

static enum status add_parcel(struct import *in, const struct parcel *parcel, struct error *err)
{
    int64_t first = in->result->rows_loaded;
    enum status status = STATUS_OK;
    if (parcel->side.failed)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = staging_add(in->staging, &parcel->pages, err);
    if (status == STATUS_OK)
        status = add_side_values(in, parcel, first, err);
    if (status == STATUS_OK)
        status = import_columns_write(in->columns, in->staging, err);
    in->result->rows_loaded += (int64_t)parcel->rows;
    in->result->rows_aside += (int64_t)parcel->aside_count;
    tell_progress(in, parcel->bytes, false);
    return status == STATUS_OK ? check_cancel(in, err) : status;
}

/* All parcels of one round. *state tells whether the plan held. */
static enum status pump(struct import *in, enum feed_state *state, struct error *err)
{
    enum status status = STATUS_OK;
    *state = FEED_GOES_ON;
    while (status == STATUS_OK) {
        struct parcel *parcel = NULL;
        status = parcels_take(in->parcels, &parcel, state, err);
        if (status != STATUS_OK || *state != FEED_GOES_ON)
            break;
        if (!parcel) {
            status = staging_pause(in->staging, err);
            status = status == STATUS_OK ? check_cancel(in, err) : status;
            continue;
        }
        status = add_parcel(in, parcel, err);
        parcels_give_back(in->parcels, parcel);
    }
    return status;
}

static enum status load_once(struct import *in, enum feed_state *state, struct error *err)
{
    report_forget_rows(in->result);
    in->columns = import_columns_new(&in->source.plan);
    enum status status = feed_open(&in->feed, in->source.data.input, &in->source.plan, err);
    if (status == STATUS_OK)
        status = parcels_open(&in->parcels, in->feed, in->columns, err);
    if (status == STATUS_OK)
        status = begin_staging(in, err);
    if (status == STATUS_OK)
        status = pump(in, state, err);
    if (status == STATUS_OK && *state == FEED_AGAINST) {
        staging_abandon(in->staging);
        in->staging = NULL;
        parcels_close(in->parcels);
        in->parcels = NULL;
        feed_mend_plan(in->feed, in->rounds >= ROUNDS_LENIENT);
        feed_close(in->feed);
        in->feed = NULL;
        import_columns_free(in->columns);
        in->columns = NULL;
    }
    if (status == STATUS_OK && *state == FEED_DONE)
        status = import_columns_finish(in->columns, in->staging, err);
    return status;
}

static enum status publish(struct import *in, struct error *err)
{
    char *decision = decision_write(&in->source.plan, &in->source.wish, in->result, in->source.file,
                                    &in->source.data);
    if (!decision)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    struct staging_origin origin = {.source = in->source.file,
                                    .by = in->options->by ? in->options->by : "",
                                    .decision = decision};
    enum status status = staging_publish(in->staging, &origin, &in->result->dataset_id, err);
    if (status == STATUS_OK)
        in->staging = NULL;
    free(decision);
    return status;
}

/* Labels, meanings and quality marks; not of a file that is worked on in memory. */
static void describe(const struct import *in)
{
    struct import_result *result = in->result;
    const char *notice = *db_path(in->db) ? import_topic(in->db, in->path, result) : NULL;
    if (notice)
        result->notices[result->notice_count++] = notice; /* report_finish left room for it */
}

/* What the colours of the header may mean becomes quality marks, as the person asked. The topic's
 * dictionary, which comes after that, knows better. */
static enum status mark_columns(const struct import *in, struct arena *arena, struct error *err)
{
    struct dataset_info dataset;
    enum status status = dataset_by_id(in->db, arena, in->result->dataset_id, &dataset, err);
    for (size_t i = 0; status == STATUS_OK && i < dataset.column_count; i++) {
        if (in->result->columns[i].colour)
            dataset.columns[i].quality = in->result->columns[i].mark;
    }
    if (status == STATUS_OK)
        status = db_begin(in->db, err);
    if (status != STATUS_OK)
        return status;
    status = dataset_describe(in->db, &dataset, err);
    if (status == STATUS_OK)
        return db_commit(in->db, err);
    db_rollback(in->db);
    return status;
}

static void mark(const struct import *in)
{
    struct arena *arena = arena_new();
    if (arena && in->options->marks)
        in->result->marked = mark_columns(in, arena, NULL) == STATUS_OK;
    arena_free(arena);
}

static enum status load(struct import *in, struct error *err)
{
    enum feed_state state = FEED_GOES_ON;
    enum status status = STATUS_OK;
    for (; status == STATUS_OK && state != FEED_DONE; in->rounds++) {
        status = check_cancel(in, err);
        if (status == STATUS_OK)
            status = load_once(in, &state, err);
    }
    in->rounds--;
    if (status == STATUS_OK)
        status = check_cancel(in, err);
    if (status == STATUS_OK &&
        !report_finish(in->result, &in->source.plan, in->feed, &in->source.data, &in->source.like))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = publish(in, err);
    if (status == STATUS_OK) {
        mark(in);
        describe(in);
        if (in->source.like.count > 0)
            import_make_again(in->db, in->source.like.dataset,
                              in->options->by ? in->options->by : "", in->result);
    }
    return status;
}

/* A sheet is read to its end before its rows are known. */
static void tell_sheet(void *context, int64_t done, int64_t total)
{
    struct import *in = context;
    int64_t now = clock_steady_ms();
    if (!in->options->progress || now - in->told_ms < PROGRESS_EVERY_MS)
        return;
    const struct import_progress progress = {
        .bytes = done, .total = total, .ms = now - in->begun_ms};
    in->told_ms = now;
    in->options->progress(in->options->progress_context, &progress);
}

/* The file, and how it is read. */
static enum status open_source(struct import *in, const char *path, struct error *err)
{
    struct arena *arena = in->result->arena;
    struct data_file_options how = {
        .cancel = in->options->cancel, .progress = tell_sheet, .progress_context = in};
    enum status status = import_source_read(&in->source, in->db, path, in->options, arena, err);
    if (status == STATUS_OK)
        status = import_source_open(&in->source, path, in->options, &how, arena, err);
    if (status == STATUS_OK)
        status = import_source_plan(&in->source, in->options, arena, err);
    in->result->dataset = in->source.dataset;
    return status;
}

enum status import_file(struct db *db, const char *path, const struct import_options *options,
                        struct import_result *out, struct error *err)
{
    *out = (struct import_result){.arena = arena_new()};
    if (!out->arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const volatile int *cancel_before = db_set_cancel(db, options->cancel);
    struct import in = {.db = db, .path = path, .options = options, .result = out};
    in.begun_ms = clock_steady_ms();
    in.told_ms = in.begun_ms - PROGRESS_EVERY_MS; /* the first batch is told at once */
    enum status status = *db_path(db) ? data_gate_check(path, DATA_GATE_USE, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = open_source(&in, path, err);
    if (status == STATUS_OK)
        status = load(&in, err);
    if (status == STATUS_OK) {
        out->bytes = input_size(in.source.data.input);
        out->ms = clock_steady_ms() - in.begun_ms;
        tell_progress(&in, out->bytes, true);
    }
    parcels_close(in.parcels);
    feed_close(in.feed);
    import_columns_free(in.columns);
    db_set_cancel(db, cancel_before);
    staging_abandon(in.staging); /* waits again: what is left behind is to go */
    import_source_close(&in.source);
    if (status != STATUS_OK)
        import_result_free(out);
    return status;
}

void import_result_free(struct import_result *result)
{
    arena_free(result->arena);
    *result = (struct import_result){0};
}
