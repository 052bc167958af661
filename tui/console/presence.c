/*
 * Owns who is here: tells the others what this console looks at, a moment after it has
 * changed and from time to time, and keeps what they tell. All that touches the disk is a
 * job; that somebody has come or gone is noticed by the worker that watches.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/seat.h"
#include "core/store/person.h"
#include "tui/console/app_private.h"

enum {
    TELL_AFTER_MS = 200,
    TELL_SPOT_MS = 3000, /* where in a view one is, while nobody follows */
    TELL_EVERY_MS = 20 * 1000,
    AWAY_MS = 5 * 60 * 1000,
    LATELY_MS = 10 * 60 * 1000,
    WORDS_CELLS = 80,
    NAMES_MOST = 3,
    LINES_MOST = 64
};

struct presence_request {
    struct seat *seat;
    bool tell;
    const char *person; /* whose role is to be found out; NULL: it is known */
    struct presence presence;
};

struct presence_result {
    struct presence *others;
    size_t count;
    struct seat_shown *shown;
    size_t shown_count;
    bool coach;
};

/* False where it can't be found out. */
static bool is_coach(struct job *job, const char *person)
{
    struct person *people = NULL;
    size_t count = 0;
    if (!job->db || person_list(job->db, job->arena, &people, &count, NULL) != STATUS_OK)
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(people[i].name, person) == 0)
            return strcmp(people[i].role, "coach") == 0;
    return false;
}

static enum status run_presence(struct job *job, struct error *err)
{
    struct presence_request *request = job->request;
    struct presence_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    result->coach = request->person ? is_coach(job, request->person) : request->presence.coach;
    request->presence.coach = result->coach;
    enum status status =
        request->tell ? seat_tell(request->seat, &request->presence, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = seat_others(request->seat, job->arena, &result->others, &result->count, err);
    if (status == STATUS_OK)
        status =
            seat_shown_to_me(request->seat, job->arena, &result->shown, &result->shown_count, err);
    return status;
}

static const struct job_class presence_job = {.name = "console.presence", .run = run_presence};

/* ---- what they are told ---- */

/* "Pivot · case_type × office": the title of the focused pane, as it stands on the screen. */
static void compose_words(const struct app *app, char *out, size_t size)
{
    const struct pane *pane = app_focused(app);
    struct buffer caption = {0}, safe = {0};
    if (pane->class->caption)
        pane->class->caption(pane, &caption);
    utf8_screen(span_string(text_get(pane->class->title)), &safe);
    if (caption.len) {
        buffer_add_string(&safe, " · ");
        utf8_screen(buffer_span(&caption), &safe);
    }
    struct span fit = utf8_fit(buffer_span(&safe), WORDS_CELLS, NULL);
    snprintf(out, size, "%.*s", (int)fit.len, fit.data);
    buffer_free(&caption);
    buffer_free(&safe);
}

static void taken(struct app *app, struct job *job)
{
    const struct presence_result *result = job->result;
    if (job->status != STATUS_OK)
        return; /* nobody is told of, and the next time may be better */
    arena_free(app->here_home);
    app->here = result->others;
    app->here_count = result->count;
    app->here_home = job_take_arena(job);
    app->together.coach = result->coach;
    app->together.coach_known = true;
    together_taken(app, result->shown, result->shown_count);
    app_tell_panes(app, "here.changed", "");
}

/* Steps taken back lately: whoever takes back many is stuck. */
static int64_t lately_undone(const struct app *app)
{
    int64_t count = 0;
    for (size_t i = 0; i < UNDONE_KEPT; i++)
        count += app->undone_ms[i] > clock_now_ms() - LATELY_MS;
    return count;
}

void presence_note_undo(struct app *app)
{
    memmove(app->undone_ms + 1, app->undone_ms, sizeof app->undone_ms - sizeof *app->undone_ms);
    app->undone_ms[0] = clock_now_ms();
}

static void submit(struct app *app, bool tell)
{
    struct job *job = app->seat ? app_job(app_focused(app), &presence_job) : NULL;
    struct presence_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    const struct together *own = &app->together;
    request->seat = app->seat;
    request->tell = tell;
    request->person = own->coach_known ? NULL : arena_string(job->arena, app->person);
    request->presence = (struct presence){.words = arena_string(job->arena, app->told_words),
                                          .mark = arena_string(job->arena, app->mark),
                                          .kind = arena_string(job->arena, own->told.kind),
                                          .view = arena_string(job->arena, own->told.view),
                                          .spot = arena_string(job->arena, own->told.spot),
                                          .follows = arena_string(job->arena, own->following),
                                          .closed = own->closed,
                                          .coach = own->coach,
                                          .since_ms = app->since_ms,
                                          .view_ms = app->words_ms,
                                          .undone = lately_undone(app),
                                          .input_ms = app->input_ms};
    job->private->pane = NULL;
    job->private->done = taken;
    if (request->presence.words && request->presence.mark)
        app_submit(job);
    else
        job_free(job);
}

void presence_listen(struct app *app)
{
    submit(app, false);
}

static void tell_by(struct app *app, int64_t at)
{
    app->tell_at = app->tell_at < at ? app->tell_at : at;
}

/* What is to be told, and by when: what only followers see can wait where there are none. */
static void look_around(struct app *app, int64_t now)
{
    char words[sizeof app->told_words];
    compose_words(app, words, sizeof words);
    enum look_change change = together_changed(app);
    bool other = app->tell_soon || change == LOOK_OTHER || strcmp(words, app->told_words) != 0 ||
                 strcmp(app->mark, app->told_mark) != 0;
    if (strcmp(words, app->told_words) != 0)
        app->words_ms = clock_now_ms();
    memcpy(app->told_words, words, sizeof words);
    memcpy(app->told_mark, app->mark, sizeof app->mark);
    app->tell_soon = false;
    if (other || (change == LOOK_MOVED && app->together.followers > 0))
        tell_by(app, now + TELL_AFTER_MS);
    else if (change == LOOK_MOVED)
        tell_by(app, now + TELL_SPOT_MS);
}

void presence_turn(struct app *app)
{
    int64_t now = clock_steady_ms();
    if (!app->seat)
        return;
    if (app->dirty || app->tell_soon)
        look_around(app, now);
    if (now < app->tell_at)
        return;
    app->tell_at = now + TELL_EVERY_MS;
    submit(app, true);
}

int64_t presence_wait_ms(const struct app *app)
{
    int64_t left = app->tell_at - clock_steady_ms();
    return !app->seat ? INT64_MAX : left > 0 ? left : 0;
}

void app_set_mark(struct app *app, const char *mark)
{
    snprintf(app->mark, sizeof app->mark, "%s", mark);
    app->dirty = true;
}

const struct presence *app_here(const struct app *app, size_t *count)
{
    *count = app->here_count;
    return app->here;
}

struct seat *app_seat(const struct app *app)
{
    return app->seat;
}

/* ---- on the status line ---- */

static bool named_before(const struct app *app, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(app->here[i].person, app->here[at].person) == 0)
            return true;
    return strcmp(app->here[at].person, app->person) == 0;
}

