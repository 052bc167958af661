/*
 * Working columns out. With codes it takes two walks over them, however dear a value is: one
 * counts which codes, or pairs of codes, occur; the values of these are worked out and make a
 * small column, one row for each code; and the other walk looks each row's code up in it. So
 * what comes out has the form that its values would have had in a file.
 */
#include "core/frame/work_out.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cell.h"
#include "core/frame/chunk.h"
#include "core/frame/code_at.h"
#include "core/frame/column_internal.h"
#include "core/frame/parallel.h"
#include "core/frame/work_codes.h"

enum { PLACES_LEAST = 1 << 16, CANCEL_ROWS = 1 << 14 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status cancelled(struct error *err)
{
    return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
}

static bool is_cancelled(const struct work_out *work)
{
    return work->cancel && *work->cancel;
}

/* ---- a column that grows row by row ---- */

struct growing {
    const struct work_out *work;
    struct chunk_limits limits;
    struct chunk_source *source;
    struct chunk_builder *builder;
    bool failed;
};

static bool grow_begin(struct growing *g, const struct work_out *work)
{
    chunk_sink_fn *sink = NULL;
    *g = (struct growing){.work = work, .limits = chunk_limits_for(1)};
    g->source = chunk_memory_new(&sink);
    if (g->source)
        g->builder = chunk_builder_new(work->type, 0, &g->limits, sink, g->source);
    g->failed = !g->builder;
    return !g->failed;
}

static struct cell cell_of(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return cell_integer(value->integer);
    case VALUE_DECIMAL:
        return cell_decimal(value->decimal);
    case VALUE_TEXT:
        return cell_text(value->text.data, (uint32_t)value->text.len);
    case VALUE_EMPTY:
        break;
    }
    return cell_empty();
}

static void grow_add(struct growing *g, const struct value *value)
{
    struct cell cell = cell_of(value);
    g->failed = g->failed || !chunk_builder_add(g->builder, &cell, 1, 1);
}

/* Works one row out and adds it. */
static void grow_work(struct growing *g, const struct value *in, int64_t rows)
{
    struct value value;
    unsigned reason = g->work->fn(g->work->context, in, &value);
    if (g->work->reasons && reason < WORK_OUT_REASONS)
        g->work->reasons[reason] += rows;
    grow_add(g, &value);
}

static enum status grow_end(struct growing *g, struct frame_column **out, enum status status,
                            struct error *err)
{
    if (status == STATUS_OK && (g->failed || !chunk_builder_finish(g->builder, 0)))
        status = no_memory(err);
    chunk_builder_free(g->builder);
    if (status == STATUS_OK)
        return chunk_load(out, g->source, g->work->type, g->work->order, g->work->cancel, err);
    if (g->source)
        g->source->free(g->source);
    return status;
}

/* ---- row by row ---- */

struct by_row {
    struct growing growing;
    struct arena *arena; /* of the second source's texts */
    enum status status;
    struct error *err;
};

static struct value value_of_text(struct span text)
{
    return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
}

/* The value of the second source, where there is one. */
static bool second_value(struct by_row *by, size_t row, char *scratch, struct value *out)
{
    const struct work_out *work = by->growing.work;
    const struct frame_column *source = work->sources[1];
    if (work->source_count < 2)
        return true;
    if (!source->texts) {
        *out = column_value(source, column_code(source, row), scratch);
        return true;
    }
    arena_reset(by->arena);
    by->status = column_row_value(source, row, by->arena, out, by->err);
    return by->status == STATUS_OK;
}

static bool take_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct by_row *by = context;
    char scratch[COLUMN_TEXT_SIZE];
    for (size_t i = 0; i < count && !by->growing.failed; i++) {
        struct value in[WORK_OUT_SOURCES] = {value_of_text(texts[i])};
        if (!second_value(by, first + i, scratch, &in[1]))
            return false;
        grow_work(&by->growing, in, 1);
    }
    return !by->growing.failed;
}

