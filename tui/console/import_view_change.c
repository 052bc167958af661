/*
 * Changing a decision: a list of what could be meant, with what speaks for each, or a line to
 * type. The preview answers at once.
 */
#include <stdlib.h>

#include "core/base/file.h"
#include "tui/console/app_private.h"
#include "tui/console/import_view.h"

enum { TITLE_SIZE = 200, LINES_MAX = 120 };

/* What is being changed is where the cursor stands: the list is open on top of the preview. */
static enum preview_decision decision_now(const struct import_view *view)
{
    return view->entries[view->cursor].decision;
}

static void set(struct import_view *view, enum preview_decision decision, const char *value)
{
    if (import_wish_set(&view->wish, decision, value))
        import_view_look(view);
    else
        app_say(view->head.app, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- lists ---- */

static void open_list(struct import_view *view, const char *title,
                      const struct preview_choices *choices,
                      void (*chosen)(struct pane *pane, size_t index),
                      void (*otherwise)(struct pane *pane, const char *typed),
                      enum text_id otherwise_hint, enum text_id hint)
{
    struct arena *arena = arena_new();
    struct list_item *items = arena ? arena_array(arena, choices->count, sizeof *items) : NULL;
    for (size_t i = 0; items && i < choices->count; i++)
        items[i] =
            (struct list_item){.text = choices->list[i].words, .detail = choices->list[i].detail};
    if (items) {
        const struct list_request request = {.title = title,
                                             .items = items,
                                             .count = choices->count,
                                             .selected = choices->chosen,
                                             .chosen = chosen,
                                             .otherwise = otherwise,
                                             .otherwise_hint = otherwise_hint,
                                             .hint = hint};
        app_open_list(view->head.pane, &request);
    }
    arena_free(arena);
}

static void chose(struct pane *pane, size_t index)
{
    struct import_view *view = import_view_find(pane->app);
    if (!view || !view->preview.arena)
        return;
    enum preview_decision decision = decision_now(view);
    const struct preview_choices *choices = &view->preview.answers[decision].choices;
    if (index < choices->count)
        set(view, decision, choices->list[index].value);
}

/* Nothing of the list: a delimiter of one's own, the line of the header or of a table. */
static void typed(struct pane *pane, const char *text)
{
    struct import_view *view = import_view_find(pane->app);
    if (view)
        set(view, decision_now(view), text);
}

static void named(struct pane *pane, const char *text)
{
    struct import_view *view = import_view_find(pane->app);
    if (view)
        set(view, PREVIEW_NAME, text);
}

static void ask_name(struct import_view *view)
{
    const struct prompt_request prompt = {.title = text_get(TEXT_IMPORT_VIEW_NAME_TITLE),
                                          .label = text_get(TEXT_IMPORT_FILE_NAME),
                                          .initial = view->preview.name,
                                          .hint = text_get(TEXT_IMPORT_VIEW_NAME_HINT),
                                          .accepted = named};
    app_open_prompt(view->head.pane, &prompt);
}

void import_view_change(struct import_view *view, enum preview_decision decision)
{
    static const struct {
        enum text_id title, otherwise, hint;
    } lists[PREVIEW_DECISIONS] = {
        [PREVIEW_SHEET] = {TEXT_IMPORT_VIEW_WHICH_SHEET, TEXT_NONE, TEXT_NONE},
        [PREVIEW_TABLE] = {TEXT_IMPORT_VIEW_WHICH_TABLE, TEXT_IMPORT_VIEW_TYPE_LINE,
                           TEXT_IMPORT_VIEW_OR_LINE},
        [PREVIEW_CELLS] = {TEXT_IMPORT_VIEW_WHICH_CELLS, TEXT_IMPORT_VIEW_TYPE_SIGNS,
                           TEXT_IMPORT_VIEW_OR_SIGNS},
        [PREVIEW_QUOTES] = {TEXT_IMPORT_VIEW_WHICH_QUOTES, TEXT_NONE, TEXT_NONE},
        [PREVIEW_LETTERS] = {TEXT_IMPORT_VIEW_WHICH_LETTERS, TEXT_NONE, TEXT_NONE},
        [PREVIEW_HEADER] = {TEXT_IMPORT_VIEW_WHICH_HEADER, TEXT_IMPORT_VIEW_TYPE_LINES,
                            TEXT_IMPORT_VIEW_OR_LINES},
        [PREVIEW_LIKE] = {TEXT_IMPORT_VIEW_WHICH_LIKE, TEXT_NONE, TEXT_NONE},
        [PREVIEW_MARKS] = {TEXT_IMPORT_VIEW_WHICH_MARKS, TEXT_NONE, TEXT_NONE},
    };
    for (size_t i = 0; i < view->entry_count; i++) {
        if (view->entries[i].kind == VIEW_DECISION && view->entries[i].decision == decision)
            view->cursor = i;
    }
    view->in_table = false;
    if (decision == PREVIEW_NAME) {
        ask_name(view);
        return;
    }
    char title[TITLE_SIZE];
    text_format(title, sizeof title, lists[decision].title,
                TEXT_VALUES(text_string("file", file_name(view->path))));
    open_list(view, title, &view->preview.answers[decision].choices, chose,
              lists[decision].otherwise ? typed : NULL, lists[decision].otherwise,
              lists[decision].hint);
}

/* ---- types ---- */

static void chose_type(struct pane *pane, size_t index)
{
    struct import_view *view = import_view_find(pane->app);
    if (!view || view->table.column >= view->preview.column_count)
        return;
    const struct preview_column *column = &view->preview.columns[view->table.column];
    if (index >= column->choices.count)
        return;
    const char *type = column->choices.list[index].value;
    /* "what the data say" has to be said where another dataset says something else */
    bool against_like = !*type && view->wish.values[PREVIEW_LIKE];
    if (import_wish_set_column(&view->wish, column->name, against_like ? "auto" : type))
        import_view_look(view);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

void import_view_change_column(struct import_view *view, size_t column)
{
    char title[TITLE_SIZE];
    if (column >= view->preview.column_count || view->preview.problem)
        return;
    text_format(title, sizeof title, TEXT_IMPORT_VIEW_WHICH_TYPE,
                TEXT_VALUES(text_string("column", view->preview.columns[column].name)));
    open_list(view, title, &view->preview.columns[column].choices, chose_type, NULL, TEXT_NONE,
              TEXT_NONE);
}

/* ---- what to look out for ---- */

struct account {
    struct card_line lines[LINES_MAX];
    size_t count;
    struct arena *arena;
};

static void add(struct account *a, const char *label, const char *text, unsigned style)
{
    if (text && a->count < LINES_MAX)
        a->lines[a->count++] = (struct card_line){label, text, style};
}

static void add_sentences(struct account *a, enum text_id heading, const char **list, size_t count)
{
    if (count == 0)
        return;
    add(a, NULL, text_get(heading), THEME_OVERLAY_STRONG);
    for (size_t i = 0; i < count; i++)
        add(a, NULL, arena_printf(a->arena, "· %s", list[i]), THEME_OVERLAY);
    add(a, NULL, "", THEME_OVERLAY);
}

static void add_lines(struct account *a, const struct import_preview *preview)
{
    char words[600];
    if (preview->line_count == 0)
        return;
    text_format(words, sizeof words,
                preview->whole ? TEXT_IMPORT_VIEW_LINES_WHOLE : TEXT_IMPORT_VIEW_LINES,
                TEXT_VALUES(text_number("rows", (int64_t)(preview->row_count + preview->aside)),
                            text_number("repaired", (int64_t)preview->repaired),
                            text_number("aside", (int64_t)preview->aside)));
    add(a, NULL, arena_string(a->arena, words), THEME_OVERLAY_STRONG);
    for (size_t i = 0; i < preview->line_count; i++) {
        const struct preview_line *line = &preview->lines[i];
        text_format(words, sizeof words, TEXT_IMPORT_FILE_LINE,
                    TEXT_VALUES(text_number("line", line->line)));
        add(a, arena_string(a->arena, words), line->how, THEME_OVERLAY_STRONG);
        add(a, text_get(TEXT_IMPORT_VIEW_BEFORE), line->before, THEME_OVERLAY);
        if (line->after)
            add(a, text_get(TEXT_IMPORT_VIEW_AFTER), line->after, THEME_OVERLAY);
    }
    add(a, NULL, "", THEME_OVERLAY);
}

static void add_command(struct account *a, const struct import_view *view)
{
    struct buffer command = {0};
    import_wish_command(&view->wish, app_team_file(view->head.app), view->path,
                        view->preview.renamed ? view->preview.name : NULL, &command);
    add(a, NULL, text_get(TEXT_IMPORT_VIEW_COMMAND), THEME_OVERLAY_STRONG);
    if (!command.failed)
        add(a, NULL, arena_string(a->arena, command.data), THEME_OVERLAY);
    buffer_free(&command);
}

void import_view_look_out(struct import_view *view)
{
    const struct import_preview *preview = &view->preview;
    struct account *a = calloc(1, sizeof *a);
    if (a)
        a->arena = arena_new();
    if (!a || !a->arena) {
        free(a);
        app_say(view->head.app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    if (preview->problem)
        add(a, NULL, preview->problem, THEME_OVERLAY_STRONG);
    add_sentences(a, TEXT_IMPORT_VIEW_CHANGES, preview->changes, preview->change_count);
    add_sentences(a, TEXT_IMPORT_VIEW_FOUND, preview->notices, preview->notice_count);
    add_lines(a, preview);
    add_command(a, view);
    const struct card_request card = {
        .title = text_get(TEXT_IMPORT_VIEW_LABEL_LOOK_OUT), .lines = a->lines, .count = a->count};
    app_open_card(view->head.pane, &card);
    arena_free(a->arena);
    free(a);
}
