/* Presenting: the jobs behind it, and what keys do on a slide. */
#include "tui/pane/present.h"

#include <string.h>

#include "core/base/file.h"
#include "core/service/report.h"
#include "tui/pane/board_state.h"

/* ---- the slides ---- */

static const struct deck_page *page_of(const struct present *present)
{
    return &present->deck->pages[present->at];
}

bool present_shows_picture(const struct present *present)
{
    const struct deck_piece *piece = page_of(present)->piece;
    return piece && piece->chart && !present->table;
}

static void go(struct present *present, size_t at)
{
    if (at >= present->deck->count || at == present->at)
        return;
    present->at = at;
    present->top = 0;
    present->table = false;
}

static void next(struct present *present)
{
    go(present, present->at + 1);
}

static void back(struct present *present)
{
    if (present->at > 0)
        go(present, present->at - 1);
}

static void first(struct present *present)
{
    go(present, 0);
}

static void last(struct present *present)
{
    go(present, present->deck->count - 1);
}

static void toggle(struct present *present)
{
    const struct deck_piece *piece = page_of(present)->piece;
    if (!piece || !piece->chart) {
        present->note = TEXT_PRESENT_NO_CHART;
        return;
    }
    present->table = !present->table;
    present->top = 0;
}

static void up(struct present *present)
{
    present->top -= present->top > 0;
}

static void down(struct present *present)
{
    present->top += present->top < present->top_most;
}

static void leave(struct overlay *head)
{
    struct app *app = head->app;
    bool quits = ((struct present *)head)->quits;
    overlay_pop(app);
    if (quits)
        app_quit(app);
}

static void quit(struct present *present)
{
    leave(&present->head);
}

static void press_mouse(struct present *present, const struct key *key)
{
    if (key->action == MOUSE_WHEEL_UP)
        up(present);
    else if (key->action == MOUSE_WHEEL_DOWN)
        down(present);
    else if (key->action == MOUSE_PRESS && (key->button == 3 || key->x < present->width / 4))
        back(present);
    else if (key->action == MOUSE_PRESS)
        next(present);
}

static void press(struct overlay *head, const struct key *key)
{
    static const struct {
        const char *keys;
        void (*act)(struct present *present);
    } acts[] = {{"Right Space Enter PageDown n", next},
                {"Left Backspace PageUp p", back},
                {"Home Ctrl-Home", first},
                {"End Ctrl-End G", last},
                {"t", toggle},
                {"Up", up},
                {"Down", down},
                {"q F10", quit}};
    struct present *present = (struct present *)head;
    present->note = TEXT_NONE;
    if (key->code == KEYCODE_MOUSE) {
        press_mouse(present, key);
        return;
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (key_in(acts[i].keys, key)) {
            acts[i].act(present);
            return;
        }
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    (void)head;
    *x = 0; /* a screen reader reads the slide from its beginning */
    *y = 1;
    return true;
}

static void release(struct overlay *head)
{
    arena_free(((struct present *)head)->arena);
}

static const struct overlay_class present_class = {.name = "present",
                                                   .keys = TEXT_PRESENT_KEYS,
                                                   .draw = present_draw,
                                                   .key = press,
                                                   .cursor = cursor,
                                                   .describe = present_describe,
                                                   .left = leave,
                                                   .free = release};

/* ---- the deck ---- */

struct deck_request {
    struct helper *helper;
    bool quits;
};

static enum status run_deck(struct job *job, struct error *err)
{
    const struct deck_request *request = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, request->helper};
    struct deck *deck = arena_alloc(job->arena, sizeof *deck);
    if (!deck)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = deck;
    return deck_make(&ground, job->arena, deck, err);
}

static const struct job_class deck_job = {
    .name = "board.deck", .run = run_deck, .slow = true, .progress = TEXT_PRESENT_MAKING};

void present_ask(struct pane *pane, const char *words)
{
    if (!board_can_write(pane)) {
        app_say(pane->app, TEXT_BOARD_NO_FILE, NULL);
        return;
    }
    struct job *job = app_job(pane, &deck_job);
    struct deck_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->helper = app_helper(pane->app);
    request->quits = strcmp(words, "quit") == 0;
    job->lane = BOARD_LANE_DECK;
    app_submit(job);
}

void present_take(struct pane *pane, struct job *job)
{
    const struct deck_request *request = job->request;
    bool quits = request->quits;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    struct present *present = (struct present *)overlay_find(pane->app, &present_class);
    if (!present)
        present = overlay_push(pane, &present_class, sizeof *present);
    if (!present)
        return;
    arena_free(present->arena);
    present->deck = job->result;
    present->arena = job_take_arena(job);
    present->quits = quits;
    present->at = 0;
    if (present->deck->meter.findings == 0)
        app_say(pane->app, TEXT_PRESENT_NOTHING_STARRED, NULL);
}

/* ---- reports ---- */

struct report_wish {
    struct helper *helper;
    const char *by;
    const char *html, *markdown; /* what was written */
    const char *claim, *tells;   /* a text that says what is hidden, and the number; or "" */
};

static enum status write_one(struct job *job, const char *path, struct error *err)
{
    struct report_wish *wish = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    const struct evidence_ground ground = {job->db, job->frames, &watch, wish->helper};
    struct report_outcome outcome;
    const struct report_request request = {.ground = &ground, .path = path, .by = wish->by};
    enum status status = report_write(&request, job->arena, &outcome, err);
    wish->claim = status == STATUS_OK ? outcome.claim : "";
    wish->tells = status == STATUS_OK ? outcome.tells : "";
    return status;
}

/* Both into one folder: the page, and the text with its pictures. */
static enum status run_report(struct job *job, struct error *err)
{
    struct report_wish *wish = job->request;
    enum status status = report_place(job->db, job->arena, REPORT_HTML, &wish->html, err);
    if (status != STATUS_OK)
        return status;
    size_t stem = strlen(wish->html) - strlen(file_name(wish->html));
    wish->markdown = arena_printf(job->arena, "%.*sreport.md", (int)stem, wish->html);
    if (!wish->markdown)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    status = write_one(job, wish->html, err);
    return status == STATUS_OK ? write_one(job, wish->markdown, err) : status;
}

static const struct job_class report_job = {
    .name = "board.report", .run = run_report, .slow = true, .progress = TEXT_PRESENT_WRITING};

void present_report(struct pane *pane)
{
    if (!board_can_write(pane)) {
        app_say(pane->app, TEXT_BOARD_NO_FILE, NULL);
        return;
    }
    struct job *job = app_job(pane, &report_job);
    struct report_wish *wish = job ? job_request(job, sizeof *wish) : NULL;
    if (!wish)
        return;
    wish->helper = app_helper(pane->app);
    wish->by = arena_string(job->arena, app_person(pane->app));
    job->lane = BOARD_LANE_REPORT;
    app_submit(job);
}

/* Its folder and its name: beside the team file it needs no more, and is seen whole. */
static const char *short_path(const char *path)
{
    const char *name = file_name(path);
    for (int parts = 2; name > path; name--)
        if (name[-1] == '/' && --parts == 0)
            break;
    return name;
}

void present_take_report(struct pane *pane, struct job *job)
{
    const struct report_wish *wish = job->request;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK)
        app_say_error(pane->app, &job->error);
    else
        app_say(pane->app, *wish->tells ? TEXT_PRESENT_REPORT_TELLS : TEXT_PRESENT_REPORT_DONE,
                TEXT_VALUES(text_string("file", short_path(wish->html)),
                            text_string("claim", wish->claim), text_string("tells", wish->tells)));
}
