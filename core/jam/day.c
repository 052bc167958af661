/*
 * The fold itself: what each event does to the day. What consoles make of its result is in
 * day_record.c, so that all of them do the same.
 */
#include "core/jam/day.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/jam/agenda_edit.h"

enum { MINUTE_MS = 60000, SHORTEST_MS = 5 * MINUTE_MS };

static const char *const action_names[DAY_ACTIONS] = {
    [DAY_START] = "start", [DAY_PAUSE] = "pause", [DAY_RESUME] = "resume",
    [DAY_NEXT] = "next",   [DAY_BACK] = "back",   [DAY_EXTEND] = "extend",
    [DAY_MOVE] = "move",   [DAY_RESET] = "reset", [DAY_AGENDA] = "agenda",
};

const char *day_action_name(enum day_action action)
{
    return action_names[action];
}

bool day_action_from_name(const char *name, enum day_action *out)
{
    for (int i = 0; i < DAY_ACTIONS; i++) {
        if (strcmp(name, action_names[i]) == 0) {
            *out = (enum day_action)i;
            return true;
        }
    }
    return false;
}

void day_begin(struct day *day, const struct agenda_item *items, size_t count,
               struct day_phase *phases)
{
    *day = (struct day){.items = items, .count = count, .phases = phases, .speed = 1};
    for (size_t i = 0; i < count; i++)
        phases[i] = (struct day_phase){.length_ms = (int64_t)items[i].minutes * MINUTE_MS};
}

int64_t day_time(const struct day *day, int64_t now_ms)
{
    return day->origin_day_ms + (now_ms - day->origin_ms) * day->speed;
}

/* ---- what may be done ---- */

static bool goes_on(const struct day *day)
{
    return day->state == DAY_RUNNING || day->state == DAY_PAUSED;
}

static enum text_id refused_start(const struct day *day, const struct day_event *event)
{
    if (day->count == 0)
        return TEXT_DAY_NO_AGENDA;
    if (event->speed < 1 || event->speed > DAY_SPEED_MOST)
        return TEXT_DAY_BAD_SPEED;
    return goes_on(day) && day->speed == 1 ? TEXT_DAY_RUNS : TEXT_NONE;
}

static bool minutes_are_good(int64_t minutes)
{
    return minutes != 0 && minutes >= -DAY_MINUTES_MOST && minutes <= DAY_MINUTES_MOST;
}

size_t day_begun(const struct day *day)
{
    size_t begun = 0;
    while (begun < day->count && day->phases[begun].began_ms)
        begun++;
    return begun;
}

/* Before the start, too. What has begun has its time counted. */
static enum text_id refused_agenda(const struct day *day, const struct day_event *event)
{
    size_t begun = day_begun(day);
    if (day->state == DAY_OVER)
        return TEXT_DAY_IS_OVER;
    if (event->count == 0)
        return TEXT_DAY_NO_AGENDA;
    if (event->count > AGENDA_ITEMS_MOST)
        return TEXT_AGENDA_FULL;
    for (size_t i = 0; i < begun; i++) {
        if (i >= event->count || !agenda_same(&day->items[i], &event->items[i]))
            return TEXT_AGENDA_BEGUN;
    }
    return TEXT_NONE;
}

static int64_t spent_by(const struct day *day, int64_t at_ms)
{
    int64_t passed = at_ms > day->mark_ms ? at_ms - day->mark_ms : 0;
    return day->phases[day->at].spent_ms + (day->state == DAY_RUNNING ? passed : 0);
}

/* The phase has nothing left that could be taken from it. */
static bool is_up(const struct day *day, const struct day_event *event)
{
    return day->phases[day->at].length_ms <= spent_by(day, day_time(day, event->at_ms));
}

static enum text_id impossible(const struct day *day, const struct day_event *event)
{
    if (event->action == DAY_START)
        return refused_start(day, event);
    if (event->action == DAY_AGENDA)
        return refused_agenda(day, event);
    if (day->state == DAY_WAITING)
        return TEXT_DAY_NOT_STARTED;
    if (day->state == DAY_OVER && event->action != DAY_BACK && event->action != DAY_RESET)
        return TEXT_DAY_IS_OVER;
    switch (event->action) {
    case DAY_PAUSE:
        return day->state == DAY_PAUSED ? TEXT_DAY_IS_PAUSED : TEXT_NONE;
    case DAY_RESUME:
        return day->state == DAY_RUNNING ? TEXT_DAY_NOT_PAUSED : TEXT_NONE;
    case DAY_BACK:
        return day->at == 0 ? TEXT_DAY_IS_FIRST : TEXT_NONE;
    case DAY_EXTEND:
        if (event->minutes < 0 && event->minutes >= -DAY_MINUTES_MOST && is_up(day, event))
            return TEXT_DAY_NONE_LEFT;
        return minutes_are_good(event->minutes) ? TEXT_NONE : TEXT_DAY_BAD_MINUTES;
    case DAY_MOVE:
        return minutes_are_good(event->minutes) ? TEXT_NONE : TEXT_DAY_BAD_MINUTES;
    default:
        return TEXT_NONE;
    }
}

