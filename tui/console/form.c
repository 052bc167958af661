/*
 * Owns the form that a pane opens over the screen: fields below each other, each a text
 * editor or a choice of words. It stays open until the pane says that what was written is
 * safe, so that nothing is lost when saving fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"
#include "tui/widget/editor.h"
#include "tui/widget/reader.h"

enum { WIDTH = 84, LABEL_MAX = 22, ROWS_MAX = 8, WORDS = 240, GAP = 2 };

struct field {
    struct form_field form;
    struct editor editor; /* holds the word that is chosen, too */
    char label[WORDS];
    char hint[WORDS];
    int y, rows; /* on the body, in the last drawing; before scrolling */
};

struct form {
    struct overlay head;
    struct field *fields;
    size_t count, focus;
    char title[WORDS];
    struct reader note; /* at the top; without lines: none */
    int note_rows;
    bool saving, drafts;
    int label_cells;
    int scroll;
    int cursor_x, cursor_y; /* on the screen */
    void (*saved)(struct pane *pane);
    void (*edited)(struct pane *pane);
    void (*left)(struct pane *pane);
};

static const struct overlay_class line_class, text_class, choice_class;

static struct field *focused(struct form *form)
{
    return &form->fields[form->focus];
}

static bool is_form(const struct overlay *overlay)
{
    return overlay->class == &line_class || overlay->class == &text_class ||
           overlay->class == &choice_class;
}

static struct form *find_form(const struct pane *pane)
{
    for (struct overlay *overlay = pane->app->overlays; overlay; overlay = overlay->below)
        if (is_form(overlay) && overlay->pane == pane)
            return (struct form *)overlay;
    return NULL;
}

/* The key bar says what the field does with Enter. */
static void set_focus(struct form *form, size_t index)
{
    form->focus = index;
    const struct field *field = focused(form);
    form->head.class = field->form.choices    ? &choice_class
                       : field->editor.single ? &line_class
                                              : &text_class;
    form->head.app->dirty = true;
}

/* ---- drawing ---- */

static int editor_cells(const struct form *form, int columns)
{
    int cells = columns - form->label_cells - GAP - 2;
    return cells > 8 ? cells : 8;
}

/* Gives each field its rows and its place; returns the rows of all. */
static int place_fields(struct form *form, int cells)
{
    int y = 0;
    for (size_t i = 0; i < form->count; i++) {
        struct field *field = &form->fields[i];
        int rows = field->form.choices ? 1 : (int)editor_rows(&field->editor, cells);
        rows = rows < field->form.rows ? field->form.rows : rows;
        field->rows = rows < ROWS_MAX ? rows : ROWS_MAX;
        field->y = y;
        y += field->rows;
    }
    return y;
}

static void scroll_to_focus(struct form *form, int rows)
{
    const struct field *field = focused(form);
    if (field->y < form->scroll)
        form->scroll = field->y;
    if (field->y + field->rows > form->scroll + rows)
        form->scroll = field->y + field->rows - rows;
    if (form->scroll < 0)
        form->scroll = 0;
}

static void draw_choice(const struct field *field, const struct surface *part, bool focus)
{
    char words[WORDS];
    const char *chosen = editor_text(&field->editor);
    unsigned style = focus ? THEME_INPUT : THEME_OVERLAY;
    snprintf(words, sizeof words, focus ? "‹ %s ›" : "%s", *chosen ? chosen : "–");
    surface_fill(part, 0, 0, part->columns, 1, style);
    surface_put_cut(part, 0, 0, part->columns, span_string(words), style);
}

/* In brackets: where there are no italics it would be taken for what somebody has written. */
static void draw_hint(const struct field *field, const struct surface *part)
{
    char words[WORDS + 2];
    text_format(words, sizeof words, TEXT_FORM_HINT, TEXT_VALUES(text_string("hint", field->hint)));
    surface_put_wrapped(part, 0, 0, part->columns, part->rows, span_string(words),
                        THEME_INPUT_HINT);
}

static void draw_field(struct form *form, struct field *field, const struct surface *body)
{
    bool focus = field == focused(form);
    int x = 1 + form->label_cells + GAP, y = field->y - form->scroll;
    struct surface part = surface_part(body, x, y, editor_cells(form, body->columns), field->rows);
    surface_put_cut(body, 1, y, form->label_cells, span_string(field->label),
                    focus ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM);
    if (field->form.choices) {
        draw_choice(field, &part, focus);
        return;
    }
    editor_draw(&field->editor, &part, THEME_INPUT);
    if (!focus && !field->editor.text.len && *field->hint)
        draw_hint(field, &part);
}

