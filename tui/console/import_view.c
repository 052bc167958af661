/* Owns the preview's state: its jobs, its keys. Looks are in import_view_draw.c, changes in
 * import_view_change.c, loading in import_load.c. */
#include "tui/console/import_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"

enum { LANE = JOB_LANES - 1 };

static const struct overlay_class view_class;

struct import_view *import_view_find(const struct app *app)
{
    return (struct import_view *)overlay_find(app, &view_class);
}

/* ---- looking ---- */

struct look_request {
    const char *path;
    struct import_wish wish; /* its strings live in the job's arena */
};

struct look_result {
    struct import_preview preview;
};

static bool copy_wish(struct arena *arena, const struct import_wish *wish, struct import_wish *out)
{
    *out = (struct import_wish){.choice_count = wish->choice_count};
    for (int i = 0; i < PREVIEW_DECISIONS; i++) {
        out->values[i] = wish->values[i] ? arena_string(arena, wish->values[i]) : NULL;
        if (wish->values[i] && !out->values[i])
            return false;
    }
    out->choices = arena_array(arena, wish->choice_count, sizeof *out->choices);
    for (size_t i = 0; out->choices && i < wish->choice_count; i++) {
        out->choices[i].column = arena_string(arena, wish->choices[i].column);
        out->choices[i].type = arena_string(arena, wish->choices[i].type);
        if (!out->choices[i].column || !out->choices[i].type)
            return false;
    }
    return out->choices != NULL;
}

static void let_go(void *held)
{
    import_preview_free(held);
}

static enum status run_look(struct job *job, struct error *err)
{
    const struct look_request *request = job->request;
    struct look_result *result = arena_alloc(job->arena, sizeof *result);
    struct import_options options;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    import_wish_options(&request->wish, &options);
    options.cancel = job->cancel;
    enum status status = import_preview(job->db, request->path, &options, &result->preview, err);
    job->result = result;
    job->held = &result->preview;
    job->let_go = let_go;
    return status;
}

static const struct job_class look_job = {.name = "import.look", .run = run_look, .slow = true};

/* What there is to decide; the cursor stays at what it was on. */
static void list_entries(struct import_view *view)
{
    struct view_entry was = view->entries[view->cursor];
    size_t n = 0;
    view->entries[n++] = (struct view_entry){.kind = VIEW_LOAD};
    for (int i = 0; i < PREVIEW_DECISIONS; i++) {
        if (view->preview.answers[i].offered)
            view->entries[n++] = (struct view_entry){VIEW_DECISION, (enum preview_decision)i};
    }
    view->entries[n++] = (struct view_entry){.kind = VIEW_LOOK_OUT};
    view->entry_count = n;
    view->cursor = 0;
    for (size_t i = 0; i < n; i++) {
        if (view->entries[i].kind == was.kind && view->entries[i].decision == was.decision)
            view->cursor = i;
    }
}

static int widest_cell(struct import_view *view, size_t column)
{
    enum { ROWS_MEASURED = 100 };
    int widest =
        (int)utf8_screen_width(span_string(import_view_type(&view->preview.columns[column])));
    for (size_t r = 0; r < view->preview.row_count && r < ROWS_MEASURED; r++) {
        struct table_cell cell;
        import_view_cell(view, (int64_t)r, column, &cell);
        widest = cell.cells > widest ? cell.cells : widest;
    }
    return widest;
}

static void list_columns(struct import_view *view)
{
    const struct import_preview *preview = &view->preview;
    size_t count = preview->problem ? 0 : preview->column_count;
    struct table_column *columns = calloc(count ? count : 1, sizeof *columns);
    bool marks = view->wish.values[PREVIEW_MARKS] != NULL;
    free(view->columns);
    view->columns = columns;
    for (size_t i = 0; columns && i < count; i++) {
        columns[i] = (struct table_column){
            .title = preview->columns[i].name,
            .quality =
                marks && preview->columns[i].colour ? preview->columns[i].mark : QUALITY_NONE,
            .number = column_type_is_number(preview->columns[i].type)};
        columns[i].width = table_width_for(&columns[i], widest_cell(view, i));
    }
    view->table.columns = columns;
    view->table.column_count = columns ? count : 0;
    view->table.rows = columns && !preview->problem ? (int64_t)preview->row_count : 0;
    if (view->table.column_count == 0)
        view->in_table = false;
}

static void take(struct import_view *view, struct job *job)
{
    struct look_result *result = job->result;
    import_preview_free(&view->preview);
    view->preview = result->preview;
    result->preview = (struct import_preview){0}; /* it is ours now */
    view->looking = false;
    if (!view->preview.problem)
        import_wish_prune(&view->wish, &view->preview);
    list_entries(view);
    list_columns(view);
    if (view->preview.ask_sheet && !view->asked_sheet) {
        view->asked_sheet = true;
        import_view_change(view, PREVIEW_SHEET);
    }
}

static void looked(struct app *app, struct job *job)
{
    struct import_view *view = import_view_find(app);
    if (!view || job->tag != view->wanted)
        return;
    if (job->status == STATUS_OK) {
        take(view, job);
        return;
    }
    app_say_error(app, &job->error);
    view->looking = false;
    if (!view->preview.arena) /* nothing to show: back to the list of files */
        overlay_pop(app);
}

void import_view_look(struct import_view *view)
{
    struct job *job = app_job(view->head.pane, &look_job);
    struct look_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request || !copy_wish(job->arena, &view->wish, &request->wish)) {
        job_free(job);
        return;
    }
    request->path = arena_string(job->arena, view->path);
    job->lane = LANE;
    job->tag = ++view->wanted;
    job->private->done = looked;
    view->looking = true;
    app_submit(job);
}

