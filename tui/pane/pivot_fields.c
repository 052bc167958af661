/*
 * The fields of a pivot in one place, as in a spreadsheet's dialog: a line for each, changed
 * by choosing from a list or by stepping to the left and right. Every change is made at once,
 * so that the table behind is seen to follow; it stands at the lower right, out of its way.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"
#include "tui/pane/pivot_state.h"

enum { WIDTH = 46, LABEL_CELLS = 12, WORDS_ROOM = 300, LINES_MOST = 16 };

struct field_line {
    enum text_id label;
    enum pivot_slot slot; /* for the functions */
    bool typed;           /* letters open its list */
    bool (*seen)(const struct pane *pane, enum pivot_slot slot);
    void (*words)(const struct pane *pane, enum pivot_slot slot, char *out, size_t size);
    void (*choose)(struct pane *pane, enum pivot_slot slot);       /* Enter */
    void (*step)(struct pane *pane, enum pivot_slot slot, int by); /* Left and Right */
    void (*remove)(struct pane *pane, enum pivot_slot slot);       /* Delete */
};

struct fields {
    struct overlay head;
    size_t cursor; /* in the lines that are seen */
    /* A list was opened for the line of the cursor: when something is chosen in it, the
     * cursor goes on to the next one. */
    bool choosing;
    uint64_t revision; /* of the pivot before */
    bool forwarding;   /* a letter was handed on to the list */
};

/* ---- the fields themselves ---- */

static void put(char *out, size_t size, enum text_id words)
{
    snprintf(out, size, "%s", text_get(words));
}

static void column_words(const struct pane *pane, int64_t id, char *out, size_t size)
{
    const struct column_info *column = work_column(pivot_state(pane)->work, id);
    char marks[TABLE_MARKS_SIZE];
    const char *mark =
        column != NULL ? table_marks(column->quality, column->team.quality, marks) : "";
    if (id == 0)
        put(out, size, TEXT_PIVOT_PANE_NOT_CHOSEN);
    else
        snprintf(out, size, "%s%s%s", pivot_column_name(pane, id), *mark ? " " : "", mark);
}

static void slot_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    column_words(pane, pivot_slot_field(pivot_spec_now(pane), slot)->column, out, size);
}

static bool second_seen(const struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    return pivot_spec_now(pane)->rows[0].column != 0;
}

static bool both_seen(const struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    return pivot_spec_now(pane)->rows[1].column != 0;
}

/* ---- bands and periods ---- */

static void cut_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    static const enum text_id words[] = {[PIVOT_AS_IS] = TEXT_PIVOT_PANE_CUT_NONE,
                                         [PIVOT_BANDS] = TEXT_PIVOT_PANE_CUT_BANDS,
                                         [PIVOT_YEARS] = TEXT_PIVOT_PANE_YEARS,
                                         [PIVOT_QUARTERS] = TEXT_PIVOT_PANE_QUARTERS,
                                         [PIVOT_MONTHS] = TEXT_PIVOT_PANE_MONTHS};
    const struct pivot_field *field = pivot_slot_field(pivot_spec_now(pane), slot);
    text_format(out, size, words[field->cut], TEXT_VALUES(text_decimal("width", field->width, 6)));
}

static void remove_cut(struct pane *pane, enum pivot_slot slot)
{
    pivot_set_cut(pane, slot, PIVOT_AS_IS, 0);
}

/* ---- the value ---- */

static void value_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)slot;
    put(out, size, pivot_value_label(pivot_spec_now(pane)->value));
}

static void value_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_choose_value(pane);
}

static void value_step(struct pane *pane, enum pivot_slot slot, int by)
{
    (void)slot;
    pivot_step_value(pane, by);
}

static bool of_seen(const struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    return pivot_spec_now(pane)->value != PIVOT_COUNT;
}

static void of_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)slot;
    const struct pivot_spec *spec = pivot_spec_now(pane);
    column_words(pane, spec->value_column, out, size);
    size_t len = strlen(out);
    if (spec->value == PIVOT_SHARE && spec->share != NULL)
        snprintf(out + len, size - len, " = %s", spec->share);
}

static void of_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_choose_of(pane, pivot_spec_now(pane)->value);
}

static void show_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)slot;
    pivot_show_words(pivot_spec_now(pane), out, size);
}

static void show_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_choose_show(pane);
}

static void show_step(struct pane *pane, enum pivot_slot slot, int by)
{
    (void)slot;
    pivot_step_show(pane, by);
}

static void show_remove(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_set_show(pane, PIVOT_SHOW_VALUE, NULL);
}

/* ---- rows that are shown ---- */