static enum status walk_codes(struct by_row *by, struct error *err)
{
    const struct frame_column *source = by->growing.work->sources[0];
    char scratch[WORK_OUT_SOURCES][COLUMN_TEXT_SIZE];
    for (size_t row = 0; row < source->rows && !by->growing.failed; row++) {
        struct value in[WORK_OUT_SOURCES] = {
            column_value(source, column_code(source, row), scratch[0])};
        if (row % CANCEL_ROWS == 0 && is_cancelled(by->growing.work))
            return cancelled(err);
        if (!second_value(by, row, scratch[1], &in[1]))
            return by->status;
        grow_work(&by->growing, in, 1);
    }
    return STATUS_OK;
}

static enum status work_by_row(struct frame_column **out, const struct work_out *work,
                               struct error *err)
{
    struct by_row by = {.arena = arena_new(), .err = err};
    if (!by.arena)
        return no_memory(err);
    if (!grow_begin(&by.growing, work)) {
        arena_free(by.arena);
        return grow_end(&by.growing, out, no_memory(err), err);
    }
    enum status status = work->sources[0]->texts ? column_walk_texts(work->sources[0], take_texts,
                                                                     &by, work->cancel, err)
                                                 : walk_codes(&by, err);
    if (status == STATUS_OK)
        status = by.status;
    status = grow_end(&by.growing, out, status, err);
    arena_free(by.arena);
    return status;
}

/* ---- by code ---- */

enum { BLOCK = 4096 };

/* What the threads of a walk share. The place of a pair is that of the first times the count
 * of the second, plus that of the second. */
struct by_code {
    const struct work_out *work;
    struct work_codes sources[WORK_OUT_SOURCES];
    size_t places;
    uint32_t *counts[PARALLEL_MAX];   /* rows of each place */
    const struct frame_column *small; /* a row for each place */
    void *into;
    int into_width;
};

/* The places of some rows. */
static void find_places(const struct by_code *by, size_t first, size_t count, uint32_t *places)
{
    memset(places, 0, count * sizeof *places);
    for (size_t i = 0; i < by->work->source_count; i++)
        work_codes_add(&by->sources[i], first, count, (uint32_t)by->sources[i].count, places);
}

static void count_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct by_code *by = context;
    uint32_t places[BLOCK];
    for (size_t row = first; row < end; row += BLOCK) {
        size_t count = end - row < BLOCK ? end - row : BLOCK;
        find_places(by, row, count, places);
        for (size_t i = 0; i < count; i++)
            by->counts[part][places[i]]++;
    }
}

__attribute__((always_inline)) static inline void
put(const struct by_code *by, int width, const uint32_t *places, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        column_set_code(by->into, width, first + i, code_at(by->small->codes, width, places[i]));
}

static void put_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct by_code *by = context;
    uint32_t places[BLOCK];
    (void)part;
    for (size_t row = first; row < end; row += BLOCK) {
        size_t count = end - row < BLOCK ? end - row : BLOCK;
        find_places(by, row, count, places);
        if (by->into_width == 1)
            put(by, 1, places, row, count);
        else if (by->into_width == 2)
            put(by, 2, places, row, count);
        else
            put(by, by->into_width, places, row, count);
    }
}

/* How often each place occurs, in counts[0]. */
static bool count_places(struct by_code *by)
{
    size_t rows = by->work->sources[0]->rows;
    for (unsigned i = 0; i < parallel_parts(rows); i++) {
        by->counts[i] = calloc(by->places, sizeof *by->counts[i]);
        if (!by->counts[i])
            return false;
    }
    parallel_run(rows, count_part, by);
    for (unsigned i = 1; i < parallel_parts(rows); i++) {
        for (size_t place = 0; place < by->places; place++)
            by->counts[0][place] += by->counts[i][place];
    }
    return true;
}

