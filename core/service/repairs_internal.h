/* For repairs*.c only: what an undone repair keeps, and how a row is read as it stands. */
#ifndef DATAJAM_SERVICE_REPAIRS_INTERNAL_H
#define DATAJAM_SERVICE_REPAIRS_INTERNAL_H

#include "core/service/import_decision.h"
#include "core/service/repairs.h"
#include "core/store/repair.h"
#include "core/store/row_state.h"

/* What brings a repair back that was undone. */
struct repair_memory {
    struct stored_repair repair;
    const char *after;         /* the cells, for people */
    struct row_state was;      /* the row as it was repaired */
    struct row_state plain;    /* as it was read then; without cells: it was set aside, */
    struct stored_aside aside; /* under this id */
};

/* As JSON, to be freed with free; NULL: no memory. */
char *repair_memory_write(const struct repair_memory *memory);

/* Reads it; all lives in arena. False: it is none. */
bool repair_memory_read(struct repair_memory *out, const char *json, struct arena *arena);

/* The same values in the columns that `a` has. */
bool repair_same_cells(const struct row_state *a, const struct row_state *b);

/* The cells of a row joined for people, its beginning; NULL: no memory. */
const char *repair_cells_text(struct arena *arena, const struct row_state *state);

/*
 * Reads a row as it stood in the file, under the decision of its import, for the cells that `was`
 * has. *reason is "" when it has as many cells as there are columns, and *out is filled; else why
 * it can't be a row. All lives in arena.
 */
enum status repair_read_plain(const struct decision *decision, const char *before,
                              const struct row_state *was, struct arena *arena,
                              struct row_state *out, const char **reason, struct error *err);

#endif
