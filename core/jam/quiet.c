/*
 * The rules for quiet teams. One walk over the events gathers what each person did last; the
 * rules are then asked in the order of their weight. Apart from the console that watches, so
 * that recorded days can be judged.
 */
#include "core/jam/quiet.h"

#include <string.h>
#include <strings.h>

#include "core/base/text.h"

enum {
    MINUTE = 60 * 1000,
    UNDO_MINUTES = 10,  /* so many minutes are looked back … */
    UNDO_STEPS = 6,     /* … for so many steps taken back */
    STUCK_MINUTES = 20, /* on the same view; reading is no reason for longer */
    READING_MINUTES = 40,
    AWAY_MINUTES = 12,
    ALONE_MINUTES = 20,
    IDLE_MINUTES = 30,
    KEY_MINUTES = 5, /* who has pressed a key since is at work */
    PEOPLE_MOST = 32
};

/* Phases in which a silent console is no reason: people talk, eat, or show. */
static const char *const other_phases[] = {"kick-off", "huddle", "lunch",  "break",
                                           "showcase", "survey", "closing"};

struct person {
    const char *name;
    bool here;
    int64_t key_ms;
    int64_t view_ms;   /* since when the view is what it is */
    const char *words; /* of the view; NULL: not told */
};

struct gathered {
    struct person people[PEOPLE_MOST];
    size_t count;
    int64_t work_ms, gone_ms; /* the last of them; 0: none */
    int64_t steps;            /* taken back lately */
};

bool quiet_phase_counts(const char *phase)
{
    for (size_t i = 0; i < sizeof other_phases / sizeof *other_phases; i++)
        if (strcasecmp(phase, other_phases[i]) == 0)
            return false;
    return true;
}

static struct person *person_of(struct gathered *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->people[i].name, name) == 0)
            return &all->people[i];
    if (all->count == PEOPLE_MOST)
        return NULL;
    all->people[all->count] = (struct person){.name = name};
    return &all->people[all->count++];
}

static void take_view(struct person *person, const struct quiet_event *event)
{
    if (!person->words || !event->words || strcmp(person->words, event->words) != 0)
        person->view_ms = event->at_ms;
    person->words = event->words;
}

static void take(struct gathered *all, const struct quiet_event *event, int64_t now_ms)
{
    struct person *person = person_of(all, event->person);
    if (!person)
        return;
    if (event->kind == QUIET_WORK)
        all->work_ms = event->at_ms;
    if (event->kind == QUIET_UNDO && now_ms - event->at_ms <= (int64_t)UNDO_MINUTES * MINUTE)
        all->steps++;
    if (event->kind == QUIET_VIEW)
        take_view(person, event);
    if (event->kind == QUIET_GO) {
        person->here = false;
        all->gone_ms = event->at_ms;
        return;
    }
    /* Work may be that of a console that is not watched, or of the command line. */
    person->here = person->here || event->kind != QUIET_WORK;
    person->key_ms = event->at_ms;
    if (!person->view_ms)
        person->view_ms = event->at_ms;
}

/* Minutes since then, but none from before the phase. */
static int64_t minutes_since(const struct quiet_when *when, int64_t ms)
{
    int64_t from = ms > when->phase_since_ms ? ms : when->phase_since_ms;
    return from > 0 && when->now_ms > from ? (when->now_ms - from) / MINUTE : 0;
}

static int64_t last_key(const struct gathered *all)
{
    int64_t last = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->people[i].here && all->people[i].key_ms > last)
            last = all->people[i].key_ms;
    return last;
}

static bool at_work(const struct quiet_when *when, const struct person *person)
{
    return person->here && when->now_ms - person->key_ms < (int64_t)KEY_MINUTES * MINUTE;
}

/* ---- the rules: true when it is that ---- */

typedef bool rule(const struct gathered *all, const struct quiet_when *when,
                  struct quiet_judgement *out);

static bool is_undoing(const struct gathered *all, const struct quiet_when *when,
                       struct quiet_judgement *out)
{
    (void)when;
    out->steps = all->steps;
    out->minutes = UNDO_MINUTES;
    return all->steps >= UNDO_STEPS;
}

/* The topic's page is read for longer than a pivot is looked at. */
static int64_t patience(const struct person *person)
{
    const char *topic = text_get(TEXT_TOPIC_TITLE);
    return person->words && strncmp(person->words, topic, strlen(topic)) == 0 ? READING_MINUTES
                                                                              : STUCK_MINUTES;
}

/* Everyone who is at work there has had the same view for long, and nothing was made. */
static bool is_stuck(const struct gathered *all, const struct quiet_when *when,
                     struct quiet_judgement *out)
{
    const struct person *longest = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct person *person = &all->people[i];
        if (!at_work(when, person))
            continue;
        if (minutes_since(when, person->view_ms) < patience(person))
            return false;
        if (!longest || person->view_ms < longest->view_ms)
            longest = person;
    }
    if (!longest || minutes_since(when, all->work_ms) < STUCK_MINUTES)
        return false;
    out->minutes = minutes_since(when, longest->view_ms);
    out->words = longest->words;
    return true;
}

