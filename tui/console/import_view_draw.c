/* What the preview looks like: decisions in words above, the rows below. */
#include <stdio.h>
#include <string.h>

#include "core/base/file.h"
#include "core/base/utf8.h"
#include "tui/console/app_private.h"
#include "tui/console/import_view.h"
#include "tui/widget/table_walk.h"

enum { LABEL_CELLS = 11, WORDS_SIZE = 600, TABLE_LINES = 4 };

/* ---- words ---- */

static void add_words(struct buffer *out, enum text_id id, const struct text_value *values)
{
    char words[WORDS_SIZE];
    text_format(words, sizeof words, id, values);
    buffer_add_string(out, words);
}

static void load_words(const struct import_view *view, struct buffer *out)
{
    const struct import_preview *preview = &view->preview;
    const struct text_value *values = TEXT_VALUES(
        text_number("rows", preview->whole ? (int64_t)preview->row_count : preview->rows_about),
        text_number("columns", (int64_t)preview->column_count),
        text_string("why", preview->problem));
    add_words(out,
              !preview->arena    ? TEXT_IMPORT_VIEW_LOOKING
              : preview->problem ? TEXT_IMPORT_VIEW_PROBLEM
              : preview->whole   ? TEXT_PREVIEW_SIZE
                                 : TEXT_PREVIEW_SIZE_ABOUT,
              values);
}

static void look_out_words(const struct import_view *view, struct buffer *out)
{
    const struct import_preview *preview = &view->preview;
    size_t told = preview->notice_count + preview->change_count;
    bool mended = preview->repaired + preview->aside > 0;
    add_words(out,
              preview->undecided && mended ? TEXT_IMPORT_VIEW_DECIDE_MENDED
              : preview->undecided         ? TEXT_IMPORT_VIEW_DECIDE
              : mended                     ? TEXT_IMPORT_VIEW_MENDED
              : told > 0                   ? TEXT_IMPORT_VIEW_NOTES
                                           : TEXT_IMPORT_VIEW_CLEAN,
              TEXT_VALUES(text_number("repaired", (int64_t)preview->repaired),
                          text_number("aside", (int64_t)preview->aside),
                          text_number("columns", (int64_t)preview->undecided),
                          text_number("notes", (int64_t)told)));
}

void import_view_words(const struct import_view *view, const struct view_entry *entry,
                       const char **label, struct buffer *words)
{
    if (entry->kind == VIEW_LOAD) {
        *label = text_get(TEXT_IMPORT_VIEW_LABEL_LOAD);
        load_words(view, words);
    } else if (entry->kind == VIEW_LOOK_OUT) {
        *label = text_get(TEXT_IMPORT_VIEW_LABEL_LOOK_OUT);
        look_out_words(view, words);
    } else {
        *label = import_preview_label(entry->decision);
        buffer_add_string(words, view->preview.answers[entry->decision].words);
    }
}

/* ---- decisions ---- */

static bool is_asked(const struct import_view *view, const struct view_entry *entry)
{
    return entry->kind == VIEW_DECISION && view->wish.values[entry->decision] != NULL;
}

static void draw_entry(const struct import_view *view, const struct surface *surface, size_t i)
{
    const struct view_entry *entry = &view->entries[i];
    const char *label = "";
    struct buffer words = {0};
    int y = (int)i, columns = surface->columns;
    bool current = !view->in_table && i == view->cursor;
    import_view_words(view, entry, &label, &words);
    unsigned style = current                                             ? THEME_OVERLAY_SELECTED
                     : entry->kind == VIEW_LOAD || is_asked(view, entry) ? THEME_OVERLAY_STRONG
                                                                         : THEME_OVERLAY;
    surface_fill(surface, 0, y, columns, 1, style);
    surface_put_string(surface, 1, y, current ? "▶" : is_asked(view, entry) ? "•" : " ", style);
    surface_put_cut(surface, 3, y, LABEL_CELLS - 1, span_string(label),
                    current ? style : (unsigned)THEME_OVERLAY_STRONG);
    surface_put_cut(surface, 3 + LABEL_CELLS, y, columns - LABEL_CELLS - 4, buffer_span(&words),
                    style);
    buffer_free(&words);
}

/* ---- rows ---- */

const char *import_view_type(const struct preview_column *column)
{
    static const enum text_id types[COLUMN_TYPE_COUNT] = {
        [COLUMN_TEXT] = TEXT_IMPORT_VIEW_TYPE_TEXT,
        [COLUMN_INTEGER] = TEXT_IMPORT_VIEW_TYPE_NUMBER,
        [COLUMN_DECIMAL] = TEXT_IMPORT_VIEW_TYPE_NUMBER,
        [COLUMN_DATE] = TEXT_IMPORT_VIEW_TYPE_DATE,
        [COLUMN_DATETIME] = TEXT_IMPORT_VIEW_TYPE_DATETIME,
        [COLUMN_YESNO] = TEXT_IMPORT_VIEW_TYPE_YESNO};
    return text_get(types[column->type]);
}

bool import_view_cell(void *context, int64_t row, size_t column, struct table_cell *out)
{
    const struct import_view *view = context;
    const struct preview_cell *cell = &view->preview.rows[row].cells[column];
    static const enum table_cell_kind kinds[] = {[PREVIEW_VALUE] = TABLE_VALUE,
                                                 [PREVIEW_EMPTY] = TABLE_EMPTY,
                                                 [PREVIEW_MISFIT] = TABLE_MISFIT};
    struct span text = span_string(cell->text);
    *out = (struct table_cell){
        .text = text, .cells = (int)utf8_screen_width(text), .kind = kinds[cell->kind]};
    return true;
}

