/*
 * Owns the console's state: its panes, the focus, the turn. Knows no terminal; loop.c joins
 * it to one.
 */
#include "tui/console/app_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/backup.h"
#include "core/service/seat.h"
#include "core/store/db.h"
#include "tui/console/watch.h"

enum { SAVE_AFTER_MS = 400, TICK_MS = 250, STATE_MODE = 0660 };

static void copy_string(char *out, size_t size, const char *string)
{
    snprintf(out, size, "%s", string ? string : "");
}

struct pane *app_focused(const struct app *app)
{
    return &app->panes[app->focus];
}

struct pane *app_pane_named(const struct app *app, const char *name)
{
    for (size_t i = 0; i < app->pane_count; i++) {
        if (strcmp(app->panes[i].class->name, name) == 0)
            return &app->panes[i];
    }
    return NULL;
}

bool app_has_pane(const struct app *app, const char *pane_name)
{
    return app_pane_named(app, pane_name) != NULL;
}

bool app_pin_of(const struct app *app, const char *pane_name, struct arena *arena,
                struct pane_pin *out)
{
    const struct pane *pane = app_pane_named(app, pane_name);
    return pane && pane->class->pin && pane->class->pin(pane, arena, out);
}

struct pane *app_pane_at(const struct app *app, enum place place)
{
    for (size_t i = 0; i < app->pane_count; i++) {
        if (app->panes[i].class->place == place)
            return &app->panes[i];
    }
    return NULL;
}

static void recalc(struct app *app)
{
    for (size_t i = 0; i < app->pane_count; i++) {
        struct pane *pane = &app->panes[i];
        if (!pane->private->dirty || !pane->visible)
            continue;
        pane->private->dirty = false;
        if (pane->class->recalc)
            pane->class->recalc(pane, pane->private->columns, pane->private->rows);
    }
}

/* A pane that comes into sight is made at once: the next key may be for what it shows. */
void app_layout(struct app *app)
{
    struct layout_request request = {.columns = app->grid->columns,
                                     .rows = app->grid->rows,
                                     .focus = app_focused(app)->class->place,
                                     .zoom = app->zoom,
                                     .left_percent = app->left_percent,
                                     .notice_rows = frame_notice_rows(app, app->grid->columns)};
    for (size_t i = 0; i < app->pane_count; i++)
        request.present[app->panes[i].class->place] = true;
    layout_compute(&request, &app->layout);
    bool came = false;
    for (size_t i = 0; i < app->pane_count; i++) {
        struct layout_rect inside;
        struct pane *pane = &app->panes[i];
        bool was_visible = pane->visible;
        pane->visible = layout_inside(&app->layout, pane->class->place, &inside);
        came |= pane->visible && !was_visible;
        if (pane->visible &&
            (inside.columns != pane->private->columns || inside.rows != pane->private->rows)) {
            pane->private->columns = inside.columns;
            pane->private->rows = inside.rows;
            pane->private->dirty = true;
        }
    }
    if (came)
        recalc(app);
}

static void remember_view(struct app *app)
{
    app_remember(app, "console.focus", app_focused(app)->class->name);
    app_remember_number(app, "console.zoom", app->zoom);
    app_remember_number(app, "console.left", app->left_percent);
}

void app_focus_pane(struct app *app, struct pane *pane)
{
    struct message message = {.kind = MESSAGE_FOCUS, .topic = "", .text = ""};
    app_focused(app)->focused = false;
    app->focus = (size_t)(pane - app->panes);
    pane->focused = true;
    pane->private->dirty = true;
    app->dirty = true;
    if (pane->class->message)
        pane->class->message(pane, &message);
    remember_view(app);
}

void app_focus(struct app *app, const char *pane_name)
{
    struct pane *pane = app_pane_named(app, pane_name);
    if (pane && pane != app_focused(app))
        app_focus_pane(app, pane);
}

void app_zoom(struct app *app, bool on)
{
    app->zoom = on;
    app->dirty = true;
    remember_view(app);
}

void app_quit(struct app *app)
{
    app->quit = true;
}