static void note_cursor(struct form *form, const struct surface *body)
{
    const struct field *field = focused(form);
    int x = 0, y = 0;
    if (!field->form.choices)
        editor_cursor(&field->editor, &x, &y);
    form->cursor_x = body->x + 1 + form->label_cells + GAP + x;
    form->cursor_y = body->y + field->y - form->scroll + y;
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct form *form = (struct form *)head;
    struct surface inside;
    int columns = screen->columns - 4 < WIDTH ? screen->columns - 4 : WIDTH;
    int top = form->note.line_count ? reader_wrap(&form->note, columns - 2) : 0;
    int rows = place_fields(form, editor_cells(form, columns));
    form->note_rows = top;
    int most = screen->rows - 7 - top;
    rows = rows < most ? rows : most;
    overlay_box(head, screen, form->title, columns, top + rows + 2, &inside);
    struct surface note = surface_part(&inside, 1, 0, inside.columns - 2, top);
    if (top)
        reader_draw(&form->note, &note);
    struct surface body = surface_part(&inside, 0, top, inside.columns, inside.rows - top - 2);
    scroll_to_focus(form, body.rows);
    for (size_t i = 0; i < form->count; i++)
        draw_field(form, &form->fields[i], &body);
    surface_put_cut(
        &inside, 1, inside.rows - 1, inside.columns - 2,
        span_string(focused(form)->editor.full ? text_get(TEXT_FORM_FULL) : focused(form)->hint),
        THEME_OVERLAY_DIM);
    note_cursor(form, &body);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    *x = ((const struct form *)head)->cursor_x;
    *y = ((const struct form *)head)->cursor_y;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct form *form = (const struct form *)head;
    buffer_printf(out, "%s\n", form->title);
    reader_describe(&form->note, out);
    for (size_t i = 0; i < form->count; i++)
        buffer_printf(out, "%s %s: %s\n", i == form->focus ? ">" : " ", form->fields[i].label,
                      editor_text(&form->fields[i].editor));
    buffer_printf(out, "%s\n\n", form->fields[form->focus].hint);
}

/* ---- keys ---- */

static void tell(struct form *form, void (*fn)(struct pane *pane))
{
    struct pane *pane = form->head.pane;
    if (fn)
        fn(pane);
    app_redraw(pane);
}

static void step_choice(struct form *form, int by)
{
    struct field *field = focused(form);
    const char *const *choices = field->form.choices;
    int count = 0, at = -1;
    for (; choices[count]; count++)
        if (strcmp(choices[count], editor_text(&field->editor)) == 0)
            at = count;
    int least = field->form.always ? 0 : -1; /* -1: none of them */
    at += by;
    at = at < least ? count - 1 : at >= count ? least : at;
    editor_set(&field->editor, at < 0 ? "" : choices[at]);
    tell(form, form->edited);
}

/* A letter goes to the next word that begins so. */
static void jump_choice(struct form *form, uint32_t letter)
{
    struct field *field = focused(form);
    const char *const *choices = field->form.choices;
    for (size_t i = 0; choices[i]; i++) {
        if ((uint32_t)(unsigned char)choices[i][0] == (letter | 0x20)) {
            editor_set(&field->editor, choices[i]);
            tell(form, form->edited);
            return;
        }
    }
}

static bool choice_key(struct form *form, const struct key *key)
{
    if (!focused(form)->form.choices)
        return false;
    if (key_in("Left", key))
        step_choice(form, -1);
    else if (key_in("Right Space", key))
        step_choice(form, 1);
    else if (key_in("Delete Backspace", key) && !focused(form)->form.always) {
        editor_set(&focused(form)->editor, "");
        tell(form, form->edited);
    } else if (key_is_text(key))
        jump_choice(form, key->code);
    else
        return false;
    return true;
}

static void click(struct form *form, const struct key *key)
{
    struct key own = *key;
    int x, y;
    if (!overlay_inside(&form->head, key, &x, &y))
        return;
    y += form->scroll - form->note_rows;
    for (size_t i = 0; i < form->count; i++) {
        struct field *field = &form->fields[i];
        if (y < field->y || y >= field->y + field->rows)
            continue;
        if (key->action == MOUSE_PRESS)
            set_focus(form, i);
        own.x = x - 1 - form->label_cells - GAP;
        own.y = y - field->y;
        if (field->form.choices && key->action == MOUSE_PRESS && own.x >= 0)
            step_choice(form, 1);
        else if (!field->form.choices)
            editor_key(&field->editor, &own);
    }
}

static void save(struct form *form)
{
    if (form->saving)
        return;
    form->saving = true;
    tell(form, form->saved);
}

static bool form_key(struct form *form, const struct key *key)
{
    if (key->code == KEYCODE_MOUSE)
        click(form, key);
    else if (key_in("Ctrl-S F2", key))
        save(form);
    else if (key_in("Tab", key))
        set_focus(form, (form->focus + 1) % form->count);
    else if (key_in("Shift-Tab", key))
        set_focus(form, (form->focus + form->count - 1) % form->count);
    else
        return choice_key(form, key);
    return true;
}