static bool is_repaired(void *context, int64_t row)
{
    const struct import_view *view = context;
    return view->preview.rows[row].repaired;
}

/* What the rule above the rows says: of the column under the cursor, or of all of them. */
static void rule_words(const struct import_view *view, struct buffer *out)
{
    const struct import_preview *preview = &view->preview;
    if (view->in_table && view->table.column < preview->column_count) {
        const struct preview_column *column = &preview->columns[view->table.column];
        buffer_printf(out, "%s: ", column->name);
        buffer_add_string(out, column->reason);
        if (column->misfits)
            add_words(out,
                      column->markers[0] ? TEXT_IMPORT_VIEW_MISFITS_MARKERS
                                         : TEXT_IMPORT_VIEW_MISFITS,
                      TEXT_VALUES(text_number("count", column->misfits),
                                  text_string("markers", column->markers)));
        return;
    }
    add_words(out, preview->whole ? TEXT_IMPORT_VIEW_RULE_WHOLE : TEXT_IMPORT_VIEW_RULE,
              TEXT_VALUES(text_number("rows", (int64_t)preview->row_count)));
}

static void draw_rule(const struct import_view *view, const struct surface *surface, int y)
{
    struct buffer words = {0};
    rule_words(view, &words);
    surface_repeat(surface, 0, y, surface->columns, 0x2500, THEME_OVERLAY_BORDER);
    surface_put_string(surface, 1, y, " ", THEME_OVERLAY);
    int used = surface_put_cut(surface, 2, y, surface->columns - 4, buffer_span(&words),
                               view->in_table ? THEME_OVERLAY_STRONG : THEME_OVERLAY);
    surface_put_string(surface, 2 + used, y, " ", THEME_OVERLAY);
    buffer_free(&words);
}

/* The type of each column, above its name. */
static void draw_types(const struct import_view *view, const struct surface *surface, int y)
{
    struct table_walk walk = table_walk_begin(&view->table);
    while (table_walk_next(&walk)) {
        const struct preview_column *column = &view->preview.columns[walk.column];
        struct span type = span_string(import_view_type(column));
        bool right = view->columns[walk.column].number && walk.whole;
        unsigned style = column->choices.chosen > 0 ? THEME_STRONG : THEME_DIM;
        if (right)
            surface_put_right(surface, walk.at, y, walk.cells, type, style);
        else
            surface_put_cut(surface, walk.at, y, walk.cells, type, style);
    }
}

static void draw_table(struct import_view *view, const struct surface *inside, int y)
{
    struct surface types = surface_part(inside, 0, y, inside->columns, 1);
    struct surface body = surface_part(inside, 0, y + 1, inside->columns, inside->rows - y - 1);
    const struct table_model model = {import_view_cell, is_repaired, view};
    surface_clear(&types, THEME_TEXT);
    surface_clear(&body, THEME_TEXT);
    view->table_y = y + 1;
    table_fit(&view->table, body.columns, body.rows);
    draw_types(view, &types, 0);
    table_draw(&view->table, &model, &body, view->in_table, NULL);
}

void import_view_draw(struct overlay *head, const struct surface *screen)
{
    struct import_view *view = (struct import_view *)head;
    struct surface inside;
    char title[WORDS_SIZE];
    text_format(title, sizeof title, TEXT_IMPORT_VIEW_TITLE,
                TEXT_VALUES(text_string("file", file_name(view->path))));
    overlay_box(head, screen, title, screen->columns, screen->rows, &inside);
    for (size_t i = 0; i < view->entry_count; i++)
        draw_entry(view, &inside, i);
    int y = (int)view->entry_count;
    if (view->table.column_count == 0 || inside.rows - y < TABLE_LINES)
        return;
    draw_rule(view, &inside, y);
    draw_table(view, &inside, y + 1);
}

bool import_view_cursor(const struct overlay *head, int *x, int *y)
{
    const struct import_view *view = (const struct import_view *)head;
    if (view->in_table && table_cursor(&view->table, x, y)) {
        *x += head->x + 1;
        *y += head->y + 1 + view->table_y;
        return true;
    }
    *x = head->x + 2;
    *y = head->y + 1 + (int)view->cursor;
    return true;
}

/* ---- for screen readers ---- */

static void describe_columns(const struct import_view *view, struct buffer *out)
{
    for (size_t i = 0; i < view->table.column_count; i++) {
        const struct preview_column *column = &view->preview.columns[i];
        bool current = view->in_table && i == view->table.column;
        buffer_add_string(out, current ? "> " : "  ");
        utf8_screen(span_string(column->name), out);
        buffer_add_string(out, ": ");
        utf8_screen(span_string(column->reason), out);
        buffer_add_byte(out, '\n');
    }
}

void import_view_describe(const struct overlay *head, struct buffer *out)
{
    const struct import_view *view = (const struct import_view *)head;
    char title[WORDS_SIZE];
    text_format(title, sizeof title, TEXT_IMPORT_VIEW_TITLE,
                TEXT_VALUES(text_string("file", file_name(view->path))));
    utf8_screen(span_string(title), out);
    buffer_add_byte(out, '\n');
    for (size_t i = 0; i < view->entry_count; i++) {
        const char *label = "";
        struct buffer words = {0};
        import_view_words(view, &view->entries[i], &label, &words);
        buffer_printf(out, "%s%s: ", !view->in_table && i == view->cursor ? "> " : "  ", label);
        utf8_screen(buffer_span(&words), out);
        buffer_add_byte(out, '\n');
        buffer_free(&words);
    }
    describe_columns(view, out);
}