/* The small column: what each place that occurs becomes. */
static enum status work_places(struct by_code *by, struct frame_column **small, struct error *err)
{
    const struct work_out *work = by->work;
    struct growing growing;
    char scratch[WORK_OUT_SOURCES][COLUMN_TEXT_SIZE];
    const struct value nothing = {.kind = VALUE_EMPTY};
    if (!grow_begin(&growing, work))
        return grow_end(&growing, small, no_memory(err), err);
    enum status status = STATUS_OK;
    uint64_t second = work->source_count > 1 ? by->sources[1].count : 1;
    for (size_t place = 0; place < by->places && !growing.failed; place++) {
        struct value in[WORK_OUT_SOURCES];
        if (place % CANCEL_ROWS == 0 && is_cancelled(work)) {
            status = cancelled(err);
            break;
        }
        if (by->counts[0][place] == 0) {
            grow_add(&growing, &nothing);
            continue;
        }
        in[0] = work_codes_value(&by->sources[0], place / second, scratch[0]);
        if (work->source_count > 1)
            in[1] = work_codes_value(&by->sources[1], place % second, scratch[1]);
        grow_work(&growing, in, by->counts[0][place]);
    }
    return grow_end(&growing, small, status, err);
}

/* The small column becomes the large one: all but its codes is the same. */
static bool widen(struct by_code *by, struct frame_column *small)
{
    struct column_box *box = (struct column_box *)small;
    struct column_box *large = column_box_new(small->form, small->type, by->work->sources[0]->rows);
    if (!large || !column_box_codes(large, small->top)) {
        column_free(large ? &large->column : NULL);
        return false;
    }
    by->small = small;
    by->into = large->codes;
    by->into_width = large->column.width;
    parallel_run(large->column.rows, put_part, by);
    size_t empties = 0;
    for (size_t place = 0; place < by->places; place++)
        empties += column_code(small, place) == 0 ? by->counts[0][place] : 0;
    void *codes = box->codes;
    size_t mapped = box->mapped;
    small->bytes += large->column.bytes - sizeof *large;
    small->rows = large->column.rows;
    small->empties = empties;
    small->codes = large->codes;
    box->codes = large->codes;
    box->mapped = large->mapped;
    large->codes = codes; /* and goes with it */
    large->mapped = mapped;
    column_free(&large->column);
    return true;
}

/* *done false: there are too many different values, or too long ones. */
static enum status work_by_code(struct frame_column **out, struct by_code *by, bool *done,
                                struct error *err)
{
    struct frame_column *small = NULL;
    int64_t before[WORK_OUT_REASONS] = {0};
    if (by->work->reasons)
        memcpy(before, by->work->reasons, sizeof before);
    enum status status = count_places(by) ? work_places(by, &small, err) : no_memory(err);
    *done = status != STATUS_OK || !small || small->form != FORM_TEXTS;
    if (!*done && by->work->reasons)
        memcpy(by->work->reasons, before, sizeof before);
    if (!*done || (status == STATUS_OK && small && !widen(by, small))) {
        column_free(small);
        return *done ? no_memory(err) : STATUS_OK;
    }
    if (status == STATUS_OK)
        *out = small;
    return status;
}

/* So few places, or pairs of them, that each may be worked out. */
static bool has_few_places(const struct work_out *work, struct by_code *by)
{
    size_t rows = work->sources[0]->rows;
    uint64_t places = 1;
    for (size_t i = 0; i < work->source_count; i++) {
        if (!work_codes_make(&by->sources[i], work, i))
            return false;
        places *= by->sources[i].count;
    }
    by->places = (size_t)places;
    return places <= WORK_CODES_MOST && places <= rows + PLACES_LEAST && rows > 0;
}

static bool has_numbers(const struct work_out *work)
{
    for (size_t i = 0; i < work->source_count; i++) {
        if (work->sources[i]->form == FORM_TEXTS)
            return false;
    }
    return work->number != NULL;
}

enum status column_work_out(struct frame_column **out, const struct work_out *work,
                            struct error *err)
{
    struct by_code by = {.work = work};
    bool done = false;
    enum status status = STATUS_OK;
    *out = NULL;
    if (has_few_places(work, &by))
        status = work_by_code(out, &by, &done, err);
    for (unsigned i = 0; i < PARALLEL_MAX; i++)
        free(by.counts[i]);
    for (size_t i = 0; i < WORK_OUT_SOURCES; i++)
        work_codes_free(&by.sources[i]);
    if (done || status != STATUS_OK)
        return status;
    return has_numbers(work) ? work_out_numbers(out, work, err) : work_by_row(out, work, err);
}
