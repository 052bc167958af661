/*
 * Owns what the day is at, as this console knows it: reads the clock's record and the
 * announcements when the worker that watches has seen them change, says what is new, and
 * draws phase, bar and time left into the header. Time passes here by itself: between two
 * changes nothing is read. What can't be read leaves the last known, and that is said.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/notices.h"
#include "tui/console/app_private.h"

enum {
    BAR = 14,
    BAR_FROM = 100,
    PHASE_CELLS = 24,
    NOTICE_FOR_MS = 60 * 1000,
    NOTICE_AFTER_MS = 10 * 1000,
    DRAW_MOST_MS = 100,
    JUMP_MS = 2 * 60 * 1000,
    WORDS = 160
};

struct today_request {
    const char *jam;
    int64_t offset;
};

struct today_result {
    struct day_record record;
    enum status status;
    struct notice *notices;
    size_t count;
    int64_t offset;
};

static enum status run_today(struct job *job, struct error *err)
{
    const struct today_request *request = job->request;
    struct today_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    result->offset = request->offset;
    result->status = day_read(request->jam, &result->record, NULL);
    return notices_read(request->jam, job->arena, &result->offset, &result->notices, &result->count,
                        err);
}

static const struct job_class today_job = {.name = "console.today", .run = run_today, .day = true};

/* ---- what is new ---- */

static bool rehearses(const struct day_record *record)
{
    return day_is_on(record) && record->speed > 1;
}

/* But where all of it stands already, and goes on; and never over what has gone wrong, which
 * stands nowhere else, as the phase does in the header. */
static void say(struct app *app, enum text_id words, const struct text_value *values)
{
    bool wrong = app->message_bad && *app->message;
    if (!wrong && !app_focused(app)->class->shows_day)
        app_say(app, words, values);
}

static void say_phase(struct app *app, const struct day_record *before)
{
    const struct day_record *record = &app->today.record;
    char words[WORDS];
    bool same = before->number == record->number && before->state == record->state;
    bool told = app->today.told && record->sequence <= app->today.told;
    if (told || (same && before->length_ms == record->length_ms))
        return;
    day_words(record, clock_now_ms(), words, sizeof words);
    if (rehearses(record) && strcasecmp(record->kind, "analysis") == 0)
        say(app, TEXT_TODAY_REHEARSAL_ROWS, TEXT_VALUES(text_string("phase", record->phase)));
    else if (*words)
        say(app, *record->phase ? TEXT_TODAY_PHASE : TEXT_TODAY_STATE,
            TEXT_VALUES(text_string("phase", record->phase), text_string("left", words)));
}

/* A team's own folder is what follows the last "teams/" in the path of its file. */
bool today_is_for_us(const struct app *app, const char *to)
{
    char ours[PATH_SIZE];
    if (!*to)
        return true;
    int len = snprintf(ours, sizeof ours, "%s/teams/%s/team.db", app->jam_folder, to);
    return len < (int)sizeof ours && strcmp(ours, app->team_file) == 0;
}

/* An announcement has its minute: what is told meanwhile stands before it, not in its place. */
static void write_notice(struct today *today, const char *words)
{
    char former[MESSAGE_SIZE] = "";
    if (*today->notice && today->announced) {
        snprintf(former, sizeof former, "%.*s", (int)today->notice_len, today->notice);
        today->former_until = today->notice_until;
    } else {
        today->former_until = 0;
    }
    snprintf(today->notice, sizeof today->notice, "%s%s%s", words, *former ? " · " : "", former);
    today->notice_len = strlen(words);
    today->announced = false;
}

/* True when the one of before has had its time. */
static bool drop_former(struct today *today, int64_t steady)
{
    if (!today->former_until || steady < today->former_until)
        return false;
    today->former_until = 0;
    today->notice[today->notice_len] = '\0';
    return true;
}

void today_tell(struct app *app, const char *words)
{
    struct today *today = &app->today;
    write_notice(today, words);
    today->notice_until = clock_steady_ms() + NOTICE_FOR_MS;
    if (app->overlays && !app->message_bad) /* there they share the line: what is newer stands */
        app->message[0] = '\0';
    app->dirty = true;
}

/* At the start those of before are not told again, nor any that is older than it is shown for: the
 * folder may have been away. */