enum text_id day_refused(const struct day *day, const struct day_event *event)
{
    enum text_id words = impossible(day, event);
    if (words != TEXT_NONE)
        return words;
    if (event->action == DAY_START && !event->anew && goes_on(day))
        return TEXT_DAY_REHEARSES;
    if (event->action == DAY_START && !event->anew && day->state == DAY_OVER)
        return TEXT_DAY_WAS;
    return TEXT_NONE;
}

/* ---- what it does ---- */

/* When a fixed item begins by its plan. */
static int64_t fixed_start(const struct day *day, size_t item)
{
    return day->midnight_ms + (int64_t)day->items[item].starts * MINUTE_MS + day->moved_ms;
}

/*
 * The length of an item that begins at start_ms: what it has by the plan, unless a fixed item
 * to come leaves too little time. Then it and those before the fixed one share what there is.
 * Something fixed itself is never cut.
 */
static int64_t fitting_length(const struct day *day, size_t item, int64_t start_ms)
{
    int64_t planned = (int64_t)day->items[item].minutes * MINUTE_MS, wanted = planned;
    size_t next = item + 1;
    while (next < day->count && !day->items[next].fixed)
        wanted += (int64_t)day->items[next++].minutes * MINUTE_MS;
    if (next == day->count || day->items[item].fixed)
        return planned;
    int64_t room = fixed_start(day, next) - start_ms;
    if (room >= wanted)
        return planned;
    int64_t least = planned < SHORTEST_MS ? planned : SHORTEST_MS;
    int64_t share = room > 0 ? planned * room / wanted : 0;
    return share < least ? least : share;
}

/* Counts what has passed since the last event. */
static void count_up(struct day *day, int64_t at_ms)
{
    int64_t passed = at_ms > day->mark_ms ? at_ms - day->mark_ms : 0;
    if (day->state == DAY_RUNNING)
        day->phases[day->at].spent_ms += passed;
    if (day->state == DAY_PAUSED)
        day->paused_ms += passed;
    if (goes_on(day))
        day->mark_ms = at_ms;
}

/* A phase goes on, or begins. */
static void enter(struct day *day, size_t item, int64_t at_ms)
{
    struct day_phase *phase = &day->phases[item];
    day->at = item;
    day->mark_ms = at_ms;
    day->state = DAY_RUNNING;
    if (phase->began_ms)
        return;
    phase->began_ms = at_ms;
    phase->length_ms = fitting_length(day, item, at_ms);
}

static void reset(struct day *day)
{
    int64_t sequence = day->sequence;
    day_begin(day, day->items, day->count, day->phases);
    day->sequence = sequence;
}

static void start(struct day *day, const struct day_event *event)
{
    reset(day);
    day->speed = event->speed;
    day->midnight_ms = event->midnight_ms;
    day->origin_ms = event->at_ms;
    day->origin_day_ms = event->speed > 1 ? fixed_start(day, 0) : event->at_ms;
    day->later = event->speed == 1 && event->begin_ms > event->at_ms;
    enter(day, 0, event->speed == 1 && event->begin_ms ? event->begin_ms : day->origin_day_ms);
}

/* What is given counts from now where the time is up; what has passed can't be taken away. */
static void extend(struct day *day, int64_t minutes)
{
    struct day_phase *phase = &day->phases[day->at];
    int64_t spent = phase->spent_ms, length = phase->length_ms;
    if (minutes > 0)
        phase->length_ms = (length > spent ? length : spent) + minutes * MINUTE_MS;
    else if (length > spent)
        phase->length_ms =
            length + minutes * MINUTE_MS > spent ? length + minutes * MINUTE_MS : spent;
}

static void change_agenda(struct day *day, const struct day_event *event)
{
    size_t begun = day_begun(day);
    day->items = event->items;
    day->count = event->count;
    for (size_t i = begun; i < day->count; i++)
        day->phases[i] =
            (struct day_phase){.length_ms = (int64_t)day->items[i].minutes * MINUTE_MS};
}

void day_apply(struct day *day, const struct day_event *event)
{
    day->sequence++;
    if (impossible(day, event) != TEXT_NONE)
        return;
    if (event->action == DAY_START) {
        start(day, event);
        return;
    }
    if (event->action == DAY_RESET) {
        reset(day);
        return;
    }
    if (event->action == DAY_AGENDA) {
        change_agenda(day, event);
        return;
    }
    int64_t at_ms = day_time(day, event->at_ms);
    bool early =
        day->later && day->at == 0 && day->state == DAY_RUNNING && at_ms < day->phases[0].began_ms;
    if (!early || event->action == DAY_NEXT) /* before its time a day keeps its start */
        count_up(day, at_ms);
    switch (event->action) {
    case DAY_PAUSE:
        day->state = DAY_PAUSED;
        break;
    case DAY_RESUME:
        day->state = DAY_RUNNING;
        break;
    case DAY_NEXT:
        if (day->at + 1 < day->count) {
            enter(day, day->at + 1, at_ms);
        } else {
            day->at = day->count;
            day->state = DAY_OVER;
        }
        break;
    case DAY_BACK:
        enter(day, day->at - 1, at_ms);
        break;
    case DAY_EXTEND:
        extend(day, event->minutes);
        break;
    default:
        day->moved_ms += event->minutes * MINUTE_MS;
        break;
    }
}