static bool is_away(const struct gathered *all, const struct quiet_when *when,
                    struct quiet_judgement *out)
{
    int64_t last = out->here ? last_key(all) : all->gone_ms;
    if (all->work_ms > last)
        last = all->work_ms;
    out->minutes = minutes_since(when, last);
    return out->minutes >= AWAY_MINUTES;
}

static bool is_alone(const struct gathered *all, const struct quiet_when *when,
                     struct quiet_judgement *out)
{
    const struct person *one = NULL;
    int64_t latest = 0; /* key of the others */
    if (out->here < 2)
        return false;
    for (size_t i = 0; i < all->count; i++) {
        const struct person *person = &all->people[i];
        if (!person->here)
            continue;
        if (at_work(when, person) && one)
            return false;
        if (at_work(when, person))
            one = person;
        else if (person->key_ms > latest)
            latest = person->key_ms;
    }
    out->minutes = minutes_since(when, latest);
    out->person = one ? one->name : "";
    return one && out->minutes >= ALONE_MINUTES;
}

static bool is_idle(const struct gathered *all, const struct quiet_when *when,
                    struct quiet_judgement *out)
{
    int64_t since = all->work_ms;
    for (size_t i = 0; i < all->count && !all->work_ms; i++) {
        /* nothing was ever made: since the first of them had something before them */
        int64_t view = all->people[i].view_ms;
        since = since == 0 || (view > 0 && view < since) ? view : since;
    }
    const struct person *reader = all->count ? &all->people[0] : NULL;
    for (size_t i = 0; i < all->count; i++)
        if (all->people[i].key_ms > reader->key_ms)
            reader = &all->people[i];
    out->minutes = minutes_since(when, since);
    return reader &&
           out->minutes >= (patience(reader) == READING_MINUTES ? READING_MINUTES : IDLE_MINUTES);
}

static rule *const rules[QUIET_REASONS] = {
    [QUIET_UNDOING] = is_undoing, [QUIET_STUCK] = is_stuck, [QUIET_AWAY] = is_away,
    [QUIET_ALONE] = is_alone,     [QUIET_IDLE] = is_idle,
};

void quiet_judge(const struct quiet_event *events, size_t count, const struct quiet_when *when,
                 struct quiet_judgement *out)
{
    struct gathered all = {.count = 0};
    for (size_t i = 0; i < count; i++)
        take(&all, &events[i], when->now_ms);
    *out = (struct quiet_judgement){.reason = QUIET_NONE};
    for (size_t i = 0; i < all.count; i++)
        out->here += all.people[i].here;
    if (when->asked || !quiet_phase_counts(when->phase))
        return;
    for (int reason = QUIET_NONE + 1; reason < QUIET_REASONS; reason++) {
        struct quiet_judgement judged = {.reason = (enum quiet_reason)reason, .here = out->here};
        if (rules[reason](&all, when, &judged)) {
            *out = judged;
            return;
        }
    }
}

/* ---- order and words ---- */

int quiet_compare(const struct quiet_judgement *a, const struct quiet_judgement *b)
{
    if (a->reason != b->reason) {
        if (a->reason == QUIET_NONE || b->reason == QUIET_NONE)
            return a->reason == QUIET_NONE ? 1 : -1;
        return (int)a->reason - (int)b->reason;
    }
    if (a->reason == QUIET_NONE)
        return 0;
    int64_t more = a->reason == QUIET_UNDOING ? b->steps - a->steps : b->minutes - a->minutes;
    return more < 0 ? -1 : more > 0;
}

size_t quiet_words(const struct quiet_judgement *judgement, char *out, size_t size)
{
    static const enum text_id words[QUIET_REASONS] = {
        [QUIET_UNDOING] = TEXT_QUIET_UNDOING, [QUIET_STUCK] = TEXT_QUIET_STUCK,
        [QUIET_AWAY] = TEXT_QUIET_AWAY,       [QUIET_ALONE] = TEXT_QUIET_ALONE,
        [QUIET_IDLE] = TEXT_QUIET_IDLE,
    };
    enum text_id id = words[judgement->reason];
    if (judgement->reason == QUIET_NONE) {
        *out = '\0';
        return 0;
    }
    if (judgement->reason == QUIET_AWAY && judgement->here == 0)
        id = TEXT_QUIET_NOBODY;
    if (judgement->reason == QUIET_STUCK && (!judgement->words || !*judgement->words))
        id = TEXT_QUIET_STUCK_SOMEWHERE;
    return text_format(out, size, id,
                       TEXT_VALUES(text_number("minutes", judgement->minutes),
                                   text_number("steps", judgement->steps),
                                   text_number("here", judgement->here),
                                   text_string("view", judgement->words),
                                   text_string("person", judgement->person)));
}
