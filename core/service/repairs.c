/*
 * Repaired rows and rows set aside: listing, undoing a repair, making it again. A step is one
 * short transaction, and what takes it back stands in the log.
 */
#include "core/service/repairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/ingest/repair.h"
#include "core/service/import_words.h"
#include "core/service/repairs_internal.h"
#include "core/store/log.h"

#define ACTION "repair.undo"
#define KIND   "repair"

enum { SUBJECT_SIZE = 24 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *subject_of(int64_t dataset, char *out)
{
    snprintf(out, SUBJECT_SIZE, "%lld", (long long)dataset);
    return out;
}

const char *repair_state_words(enum repair_state state)
{
    static const enum text_id words[] = {[REPAIR_HOLDS] = TEXT_REPAIRS_HOLDS,
                                         [REPAIR_READ_PLAIN] = TEXT_REPAIRS_PLAIN,
                                         [REPAIR_SET_ASIDE] = TEXT_REPAIRS_ASIDE};
    return text_get(words[state]);
}

/* ---- reading ---- */

static const char *how(const char *kind)
{
    for (int i = REPAIR_NONE + 1; i < REPAIR_KINDS; i++) {
        if (strcmp(kind, repair_kind_name((enum repair_kind)i)) == 0)
            return import_words_repair((enum repair_kind)i);
    }
    return kind;
}

/* What does not fit, of all repaired rows, by row. */
struct misfits {
    struct stored_repair_misfit *list;
    size_t count;
};

static const char *misfit_in(const struct misfits *misfits, int64_t row, int64_t column)
{
    size_t low = 0, high = misfits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (misfits->list[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < misfits->count && misfits->list[low].row == row; low++) {
        if (misfits->list[low].column == column)
            return misfits->list[low].text;
    }
    return NULL;
}

static const char *page_row_text(struct arena *arena, const struct dataset_info *dataset,
                                 const struct row_page *page, size_t row,
                                 const struct misfits *misfits)
{
    struct row_state state = {.cells = arena_array(arena, page->columns, sizeof *state.cells),
                              .count = page->columns};
    for (size_t i = 0; state.cells && i < page->columns; i++)
        state.cells[i] =
            (struct row_cell){.column = dataset->columns[i].name,
                              .value = page->cells[row * page->columns + i],
                              .misfit = misfit_in(misfits, page->ids[row], dataset->columns[i].id)};
    return state.cells ? repair_cells_text(arena, &state) : NULL;
}

/* The cells of the rows as they are loaded; rows that are gone have none. */
static enum status read_after(struct db *db, struct arena *arena,
                              const struct dataset_info *dataset,
                              const struct stored_repair *stored, size_t count,
                              struct repair_entry *entries, struct error *err)
{
    struct row_page page;
    struct misfits misfits = {.count = 0};
    int64_t *ids = arena_array(arena, count, sizeof *ids);
    if (!ids)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        ids[i] = stored[i].row;
    enum status status = dataset_read_ids(db, arena, dataset, ids, count, NULL, 0, &page, err);
    if (status == STATUS_OK)
        status = stored_repair_misfits(db, arena, dataset->id, &misfits.list, &misfits.count, err);
    for (size_t i = 0, at = 0; i < count && status == STATUS_OK; i++) {
        entries[i].after = "";
        if (at < page.rows && page.ids[at] == ids[i])
            entries[i].after = page_row_text(arena, dataset, &page, at++, &misfits);
        if (!entries[i].after)
            status = no_memory(err);
    }
    return status;
}

/* A repair of this dataset that was undone and not made again. */
static bool read_undone(const struct log_entry *entry, struct arena *arena,
                        struct repair_memory *out)
{
    return strcmp(entry->action, ACTION) == 0 && entry->undone[0] == '\0' &&
           repair_memory_read(out, entry->undo, arena);
}

static enum status add_undone(struct db *db, struct arena *arena, struct repairs *out,
                              struct error *err)
{
    struct log_entry *log = NULL;
    char subject[SUBJECT_SIZE];
    size_t count = 0;
    enum status status = log_of(db, arena, KIND, subject_of(out->dataset.id, subject),
                                REPAIRS_LISTED, &log, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct repair_memory memory;
        if (!read_undone(&log[i], arena, &memory))
            continue;
        out->entries[out->count++] =
            (struct repair_entry){.line = memory.repair.line,
                                  .how = how(memory.repair.kind),
                                  .before = memory.repair.before,
                                  .after = memory.after,
                                  .state = memory.aside.id ? REPAIR_SET_ASIDE : REPAIR_READ_PLAIN};
    }
    return status;
}

static int by_line(const void *a, const void *b)
{
    const struct repair_entry *left = a, *right = b;
    return left->line < right->line ? -1 : left->line > right->line;
}

static enum status read_repairs(struct db *db, struct arena *arena, struct repairs *out,
                                struct error *err)
{
    struct stored_repair *stored = NULL;
    size_t count = 0;
    enum status status = stored_repair_list(db, arena, out->dataset.id, REPAIRS_LISTED, &stored,
                                            &count, &out->repaired, err);
    out->entries = arena_array(arena, count + REPAIRS_LISTED, sizeof *out->entries);
    if (status == STATUS_OK && !out->entries)
        return no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        out->entries[out->count++] = (struct repair_entry){
            .line = stored[i].line, .how = how(stored[i].kind), .before = stored[i].before};
    if (status == STATUS_OK)
        status = read_after(db, arena, &out->dataset, stored, count, out->entries, err);
    if (status == STATUS_OK)
        status = add_undone(db, arena, out, err);
    if (status == STATUS_OK)
        qsort(out->entries, out->count, sizeof *out->entries, by_line);
    return status;
}

static enum status read_asides(struct db *db, struct arena *arena, struct repairs *out,
                               struct error *err)
{
    struct stored_aside *stored = NULL;
    enum status status = stored_aside_list(db, arena, out->dataset.id, REPAIRS_LISTED, &stored,
                                           &out->aside_count, &out->aside, err);
    if (status != STATUS_OK)
        return status;
    out->asides = arena_array(arena, out->aside_count, sizeof *out->asides);
    if (!out->asides)
        return no_memory(err);
    for (size_t i = 0; i < out->aside_count; i++)
        out->asides[i] = (struct aside_entry){stored[i].line, stored[i].reason, stored[i].text};
    return STATUS_OK;
}

enum status repairs_read(struct db *db, int64_t dataset, struct arena *arena, struct repairs *out,
                         struct error *err)
{
    *out = (struct repairs){.count = 0};
    enum status status = dataset_by_id(db, arena, dataset, &out->dataset, err);
    if (status == STATUS_OK)
        status = read_repairs(db, arena, out, err);
    return status == STATUS_OK ? read_asides(db, arena, out, err) : status;
}

/* ---- a step ---- */

struct step {
    struct db *db;
    struct arena *arena;
    const char *by;
    struct dataset_info dataset;
    struct repair_memory memory;
    bool there; /* the row is in the table */
    struct row_state now;
};

/* The dataset under the lock, as it is known to be. */
static enum status read_dataset(struct step *s, int64_t dataset, struct error *err)
{
    enum status status = dataset_by_id(s->db, s->arena, dataset, &s->dataset, err);
    if (status == STATUS_OK && s->dataset.changed_shape)
        status = error_set(err, STATUS_STALE, TEXT_STORE_DATASET_ALTERED,
                           TEXT_VALUES(text_string("dataset", s->dataset.name)));
    return status;
}

static enum status stale(const struct step *s, struct error *err)
{
    return error_set(err, STATUS_STALE, TEXT_REPAIRS_CHANGED,
                     TEXT_VALUES(text_number("line", s->memory.repair.line)));
}

static enum status read_now(struct step *s, struct error *err)
{
    return row_state_read(s->db, s->arena, &s->dataset, s->memory.repair.row, &s->now, &s->there,
                          err);
}

static enum status note(const struct step *s, const char *action, const char *undo, char *uuid,
                        struct error *err)
{
    char subject[SUBJECT_SIZE], detail[64];
    snprintf(detail, sizeof detail, "{\"line\":%lld}", (long long)s->memory.repair.line);
    const struct log_entry entry = {.by = s->by ? s->by : "",
                                    .action = action,
                                    .kind = KIND,
                                    .subject = subject_of(s->dataset.id, subject),
                                    .detail = detail,
                                    .undo = undo};
    return log_add(s->db, &entry, uuid, err);
}

/* Runs a step in a transaction of its own: whole, or not at all. */
static enum status run_step(struct step *s,
                            enum status (*act)(struct step *, int64_t, int64_t, struct error *),
                            int64_t dataset, int64_t line, struct error *err)
{
    s->arena = arena_new();
    if (!s->arena)
        return no_memory(err);
    enum status status = db_begin(s->db, err);
    if (status == STATUS_OK) {
        status = act(s, dataset, line, err);
        if (status == STATUS_OK)
            status = db_commit(s->db, err);
        else
            db_rollback(s->db);
    }
    arena_free(s->arena);
    s->arena = NULL;
    return status;
}

/* ---- undoing ---- */

/* How the row would be read as it stands. A dataset whose decision is not known has no way to. */
static enum status read_plain(struct step *s, const char **reason, struct error *err)
{
    struct decision decision;
    const char *json = NULL;
    enum status status = dataset_decision(s->db, s->dataset.id, s->arena, &json, err);
    if (status == STATUS_OK)
        status = decision_read(&decision, s->dataset.name, json, s->arena, err);
    if (status == STATUS_OK)
        status = repair_read_plain(&decision, s->memory.repair.before, &s->memory.was, s->arena,
                                   &s->memory.plain, reason, err);
    return status;
}

static enum status set_aside(struct step *s, const char *reason, struct error *err)
{
    char words[600];
    struct stored_aside *aside = &s->memory.aside;
    text_format(words, sizeof words, TEXT_REPAIRS_REASON, TEXT_VALUES(text_string("why", reason)));
    *aside = (struct stored_aside){.line = s->memory.repair.line,
                                   .reason = arena_string(s->arena, words),
                                   .text = s->memory.repair.before};
    if (!aside->reason)
        return no_memory(err);
    enum status status = row_state_delete(s->db, &s->dataset, s->memory.repair.row, err);
    if (status == STATUS_OK)
        status = stored_aside_add(s->db, s->dataset.id, aside, err);
    return status == STATUS_OK ? row_state_count(s->db, &s->dataset, -1, 1, err) : status;
}

static enum status write_plain(struct step *s, struct error *err)
{
    enum status status =
        row_state_write(s->db, &s->dataset, s->memory.repair.row, &s->memory.plain, err);
    return status == STATUS_OK ? row_state_count(s->db, &s->dataset, 0, 0, err) : status;
}

static enum status keep_memory(struct step *s, struct error *err)
{
    char *undo = repair_memory_write(&s->memory);
    enum status status = undo ? note(s, ACTION, undo, NULL, err) : no_memory(err);
    free(undo);
    return status;
}

static enum status undo(struct step *s, int64_t dataset, int64_t line, struct error *err)
{
    const char *reason = "";
    enum status status = read_dataset(s, dataset, err);
    if (status == STATUS_OK)
        status = stored_repair_at(s->db, s->arena, dataset, line, &s->memory.repair, err);
    if (status == STATUS_OK)
        status = read_now(s, err);
    if (status == STATUS_OK && !s->there)
        status = stale(s, err);
    if (status != STATUS_OK)
        return status;
    s->memory.was = s->now;
    s->memory.after = repair_cells_text(s->arena, &s->now);
    status = s->memory.after ? read_plain(s, &reason, err) : no_memory(err);
    if (status == STATUS_OK)
        status = reason[0] ? set_aside(s, reason, err) : write_plain(s, err);
    if (status == STATUS_OK)
        status = stored_repair_remove(s->db, dataset, s->memory.repair.row, err);
    return status == STATUS_OK ? keep_memory(s, err) : status;
}

enum status repair_undo(struct db *db, int64_t dataset, int64_t line, const char *by,
                        enum repair_state *state, struct error *err)
{
    struct step step = {.db = db, .by = by};
    enum status status = run_step(&step, undo, dataset, line, err);
    *state = status != STATUS_OK        ? REPAIR_HOLDS
             : step.memory.aside.id > 0 ? REPAIR_SET_ASIDE
                                        : REPAIR_READ_PLAIN;
    return status;
}

/* ---- making it again ---- */

/* The step in the log that undid it. */
static enum status find_undone(struct step *s, int64_t line, struct log_entry *out,
                               struct error *err)
{
    struct log_entry *log = NULL;
    char subject[SUBJECT_SIZE];
    size_t count = 0;
    enum status status = log_of(s->db, s->arena, KIND, subject_of(s->dataset.id, subject),
                                REPAIRS_LISTED, &log, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        *out = log[i];
        if (read_undone(&log[i], s->arena, &s->memory) && s->memory.repair.line == line)
            return STATUS_OK;
    }
    return status == STATUS_OK ? error_set(err, STATUS_NOT_FOUND, TEXT_REPAIRS_NOT_UNDONE,
                                           TEXT_VALUES(text_number("line", line)))
                               : status;
}

/* The row is as undoing left it? Then as it was repaired. */
static enum status bring_back(struct step *s, struct error *err)
{
    bool aside = s->memory.aside.id > 0;
    int64_t row = s->memory.repair.row;
    enum status status = read_now(s, err);
    if (status == STATUS_OK &&
        (s->there == aside || (!aside && !repair_same_cells(&s->memory.plain, &s->now))))
        status = stale(s, err);
    if (status == STATUS_OK && aside)
        status = stored_aside_remove(s->db, s->dataset.id, s->memory.aside.id, err);
    if (status == STATUS_OK)
        status = aside ? row_state_insert(s->db, &s->dataset, row, &s->memory.was, err)
                       : row_state_write(s->db, &s->dataset, row, &s->memory.was, err);
    return status == STATUS_OK ? row_state_count(s->db, &s->dataset, aside, aside ? -1 : 0, err)
                               : status;
}

static enum status again(struct step *s, int64_t dataset, int64_t line, struct error *err)
{
    struct log_entry undone = {.id = 0};
    char uuid[UUID_SIZE];
    enum status status = read_dataset(s, dataset, err);
    if (status == STATUS_OK)
        status = find_undone(s, line, &undone, err);
    if (status == STATUS_OK)
        status = bring_back(s, err);
    if (status == STATUS_OK)
        status = stored_repair_add(s->db, dataset, &s->memory.repair, err);
    if (status == STATUS_OK)
        status = note(s, LOG_UNDO, "", uuid, err);
    return status == STATUS_OK ? log_mark_undone(s->db, undone.uuid, uuid, err) : status;
}

enum status repair_again(struct db *db, int64_t dataset, int64_t line, const char *by,
                         struct error *err)
{
    struct step step = {.db = db, .by = by};
    return run_step(&step, again, dataset, line, err);
}