/* ---- what is seen of it ---- */

void day_forecast(const struct day *day, int64_t now_ms, int64_t *out)
{
    int64_t at_ms = day_time(day, now_ms);
    for (size_t i = 0; i < day->count; i++)
        out[i] = day->phases[i].began_ms;
    if (!goes_on(day))
        return;
    int64_t left = day->phases[day->at].length_ms - spent_by(day, at_ms);
    int64_t from = at_ms > day->mark_ms ? at_ms : day->mark_ms;
    int64_t end = from + (left > 0 ? left : 0);
    for (size_t i = day->at + 1; i < day->count; i++) {
        if (day->items[i].fixed && fixed_start(day, i) > end)
            end = fixed_start(day, i);
        out[i] = end;
        end += fitting_length(day, i, end);
    }
}

int64_t day_late_by(const struct day *day, size_t item, int64_t begins_ms)
{
    int64_t late = day->items[item].fixed ? begins_ms - fixed_start(day, item) : 0;
    return late >= MINUTE_MS ? late : 0;
}

bool day_late(const struct day *day, int64_t now_ms, struct day_late *out)
{
    int64_t begins[AGENDA_ITEMS_MOST];
    if (!goes_on(day) || day->count > AGENDA_ITEMS_MOST)
        return false;
    day_forecast(day, now_ms, begins);
    for (size_t i = day->at + 1; i < day->count; i++) {
        int64_t late = day_late_by(day, i, begins[i]);
        if (!late)
            continue;
        *out = (struct day_late){.title = day->items[i].title,
                                 .fixed_ms = fixed_start(day, i),
                                 .begins_ms = begins[i],
                                 .minutes = late / MINUTE_MS};
        return true;
    }
    return false;
}

static void copy(char *out, size_t size, const char *text)
{
    snprintf(out, size, "%s", text);
}

static bool is_kind(const struct day *day, size_t item, const char *kind)
{
    return strcasecmp(day->items[item].kind, kind) == 0;
}

/* The presentations to come. The slides are to be ready when the last phase that prepares them
 * ends, else when the presentations begin. */
static void show_presentations(const struct day *day, size_t next, struct day_record *out)
{
    size_t show = next;
    while (show < day->count && !is_kind(day, show, "showcase"))
        show++;
    if (show >= day->count)
        return;
    copy(out->show, sizeof out->show, day->items[show].title);
    out->show_minutes = day->items[show].minutes;
    if (!goes_on(day))
        return;
    int64_t left = out->length_ms - out->spent_ms;
    int64_t end = out->mark_ms + (left > 0 ? left : 0);
    for (size_t i = day->at + 1; i <= show; i++) {
        if (day->items[i].fixed && fixed_start(day, i) > end)
            end = fixed_start(day, i);
        out->show_fixed |= day->items[i].fixed;
        if (is_kind(day, i - 1, "prepare"))
            out->deck_ms = end;
        out->show_ms = end;
        end += fitting_length(day, i, end);
    }
    out->deck_ms = out->deck_ms ? out->deck_ms : out->show_ms;
}

void day_show(const struct day *day, struct day_record *out)
{
    *out = (struct day_record){.sequence = day->sequence,
                               .state = day->state,
                               .of = (int64_t)day->count,
                               .origin_ms = day->origin_ms,
                               .origin_day_ms = day->origin_day_ms,
                               .speed = day->speed};
    size_t next = day->state == DAY_WAITING ? 0 : day->at + 1;
    if (goes_on(day)) {
        const struct day_phase *phase = &day->phases[day->at];
        copy(out->phase, sizeof out->phase, day->items[day->at].title);
        copy(out->kind, sizeof out->kind, day->items[day->at].kind);
        out->number = (int64_t)day->at + 1;
        out->began_ms = phase->began_ms;
        out->mark_ms = day->mark_ms;
        out->spent_ms = phase->spent_ms;
        out->length_ms = phase->length_ms;
    }
    show_presentations(day, next, out);
    if (next >= day->count)
        return;
    copy(out->next, sizeof out->next, day->items[next].title);
    out->next_minutes = day->items[next].minutes;
    if (day->state == DAY_WAITING)
        out->next_fixed_ms = (int64_t)day->items[next].starts * MINUTE_MS;
    else if (day->items[next].fixed && goes_on(day))
        out->next_fixed_ms = fixed_start(day, next);
}