static void take_notices(struct app *app, const struct today_result *result)
{
    struct today *today = &app->today;
    bool first = today->offset == 0 && !today->listened;
    today->offset = result->offset;
    for (size_t i = 0; !first && i < result->count; i++) {
        const struct notice *notice = &result->notices[i];
        char at[8], words[MESSAGE_SIZE];
        if (!today_is_for_us(app, notice->to) || clock_now_ms() - notice->at_ms > NOTICE_FOR_MS)
            continue;
        text_format(words, sizeof words, *notice->by ? TEXT_TODAY_NOTICE : TEXT_TODAY_NOTICE_NOBODY,
                    TEXT_VALUES(text_string("at", clock_local_hm(at, sizeof at, notice->at_ms)),
                                text_string("by", notice->by), text_string("text", notice->text)));
        today_tell(app, words);
        today->announced = true;
    }
}

/* A jam without a record yet is no trouble. */
static void lose(struct app *app, enum status status)
{
    struct today *today = &app->today;
    if (today->known && !today->lost)
        say(app, TEXT_TODAY_LOST, NULL);
    else if (!today->known && !today->listened && status != STATUS_NOT_FOUND)
        say(app, TEXT_TODAY_TORN, NULL);
    today->torn = today->torn || (!today->known && status != STATUS_NOT_FOUND);
    today->lost = today->known;
}

static void taken(struct app *app, struct job *job)
{
    const struct today_result *result = job->result;
    struct today *today = &app->today;
    struct day_record before = today->record;
    if (!result)
        return;
    if (result->status == STATUS_OK) {
        today->record = result->record;
        bool first = !today->known, found = today->lost || today->torn;
        today->known = true;
        today->lost = today->torn = false;
        if (found) /* what was said before is no more */
            say(app, TEXT_TODAY_FOUND, NULL);
        today->seen_ms = clock_now_ms();
        app_set_phase(app, today->record.phase);
        app_tell_panes(app, "day.changed", "");
        if (!first)
            say_phase(app, &before);
    } else {
        lose(app, result->status);
    }
    if (job->status == STATUS_OK)
        take_notices(app, result);
    today->listened = true;
    today->draw_at = 0;
    app->dirty = true;
}

void today_listen(struct app *app)
{
    struct job *job = *app->jam_folder ? app_job(app_focused(app), &today_job) : NULL;
    struct today_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->jam = arena_string(job->arena, app->jam_folder);
    request->offset = app->today.offset;
    job->private->pane = NULL;
    job->private->done = taken;
    if (request->jam)
        app_submit(job);
    else
        job_free(job);
}

/* ---- time passes ---- */

static void warn(struct app *app, int64_t now_ms)
{
    static const enum text_id words[] = {TEXT_TODAY_TIME_IS_UP, TEXT_TODAY_MINUTES_LEFT};
    struct today *today = &app->today;
    int warning = day_warning(&today->record, today->seen_ms, now_ms);
    today->seen_ms = now_ms;
    if (warning >= 0)
        say(app, words[warning > 0],
            TEXT_VALUES(text_string("phase", today->record.phase),
                        text_string("next", today->record.next), text_number("minutes", warning)));
}

/* The console turns at least once a minute: whatever the wall clock and the steady one differ by
 * more than that since the last turn, it was set, or the machine has slept. */
static bool has_jumped(struct app *app, int64_t steady, int64_t now)
{
    struct today *today = &app->today;
    int64_t by = today->turned_ms ? now - today->turned_ms - (steady - today->steady_ms) : 0;
    today->turned_ms = now;
    today->steady_ms = steady;
    if (!today->known || !day_is_on(&today->record) || (by < JUMP_MS && by > -JUMP_MS))
        return false;
    app_say(app, by > 0 ? TEXT_TODAY_AHEAD : TEXT_TODAY_BACK,
            TEXT_VALUES(text_number("minutes", ((by > 0 ? by : -by) + 30000) / 60000)));
    today->seen_ms = now; /* no warning of minutes that have not passed */
    today->draw_at = 0;
    return true;
}

void today_turn(struct app *app)
{
    struct today *today = &app->today;
    int64_t steady = clock_steady_ms(), now = clock_now_ms();
    if (drop_former(today, steady))
        app->dirty = true;
    if (has_jumped(app, steady, now))
        app->dirty = true;
    /* Under what lies over the panes it could not be read. */
    if (app->overlays && today->notice_until < steady + NOTICE_AFTER_MS)
        today->notice_until = steady + NOTICE_AFTER_MS;
    if (*today->notice && steady >= today->notice_until) {
        today->notice[0] = '\0';
        app->dirty = true;
    }
    if (!today->known || steady < today->draw_at)
        return;
    warn(app, now);
    int64_t last = day_words_last_ms(&today->record, now);
    if (last < DRAW_MOST_MS) /* a rehearsal runs faster than anybody reads */
        last = DRAW_MOST_MS;
    today->draw_at = last == INT64_MAX ? last : steady + last;
    app->dirty = true;
}