static void press(struct overlay *head, const struct key *key)
{
    struct form *form = (struct form *)head;
    if (form_key(form, key))
        return;
    enum editor_result result =
        focused(form)->form.choices ? EDITOR_UNUSED : editor_key(&focused(form)->editor, key);
    if (result == EDITOR_EDITED)
        tell(form, form->edited);
    if (result != EDITOR_UNUSED)
        return;
    if (key_in("Enter", key))
        save(form);
    else if (key_in("Down Ctrl-N", key) && form->focus + 1 < form->count)
        set_focus(form, form->focus + 1);
    else if (key_in("Up Ctrl-P", key) && form->focus > 0)
        set_focus(form, form->focus - 1);
}

/* A click beside it is no reason to close what somebody writes. */
static bool outside(struct overlay *head, const struct key *key)
{
    (void)head;
    (void)key;
    return true;
}

static void left(struct overlay *head)
{
    tell((struct form *)head, ((struct form *)head)->left);
}

static void release(struct overlay *head)
{
    struct form *form = (struct form *)head;
    for (size_t i = 0; i < form->count; i++)
        editor_free(&form->fields[i].editor);
    reader_free(&form->note);
    free(form->fields);
}

/* Without drafts Esc says so before it is pressed. */
static enum text_id keys_now(const struct overlay *head)
{
    const struct form *form = (const struct form *)head;
    if (form->drafts)
        return head->class->keys;
    return head->class == &choice_class ? TEXT_CONSOLE_KEYS_FORM_CHOICE_LEAVE
           : head->class == &line_class ? TEXT_CONSOLE_KEYS_FORM_LINE_LEAVE
                                        : TEXT_CONSOLE_KEYS_FORM_TEXT_LEAVE;
}

#define FORM_FUNCTIONS                                                                             \
    .draw = draw, .key = press, .outside = outside, .cursor = cursor, .describe = describe,        \
    .keys_now = keys_now, .left = left, .free = release

static const struct overlay_class line_class = {
    .name = "form", .keys = TEXT_CONSOLE_KEYS_FORM_LINE, FORM_FUNCTIONS};
static const struct overlay_class text_class = {
    .name = "form", .keys = TEXT_CONSOLE_KEYS_FORM_TEXT, FORM_FUNCTIONS};
static const struct overlay_class choice_class = {
    .name = "form", .keys = TEXT_CONSOLE_KEYS_FORM_CHOICE, FORM_FUNCTIONS};

/* ---- opening and closing ---- */

static bool fill(struct form *form, const struct form_request *request)
{
    form->fields = calloc(request->count, sizeof *form->fields);
    for (size_t i = 0; form->fields && i < request->count; i++) {
        struct field *field = &form->fields[i];
        field->form = request->fields[i];
        field->editor.single = request->fields[i].single;
        field->editor.limit = request->limit;
        snprintf(field->label, sizeof field->label, "%s", request->fields[i].label);
        snprintf(field->hint, sizeof field->hint, "%s", request->fields[i].hint);
        int cells = (int)utf8_screen_width(span_string(field->label));
        form->label_cells = cells > form->label_cells ? cells : form->label_cells;
        form->count++;
        if (!editor_set(&field->editor, request->fields[i].initial))
            return false;
    }
    form->label_cells = form->label_cells < LABEL_MAX ? form->label_cells : LABEL_MAX;
    return form->fields != NULL;
}

static void set_note(struct form *form, const char *note, bool bad)
{
    const struct card_line line = {.text = note, .style = bad ? THEME_ERROR : THEME_OVERLAY_STRONG};
    if (!note || !*note)
        reader_free(&form->note);
    else if (!reader_set(&form->note, &line, 1))
        app_say(form->head.app, TEXT_OUT_OF_MEMORY, NULL);
    form->saving = false;
    form->head.app->dirty = true;
}

void app_open_form(struct pane *pane, const struct form_request *request)
{
    struct form *form = overlay_push(pane, &line_class, sizeof *form);
    if (!form)
        return;
    snprintf(form->title, sizeof form->title, "%s", request->title);
    set_note(form, request->note, false);
    form->drafts = request->drafts;
    form->saved = request->saved;
    form->edited = request->edited;
    form->left = request->left;
    if (!fill(form, request)) {
        overlay_pop(pane->app);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    set_focus(form, request->focus < form->count ? request->focus : 0);
}

const char *app_form_text(const struct pane *pane, size_t field)
{
    const struct form *form = find_form(pane);
    return form && field < form->count ? editor_text(&form->fields[field].editor) : NULL;
}

size_t app_form_focus(const struct pane *pane)
{
    const struct form *form = find_form(pane);
    return form ? form->focus : 0;
}

void app_form_go_to(struct pane *pane, size_t field)
{
    struct form *form = find_form(pane);
    if (form && field < form->count)
        set_focus(form, field);
}

void app_form_note(struct pane *pane, const char *note, bool bad)
{
    struct form *form = find_form(pane);
    if (form)
        set_note(form, note, bad);
}

/* It is on top: nothing opens over a form. */
void app_close_form(struct pane *pane)
{
    struct form *form = find_form(pane);
    if (form && pane->app->overlays == &form->head)
        overlay_pop(pane->app);
}