static void top_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)slot;
    size_t top = pivot_spec_now(pane)->top;
    text_format(out, size, top > 0 ? TEXT_PIVOT_PANE_TOP_SOME : TEXT_PIVOT_PANE_TOP_ALL,
                TEXT_VALUES(text_number("number", (int64_t)top)));
}

static void top_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_ask_top(pane);
}

static void top_step(struct pane *pane, enum pivot_slot slot, int by)
{
    enum { STEP = 5 };
    (void)slot;
    size_t top = pivot_spec_now(pane)->top;
    if (by > 0)
        pivot_set_top(pane, top + STEP);
    else if (top > 0)
        pivot_set_top(pane, top > STEP ? top - STEP : 0);
}

static void top_remove(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_set_top(pane, 0);
}

static void subtotals_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)slot;
    put(out, size, pivot_spec_now(pane)->subtotals ? TEXT_PIVOT_PANE_YES : TEXT_PIVOT_PANE_NO);
}

static void subtotals_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    pivot_set_subtotals(pane, !pivot_spec_now(pane)->subtotals);
}

static void subtotals_step(struct pane *pane, enum pivot_slot slot, int by)
{
    (void)by;
    subtotals_choose(pane, slot);
}

static void done_words(const struct pane *pane, enum pivot_slot slot, char *out, size_t size)
{
    (void)pane;
    (void)slot;
    put(out, size, TEXT_PIVOT_PANE_NOTHING);
}

static void done_choose(struct pane *pane, enum pivot_slot slot)
{
    (void)slot;
    overlay_pop(pane->app);
}

static const struct field_line lines[] = {
    {TEXT_PIVOT_PANE_ROWS, SLOT_ROWS, true, NULL, slot_words, pivot_choose_column, NULL,
     pivot_remove},
    {TEXT_PIVOT_PANE_CUT, SLOT_ROWS, false, pivot_can_cut, cut_words, pivot_ask_width,
     pivot_step_cut, remove_cut},
    {TEXT_PIVOT_PANE_THEN, SLOT_THEN, true, NULL, slot_words, pivot_choose_column, NULL,
     pivot_remove},
    {TEXT_PIVOT_PANE_CUT, SLOT_THEN, false, pivot_can_cut, cut_words, pivot_ask_width,
     pivot_step_cut, remove_cut},
    {TEXT_PIVOT_PANE_ACROSS, SLOT_ACROSS, true, NULL, slot_words, pivot_choose_column, NULL,
     pivot_remove},
    {TEXT_PIVOT_PANE_CUT, SLOT_ACROSS, false, pivot_can_cut, cut_words, pivot_ask_width,
     pivot_step_cut, remove_cut},
    {TEXT_PIVOT_PANE_VALUE, SLOT_VALUE, true, NULL, value_words, value_choose, value_step,
     pivot_remove},
    {TEXT_PIVOT_PANE_OF, SLOT_VALUE, true, of_seen, of_words, of_choose, NULL, pivot_remove},
    {TEXT_PIVOT_PANE_SHOW, SLOT_VALUE, false, second_seen, show_words, show_choose, show_step,
     show_remove},
    {TEXT_PIVOT_PANE_TOP, SLOT_ROWS, false, second_seen, top_words, top_choose, top_step,
     top_remove},
    {TEXT_PIVOT_PANE_SUBTOTALS, SLOT_ROWS, false, both_seen, subtotals_words, subtotals_choose,
     subtotals_step, NULL},
    {TEXT_PIVOT_PANE_DONE, SLOT_ROWS, false, NULL, done_words, done_choose, NULL, NULL},
};

static size_t seen_lines(const struct pane *pane, const struct field_line **out)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].seen == NULL || lines[i].seen(pane, lines[i].slot))
            out[count++] = &lines[i];
    return count;
}

/* ---- the overlay ---- */

static void draw_line(const struct pane *pane, const struct field_line *line,
                      const struct surface *surface, int y, bool current)
{
    char words[WORDS_ROOM];
    unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY;
    line->words(pane, line->slot, words, sizeof words);
    surface_fill(surface, 0, y, surface->columns, 1, style);
    surface_put_string(surface, 1, y, text_get(line->label),
                       current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_DIM);
    surface_put_cut(surface, LABEL_CELLS + 2, y, surface->columns - LABEL_CELLS - 5,
                    span_string(words), style);
    if (current && line->step != NULL)
        surface_put_string(surface, surface->columns - 3, y, "◂▸", style);
}

static uint64_t revision_now(const struct fields *fields)
{
    return work_revision(pivot_state(fields->head.pane)->work, WORK_PIVOT);
}