int64_t today_wait_ms(const struct app *app)
{
    const struct today *today = &app->today;
    int64_t at = today->known ? today->draw_at : INT64_MAX, steady = clock_steady_ms();
    if (*today->notice && today->notice_until < at)
        at = today->notice_until;
    if (today->former_until && today->former_until < at)
        at = today->former_until;
    return at == INT64_MAX ? at : at > steady ? at - steady : 0;
}

const struct day_record *app_day(const struct app *app, bool *lost)
{
    if (lost)
        *lost = app->today.lost;
    return app->today.known ? &app->today.record : NULL;
}

void app_day_told(struct app *app, int64_t sequence)
{
    app->today.told = sequence;
}

void app_tell_person(struct app *app, enum text_id id, const struct text_value *values)
{
    char words[MESSAGE_SIZE];
    text_format(words, sizeof words, id, values);
    today_tell(app, words);
}

const char *app_notice(const struct app *app)
{
    return app->today.notice;
}

/* ---- on the screen ---- */

/* "Analysis 1, 1 h 12 left"; "" when no day is on. */
void today_words(const struct app *app, char *out, size_t size)
{
    const struct today *today = &app->today;
    char left[WORDS];
    *out = '\0';
    if (!today->known || today->record.state == DAY_WAITING)
        return;
    day_words(&today->record, clock_now_ms(), left, sizeof left);
    text_format(out, size,
                rehearses(&today->record) ? TEXT_TODAY_PHASE_REHEARSED
                : *today->record.phase    ? TEXT_TODAY_PHASE
                                          : TEXT_TODAY_STATE,
                TEXT_VALUES(text_string("phase", today->record.phase), text_string("left", left)));
}

static unsigned left_style(const struct today *today, int64_t now)
{
    return today->record.state == DAY_RUNNING && day_left_ms(&today->record, now) <= 5 * 60000
               ? THEME_HEADER_STRONG
               : THEME_HEADER;
}

int today_draw(const struct app *app, const struct surface *screen, int y, int right)
{
    const struct today *today = &app->today;
    const struct day_record *record = &today->record;
    int64_t now = clock_now_ms();
    char left[WORDS], lost[WORDS] = "";
    if (!today->known || record->state == DAY_WAITING)
        return right;
    struct buffer phase = {0};
    utf8_screen(span_string(record->phase), &phase);
    struct span title = utf8_fit(buffer_span(&phase), PHASE_CELLS, NULL);
    day_words(record, now, left, sizeof left);
    if (today->lost)
        snprintf(lost, sizeof lost, " %s", text_get(TEXT_TODAY_LAST_KNOWN));
    int bar = screen->columns >= BAR_FROM && day_is_on(record) ? BAR + 2 : 1;
    const char *mark = rehearses(record) ? text_get(TEXT_TODAY_REHEARSAL) : "";
    int mark_cells = *mark ? (int)utf8_screen_width(span_string(mark)) + 1 : 0;
    int cells = mark_cells + 2 + (int)utf8_screen_width(title) + 1 + bar +
                (int)utf8_screen_width(span_string(left)) +
                (int)utf8_screen_width(span_string(lost));
    int begin = right - cells, x = begin;
    if (x > 10) {
        surface_put_string(screen, x, y, mark, THEME_HEADER_STRONG);
        x += mark_cells;
        surface_repeat(screen, x, y, 1, record->state == DAY_RUNNING ? 0x25cf : 0x25cb,
                       THEME_HEADER_STRONG);
        x += 2;
        x += surface_put_cut(screen, x, y, right - x, title, THEME_HEADER_STRONG) + 1;
        int full = day_part(record, now) * BAR / 1000;
        if (bar > 1) {
            surface_repeat(screen, x, y, full, 0x2501, THEME_HEADER_STRONG);
            surface_repeat(screen, x + full, y, BAR - full, 0x254c, THEME_HEADER);
        }
        x += bar;
        x += surface_put_string(screen, x, y, left, left_style(today, now));
        surface_put_string(screen, x, y, lost, THEME_HEADER_STRONG);
    }
    buffer_free(&phase);
    return begin > 10 ? begin : right;
}