void app_redraw(struct pane *pane)
{
    pane->private->dirty = true;
    pane->app->dirty = true;
}

void app_say(struct app *app, enum text_id id, const struct text_value *values)
{
    text_format(app->message, sizeof app->message, id, values);
    app->message_bad = false;
    app->dirty = true;
}

void app_say_error(struct app *app, const struct error *err)
{
    copy_string(app->message, sizeof app->message, err->message);
    app->message_bad = true;
    app->dirty = true;
}

const char *app_team_file(const struct app *app)
{
    return app->team_file;
}

const char *app_topic_folder(const struct app *app)
{
    return app->topic_folder;
}

const char *app_jam_folder(const struct app *app)
{
    return app->jam_folder;
}

struct helper *app_helper(const struct app *app)
{
    return app->helper;
}

bool app_plain(const struct app *app)
{
    return app->plain;
}

const char *app_person(const struct app *app)
{
    return app->person;
}

void app_set_team(struct app *app, const char *jam, const char *team, const char *topic)
{
    copy_string(app->jam, sizeof app->jam, jam);
    copy_string(app->team, sizeof app->team, team);
    copy_string(app->topic, sizeof app->topic, topic);
    app->dirty = true;
}

void app_share(struct app *app, void *shared, void (*release)(void *shared))
{
    app->shared = shared;
    app->release_shared = release;
}

void *app_shared(const struct app *app)
{
    return app->shared;
}

void app_remember(struct app *app, const char *name, const char *text)
{
    if (remembered_set(app->remembered, name, text) && !app->save_at)
        app->save_at = clock_steady_ms() + SAVE_AFTER_MS;
}

void app_remember_number(struct app *app, const char *name, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)number);
    app_remember(app, name, text);
}

const char *app_recall(const struct app *app, const char *name)
{
    return remembered_get(app->remembered, name);
}

int64_t app_recall_number(const struct app *app, const char *name, int64_t otherwise)
{
    const char *text = app_recall(app, name);
    char *end = NULL;
    if (!text || !*text)
        return otherwise;
    long long number = strtoll(text, &end, 10);
    return *end ? otherwise : number;
}

struct save_request {
    const char *path;
    struct span bytes;
};

static enum status run_save(struct job *job, struct error *err)
{
    const struct save_request *request = job->request;
    return file_swap(request->path, request->bytes, STATE_MODE, err);
}

static const struct job_class save_job = {.name = "console.save", .run = run_save};

/* Hands the file to the quick worker, once what changes has paused a moment. */
static void save(struct app *app)
{
    app->save_at = 0;
    if (!*remembered_path(app->remembered))
        return;
    struct job *job = app_job(app_focused(app), &save_job);
    struct save_request *request = job ? job_request(job, sizeof *request) : NULL;
    struct buffer bytes = {0};
    remembered_write(app->remembered, &bytes);
    if (!request || bytes.failed) {
        job_free(job);
    } else {
        request->path = arena_string(job->arena, remembered_path(app->remembered));
        char *copy = arena_copy(job->arena, buffer_span(&bytes));
        request->bytes = span_of(copy, copy ? bytes.len : 0);
        job->private->pane = NULL;
        if (request->path && copy)
            app_submit(job);
        else
            job_free(job);
    }
    buffer_free(&bytes);
}

void app_resize(struct app *app, int columns, int rows)
{
    struct grid *grid = grid_new(columns, rows);
    if (!grid)
        return; /* a size that is not sane: the old one stays */
    grid_free(app->grid);
    app->grid = grid;
    app->dirty = true;
    app->repaint = true;
}

static void draw(struct app *app)
{
    struct surface screen = surface_of(app->grid);
    surface_clear(&screen, THEME_TEXT);
    frame_draw(app, &screen);
    if (app->layout.mode != LAYOUT_TOO_SMALL)
        overlay_draw_all(app, &screen);
}

void app_tick(struct pane *pane, int ms)
{
    pane->private->tick_at = clock_steady_ms() + ms;
}