static void place_cursor(struct fields *fields, size_t count)
{
    if (fields->choosing && fields->revision != revision_now(fields)) {
        fields->choosing = false;
        fields->cursor++;
    }
    fields->cursor = fields->cursor < count ? fields->cursor : count - 1;
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct fields *fields = (struct fields *)head;
    const struct field_line *seen[LINES_MOST];
    size_t count = seen_lines(head->pane, seen);
    struct surface inside;
    place_cursor(fields, count);
    int columns = WIDTH, rows = (int)count;
    overlay_box_at(head, screen, text_get(TEXT_PIVOT_PANE_FIELDS), screen->columns - columns - 3,
                   screen->rows - rows - 4, columns, rows, &inside);
    for (size_t i = 0; i < count; i++)
        draw_line(head->pane, seen[i], &inside, (int)i, i == fields->cursor);
}

static void choose(struct fields *fields, const struct field_line *line)
{
    fields->choosing = true;
    fields->revision = revision_now(fields);
    line->choose(fields->head.pane, line->slot); /* may close this overlay */
}

/* Whoever types means to look for a column: the list opens, and takes the letter. */
static void type_ahead(struct fields *fields, const struct field_line *line, const struct key *key)
{
    if (!line->typed || fields->forwarding)
        return;
    fields->forwarding = true;
    choose(fields, line);
    overlay_key(fields->head.app, key);
    fields->forwarding = false;
}

static void act(struct fields *fields, const struct field_line *line, const struct key *key)
{
    struct pane *pane = fields->head.pane;
    enum pivot_slot slot = line->slot;
    fields->choosing = false;
    if (key_in("Enter Space", key))
        choose(fields, line);
    else if (key_in("Left", key) && line->step != NULL)
        line->step(pane, slot, -1);
    else if (key_in("Right", key) && line->step != NULL)
        line->step(pane, slot, 1);
    else if (key_in("Delete Backspace", key) && line->remove != NULL)
        line->remove(pane, slot);
    else if (key_is_text(key))
        type_ahead(fields, line, key);
}

static void press(struct overlay *head, const struct key *key)
{
    struct fields *fields = (struct fields *)head;
    const struct field_line *seen[LINES_MOST];
    size_t count = seen_lines(head->pane, seen);
    int x, y;
    place_cursor(fields, count); /* keys may come faster than it is drawn */
    if (key->code == KEYCODE_MOUSE) {
        const struct key enter = {.code = KEYCODE_ENTER};
        if (key->action != MOUSE_PRESS || !overlay_inside(head, key, &x, &y) || y < 0 ||
            (size_t)y >= count)
            return;
        bool same = fields->cursor == (size_t)y;
        fields->cursor = (size_t)y;
        if (same || seen[y]->step == NULL)
            act(fields, seen[y], &enter);
    } else if (key_in("Up Shift-Tab", key)) {
        fields->cursor = (fields->cursor + count - 1) % count;
    } else if (key_in("Down Tab", key)) {
        fields->cursor = (fields->cursor + 1) % count;
    } else if (key_in("Home", key)) {
        fields->cursor = 0;
    } else if (key_in("End", key)) {
        fields->cursor = count - 1;
    } else if (key_in("F4", key)) {
        overlay_pop(head->app);
    } else if (key_in("Ctrl-Z", key)) {
        work_undo(pivot_state(head->pane)->work);
    } else if (key_in("Ctrl-Y Ctrl-R", key)) {
        work_redo(pivot_state(head->pane)->work);
    } else {
        act(fields, seen[fields->cursor], key);
    }
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    *x = head->x + 2;
    *y = head->y + 1 + (int)((const struct fields *)head)->cursor;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct field_line *seen[LINES_MOST];
    size_t count = seen_lines(head->pane, seen);
    char words[WORDS_ROOM];
    buffer_printf(out, "%s\n", text_get(TEXT_PIVOT_PANE_FIELDS));
    for (size_t i = 0; i < count; i++) {
        seen[i]->words(head->pane, seen[i]->slot, words, sizeof words);
        buffer_printf(out, "%s %s: ", i == ((const struct fields *)head)->cursor ? ">" : " ",
                      text_get(seen[i]->label));
        utf8_screen(span_string(words), out);
        buffer_add_byte(out, '\n');
    }
    buffer_printf(out, "%s\n\n", text_get(TEXT_PIVOT_PANE_FIELDS_KEYS));
}

static const struct overlay_class fields_class = {.name = "pivot.fields",
                                                  .keys = TEXT_PIVOT_PANE_FIELDS_KEYS,
                                                  .draw = draw,
                                                  .key = press,
                                                  .cursor = cursor,
                                                  .describe = describe};

void pivot_fields_open(struct pane *pane)
{
    overlay_push(pane, &fields_class, sizeof(struct fields));
}