int64_t presence_people(const struct app *app)
{
    int64_t people = !app->together.coach;
    for (size_t i = 0; i < app->here_count; i++)
        people += !app->here[i].coach && !named_before(app, i);
    return people;
}

/* A coach is a guest of the team. */
static const char *name_words(const struct presence *one, char *out, size_t size)
{
    if (!one->coach)
        return one->person;
    text_format(out, size, TEXT_PRESENCE_COACH, TEXT_VALUES(text_string("person", one->person)));
    return out;
}

/* "Robin, Kim (coach) here"; of many, how many; or what is more to the point just now. */
void presence_words(const struct app *app, char *out, size_t size)
{
    if (together_words(app, out, size))
        return;
    struct buffer names = {0};
    int64_t people = 0;
    *out = '\0';
    for (size_t i = 0; i < app->here_count; i++) {
        if (named_before(app, i))
            continue;
        buffer_add_string(&names, people ? ", " : "");
        char name[NAME_SIZE];
        utf8_screen(span_string(name_words(&app->here[i], name, sizeof name)), &names);
        people++;
    }
    if (people > 0)
        text_format(out, size, people <= NAMES_MOST ? TEXT_PRESENCE_NAMES : TEXT_PRESENCE_MANY,
                    TEXT_VALUES(text_string("names", buffer_span(&names).data),
                                text_number("people", presence_people(app))));
    buffer_free(&names);
}

/* ---- the list ---- */

void presence_open(struct pane *pane)
{
    const struct app *app = pane->app;
    struct card_line lines[LINES_MOST];
    char words[LINES_MOST][200], names[LINES_MOST][NAME_SIZE], at[8];
    size_t count = 0;
    for (size_t i = 0; i < app->here_count && count < LINES_MOST; i++) {
        const struct presence *one = &app->here[i];
        bool away = clock_now_ms() - one->input_ms > AWAY_MS;
        enum text_id with =
            together_is_follower(app, one) ? TEXT_TOGETHER_LOOKS : TEXT_PRESENCE_LOOKS;
        text_format(words[count], sizeof words[count], away ? TEXT_PRESENCE_AWAY : with,
                    TEXT_VALUES(text_string("words", one->words),
                                text_string("at", clock_local_hm(at, sizeof at, one->input_ms))));
        lines[count] = (struct card_line){name_words(one, names[count], sizeof names[count]),
                                          words[count], away ? THEME_OVERLAY_DIM : THEME_OVERLAY};
        count++;
    }
    if (count == 0)
        lines[count++] = (struct card_line){NULL, text_get(TEXT_PRESENCE_NOBODY), THEME_OVERLAY};
    const struct card_request request = {
        .title = text_get(TEXT_PRESENCE_TITLE), .lines = lines, .count = count};
    app_open_card(pane, &request);
}