/* ---- keys ---- */

static void act(struct import_view *view)
{
    const struct view_entry *entry = &view->entries[view->cursor];
    if (!view->preview.arena || view->loading)
        return;
    if (view->in_table)
        import_view_change_column(view, view->table.column);
    else if (entry->kind == VIEW_LOAD)
        import_load_start(view);
    else if (entry->kind == VIEW_LOOK_OUT)
        import_view_look_out(view);
    else
        import_view_change(view, entry->decision);
}

static void move(struct import_view *view, int by)
{
    if (view->in_table && by < 0 && view->table.row == 0)
        view->in_table = false;
    else if (view->in_table)
        table_move_rows(&view->table, by);
    else if (by < 0)
        view->cursor -= view->cursor > 0;
    else if (view->cursor + 1 < view->entry_count)
        view->cursor++;
    else
        view->in_table = view->table.column_count > 0;
}

static void jump(struct import_view *view, bool end)
{
    if (view->in_table)
        view->table.column = end && view->table.column_count ? view->table.column_count - 1 : 0;
    else
        view->cursor = end && view->entry_count ? view->entry_count - 1 : 0;
}

static bool move_key(struct import_view *view, const struct key *key)
{
    if (key_in("Up Ctrl-P", key))
        move(view, -1);
    else if (key_in("Down Ctrl-N", key))
        move(view, 1);
    else if (key_in("PageUp", key))
        table_move_page(&view->table, -1);
    else if (key_in("PageDown", key))
        table_move_page(&view->table, 1);
    else if (key_in("Home End", key))
        jump(view, key->code == KEYCODE_END);
    else if (key_in("Left Right", key)) {
        view->in_table = view->table.column_count > 0;
        table_move_columns(&view->table, key->code == KEYCODE_LEFT ? -1 : 1);
    } else if (key_in("Tab Shift-Tab", key))
        view->in_table = !view->in_table && view->table.column_count > 0;
    else
        return false;
    return true;
}

static void click(struct import_view *view, const struct key *key)
{
    int x, y;
    int64_t row;
    size_t column;
    if (!overlay_inside(&view->head, key, &x, &y))
        return;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        table_scroll(&view->table, key->action == MOUSE_WHEEL_UP ? -3 : 3);
    } else if (key->action == MOUSE_PRESS && y >= 0 && (size_t)y < view->entry_count) {
        bool again = !view->in_table && view->cursor == (size_t)y;
        view->in_table = false;
        view->cursor = (size_t)y;
        if (again)
            act(view);
    } else if (key->action == MOUSE_PRESS &&
               table_at(&view->table, x, y - view->table_y, &row, &column)) {
        view->in_table = true;
        view->table.column = column;
        view->table.row = row >= 0 ? row : view->table.row;
        if (key->clicks == 2)
            act(view);
    }
}

static void press(struct overlay *head, const struct key *key)
{
    struct import_view *view = (struct import_view *)head;
    if (key->code == KEYCODE_MOUSE)
        click(view, key);
    else if (key_in("Enter Space", key))
        act(view);
    else if (key_in("l L", key) && view->preview.arena && !view->loading)
        import_load_start(view);
    else if (key_in("? F1", key) && view->preview.arena)
        import_view_look_out(view);
    else
        move_key(view, key);
}

/* Where the cursor stands decides what Enter does, and the key bar says so. */
static enum text_id keys_now(const struct overlay *head)
{
    const struct import_view *view = (const struct import_view *)head;
    if (view->loading)
        return TEXT_IMPORT_VIEW_KEYS_LOADING;
    if (view->in_table)
        return TEXT_IMPORT_VIEW_KEYS_TABLE;
    switch (view->entries[view->cursor].kind) {
    case VIEW_LOAD:
        return TEXT_IMPORT_VIEW_KEYS_LOAD;
    case VIEW_LOOK_OUT:
        return TEXT_IMPORT_VIEW_KEYS_LOOK_OUT;
    case VIEW_DECISION:
        break;
    }
    return TEXT_IMPORT_VIEW_KEYS_CHANGE;
}

/* While it loads, Esc stops that and nothing else. */
static void left(struct overlay *head)
{
    struct import_view *view = (struct import_view *)head;
    if (view->loading)
        app_cancel_shown(head->app);
    else
        overlay_pop(head->app);
}

static void release(struct overlay *head)
{
    struct import_view *view = (struct import_view *)head;
    app_cancel(head->pane, LANE);
    import_preview_free(&view->preview);
    import_wish_free(&view->wish);
    free(view->columns);
}

static const struct overlay_class view_class = {.name = "import",
                                                .keys = TEXT_IMPORT_VIEW_KEYS_LOAD,
                                                .keys_now = keys_now,
                                                .draw = import_view_draw,
                                                .key = press,
                                                .cursor = import_view_cursor,
                                                .describe = import_view_describe,
                                                .left = left,
                                                .free = release};

void import_view_open_at(struct pane *pane, const char *path, int64_t line)
{
    char from[32];
    struct import_view *view = overlay_push(pane, &view_class, sizeof *view);
    if (!view)
        return;
    snprintf(view->path, sizeof view->path, "%s", path);
    snprintf(from, sizeof from, "%lld", (long long)line);
    view->entries[0] = (struct view_entry){.kind = VIEW_LOAD};
    view->entry_count = 1;
    if (line > 1 && !import_wish_set(&view->wish, PREVIEW_TABLE, from))
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    import_view_look(view);
}

void import_view_open(struct pane *pane, const char *path)
{
    import_view_open_at(pane, path, 0);
}