static void tick_panes(struct app *app)
{
    for (size_t i = 0; i < app->pane_count; i++) {
        struct pane *pane = &app->panes[i];
        if (!pane->private->tick_at || clock_steady_ms() < pane->private->tick_at)
            continue;
        pane->private->tick_at = 0;
        app_tell(app, pane->class->name, "tick", "");
    }
}

bool app_turn(struct app *app)
{
    app_deliver(app);
    if (clock_now_ms() / 60000 != app->minute || app_shown_job(app)) {
        app->minute = clock_now_ms() / 60000;
        app->dirty = true;
    }
    if (app->save_at && clock_steady_ms() >= app->save_at)
        save(app);
    together_turn(app);
    presence_turn(app);
    today_turn(app);
    rules_turn(app);
    tick_panes(app);
    backups_look(app);
    if (!app->dirty)
        return false;
    app_layout(app);
    recalc(app);
    app->dirty = false; /* what recalc asked for is in this drawing */
    draw(app);
    return true;
}

int app_wait_ms(const struct app *app)
{
    int64_t wait = 60000 - clock_now_ms() % 60000;
    if (app->save_at) {
        int64_t left = app->save_at - clock_steady_ms();
        wait = left < wait ? left : wait;
    }
    wait = presence_wait_ms(app) < wait ? presence_wait_ms(app) : wait;
    wait = today_wait_ms(app) < wait ? today_wait_ms(app) : wait;
    wait = rules_wait_ms(app) < wait ? rules_wait_ms(app) : wait;
    for (size_t i = 0; i < app->pane_count; i++) {
        int64_t left = app->panes[i].private->tick_at - clock_steady_ms();
        if (app->panes[i].private->tick_at)
            wait = left < wait ? left : wait;
    }
    wait = backups_wait_ms(app) < wait ? backups_wait_ms(app) : wait;
    for (const struct job *job = app->outstanding; job; job = job->private->outstanding) {
        if (job->class->progress != TEXT_NONE && wait > TICK_MS)
            wait = TICK_MS;
    }
    return wait > 0 ? (int)wait : 0;
}

bool app_cursor(const struct app *app, int *x, int *y)
{
    const struct pane *pane = app_focused(app);
    struct layout_rect inside;
    if (app->layout.mode == LAYOUT_TOO_SMALL)
        return false;
    if (app->overlays)
        return app->overlays->class->cursor && app->overlays->class->cursor(app->overlays, x, y);
    if (!pane->class->cursor || !layout_inside(&app->layout, pane->class->place, &inside) ||
        !pane->class->cursor(pane, x, y))
        return false;
    if (*x < 0 || *y < 0 || *x >= inside.columns || *y >= inside.rows)
        return false;
    *x += inside.x;
    *y += inside.y;
    return true;
}

static enum status open_pane(struct app *app, const struct pane_class *class, struct error *err)
{
    struct pane *pane = &app->panes[app->pane_count];
    *pane = (struct pane){.class = class, .app = app, .private = &app->privates[app->pane_count]};
    pane->private->dirty = true;
    pane->state = calloc(1, class->state_size ? class->state_size : 1);
    if (!pane->state)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    app->pane_count++;
    return class->open(pane, err);
}

static enum status open_panes(struct app *app, const struct app_config *config, struct error *err)
{
    for (size_t i = 0; i < config->class_count && i + 1 < PLACE_COUNT; i++) {
        enum status status = open_pane(app, config->classes[i], err);
        if (status != STATUS_OK)
            return status;
    }
    const char *name = app_recall(app, "console.focus");
    const struct pane *pane = name ? app_pane_named(app, name) : NULL;
    app->focus = pane ? (size_t)(pane - app->panes) : app->pane_count > 1 ? 1 : 0;
    app->panes[app->focus].focused = true;
    app->zoom = app_recall_number(app, "console.zoom", 0) == 1;
    app->mouse = app_recall_number(app, "console.mouse", 1) == 1;
    app->together.closed = app_recall_number(app, "together.closed", 0) != 0;
    int64_t left = app_recall_number(app, "console.left", 0);
    app->left_percent = left >= 15 && left <= 70 ? (int)left : 0;
    return STATUS_OK;
}

