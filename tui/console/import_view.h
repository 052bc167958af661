/*
 * The preview of an import over the whole screen: what was found out and why, to be changed by
 * lists, with the first rows as they will be loaded; then loading with progress.
 */
#ifndef DATAJAM_CONSOLE_IMPORT_VIEW_H
#define DATAJAM_CONSOLE_IMPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/service/import_preview.h"
#include "core/service/import_wish.h"
#include "tui/console/overlay.h"
#include "tui/widget/table.h"

/* What Enter acts on, from top to bottom. */
enum view_entry_kind { VIEW_LOAD, VIEW_DECISION, VIEW_LOOK_OUT };

struct view_entry {
    enum view_entry_kind kind;
    enum preview_decision decision;
};

enum { VIEW_ENTRIES_MAX = PREVIEW_DECISIONS + 2, VIEW_PATH_SIZE = 4096 };

struct import_view {
    struct overlay head;
    char path[VIEW_PATH_SIZE];
    struct import_wish wish;
    struct import_preview preview; /* without arena: it is being made */
    bool looking, loading;
    bool asked_sheet; /* the list of sheets was opened by itself, once */
    uint64_t wanted;  /* number of the last look; older answers are of no use */

    struct view_entry entries[VIEW_ENTRIES_MAX];
    size_t entry_count, cursor;
    bool in_table;
    int table_y; /* of the table in the box, where it was drawn */
    struct table table;
    struct table_column *columns; /* of the table */
};

/* Opens it for a file, on top of what is open; line: where the table begins that is meant, 0: the
 * first. */
void import_view_open(struct pane *pane, const char *path);
void import_view_open_at(struct pane *pane, const char *path, int64_t line);

/* ---- for the import_view_*.c ---- */

/* The one that is open; NULL: it was left. */
struct import_view *import_view_find(const struct app *app);

/* Looks at the file again with what is asked for now. */
void import_view_look(struct import_view *view);

/* import_view_draw.c */
void import_view_draw(struct overlay *head, const struct surface *screen);
bool import_view_cursor(const struct overlay *head, int *x, int *y);
void import_view_describe(const struct overlay *head, struct buffer *out);
/* Label and words of an entry; false: there is nothing to say. */
void import_view_words(const struct import_view *view, const struct view_entry *entry,
                       const char **label, struct buffer *words);
const char *import_view_type(const struct preview_column *column);
bool import_view_cell(void *context, int64_t row, size_t column, struct table_cell *out);

/* import_view_change.c: what Enter does on each. */
void import_view_change(struct import_view *view, enum preview_decision decision);
void import_view_change_column(struct import_view *view, size_t column);
void import_view_look_out(struct import_view *view);

/* import_load.c */
void import_load_start(struct import_view *view);

#endif