static enum status start_workers(struct app *app, const struct app_config *config,
                                 struct error *err)
{
    app->helper = config->helper;
    const struct watch_places places = {.jam = app->jam_folder,
                                        .file = app->team_file,
                                        .seats = config->seat ? seat_folder(config->seat) : NULL};
    enum status status = worker_start(&app->quick, app->mailbox, config->db, config->open,
                                      config->open_context, err);
    if (status != STATUS_OK)
        return status;
    status = worker_start(&app->slow, app->mailbox, NULL, config->open, config->open_context, err);
    if (status != STATUS_OK)
        return status;
    status = worker_start(&app->aside, app->mailbox, NULL, config->open, config->open_context, err);
    return status == STATUS_OK
               ? worker_start_watching(&app->watcher, app->mailbox, &places, app->quick, err)
               : status;
}

static void copy_config(struct app *app, const struct app_config *config)
{
    copy_string(app->jam, sizeof app->jam, config->jam);
    copy_string(app->team, sizeof app->team, config->team);
    copy_string(app->topic, sizeof app->topic, config->topic);
    copy_string(app->person, sizeof app->person, config->person);
    copy_string(app->team_file, sizeof app->team_file, config->team_file);
    copy_string(app->topic_folder, sizeof app->topic_folder, config->topic_folder);
    copy_string(app->jam_folder, sizeof app->jam_folder, config->jam_folder);
}

enum status app_new(struct app **out, const struct app_config *config, struct error *err)
{
    struct app *app = calloc(1, sizeof *app);
    if (!app) {
        db_close(config->db);
        seat_leave(config->seat);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    app->dirty = true;
    app->seat = config->seat;
    app->since_ms = app->input_ms = clock_now_ms();
    if (config->theme)
        app->theme = *config->theme;
    else
        theme_mono(&app->theme);
    copy_config(app, config);
    app->together.coach = app->together.coach_known = config->coach;
    app->panes = calloc(PLACE_COUNT, sizeof *app->panes);
    app->plain = config->plain;
    app->grid = grid_new(config->columns, config->rows);
    app->mailbox = mailbox_new();
    app->remembered = remembered_new(config->remember_path);
    app->frames = frames_new(FRAMES_BUDGET);
    app->backups = config->backups ? backups_new() : NULL;
    enum status status = STATUS_OK;
    if (!app->panes || !app->grid || !app->mailbox || !app->remembered || !app->frames ||
        (config->backups && !app->backups)) {
        db_close(config->db);
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    if (status == STATUS_OK)
        status = start_workers(app, config, err);
    if (status == STATUS_OK)
        status = open_panes(app, config, err);
    if (status != STATUS_OK) {
        app_free(app);
        return status;
    }
    if (config->db)
        call_listen(app);
    today_listen(app);
    rules_listen(app);
    *out = app;
    return STATUS_OK;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    overlay_pop_all(app);
    app_drop_jobs(app);
    worker_stop(app->watcher);
    worker_stop(app->aside);
    worker_stop(app->slow);
    worker_stop(app->quick);
    frames_free(app->frames);
    for (size_t i = app->pane_count; i-- > 0;) {
        if (app->panes[i].class->close)
            app->panes[i].class->close(&app->panes[i]);
        free(app->panes[i].state);
    }
    if (app->release_shared)
        app->release_shared(app->shared);
    call_free(app);
    if (app->save_at && *remembered_path(app->remembered)) {
        struct buffer bytes = {0};
        remembered_write(app->remembered, &bytes);
        file_swap(remembered_path(app->remembered), buffer_span(&bytes), STATE_MODE, NULL);
        buffer_free(&bytes);
    }
    mailbox_free(app->mailbox);
    arena_free(app->here_home);
    together_free(&app->together);
    backups_free(app->backups);
    seat_leave(app->seat);
    remembered_free(app->remembered);
    grid_free(app->grid);
    free(app->panes);
    free(app);
}
