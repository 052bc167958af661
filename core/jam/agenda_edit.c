/* The rules of changing an agenda, and how its cells are read. Apart from the clock, which only
 * knows that the agenda is another one. */
#include "core/jam/agenda_edit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/nearest.h"

enum { DAY_MINUTES = 24 * 60, KIND_MOST = 60, NOWHERE = -1, HOLE_LEAST = 10 };

const char *const agenda_kinds[] = {"kick-off", "huddle",   "analysis", "lunch",
                                    "prepare",  "showcase", "survey",   NULL};

/* ---- reading ---- */

/* One or more digits and nothing else, at most `most`; -1: it is something else. */
static int read_number(const char *text, size_t len, int most)
{
    int number = 0;
    if (len == 0 || len > 4)
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number <= most ? number : -1;
}

/* Behind the minutes: seconds, which nobody plans by, and the half of the day. */
static bool read_end(const char *end, int *hours)
{
    if ((*end == ':' || *end == '.') && end[1] == '0' && end[2] == '0')
        end += 3;
    end += strspn(end, " ");
    if (*end == '\0')
        return true;
    bool after = strcasecmp(end, "pm") == 0;
    if ((!after && strcasecmp(end, "am") != 0) || *hours < 1 || *hours > 12)
        return false;
    *hours = *hours % 12 + (after ? 12 : 0);
    return true;
}

int agenda_read_time(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if ((text[digits] != ':' && text[digits] != '.') ||
        strspn(text + digits + 1, "0123456789") != 2)
        return -1;
    int hours = read_number(text, digits, 23), minutes = read_number(text + digits + 1, 2, 59);
    return hours < 0 || minutes < 0 || !read_end(text + digits + 3, &hours) ? -1
                                                                            : hours * 60 + minutes;
}

const char *agenda_write_time(int minutes, char out[AGENDA_TIME_SIZE])
{
    snprintf(out, AGENDA_TIME_SIZE, "%02d:%02d", minutes / 60 % 24, minutes % 60);
    return out;
}

bool agenda_read_flag(const char *text, bool *out)
{
    static const char *const yes[] = {"yes", "y", "true", "x",    "1",
                                      "ja",  "j", "oui",  "wahr", "vrai"};
    static const char *const no[] = {"",  "no",   "n",   "false",  "0",
                                     "-", "nein", "non", "falsch", "faux"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        *out = strcasecmp(text, yes[i]) == 0;
        if (*out || strcasecmp(text, no[i]) == 0)
            return true;
    }
    return false;
}

const char *agenda_kind_meant(const char *kind)
{
    size_t count = 0;
    for (; agenda_kinds[count]; count++) {
        if (strcasecmp(kind, agenda_kinds[count]) == 0)
            return NULL;
    }
    int near = *kind ? nearest_name(kind, agenda_kinds, count) : -1;
    return near < 0 ? NULL : agenda_kinds[near];
}

enum agenda_gap agenda_gap_behind(const struct agenda_item *items, size_t count, size_t at,
                                  int *minutes)
{
    *minutes = at + 1 < count ? items[at + 1].starts - items[at].starts - items[at].minutes : 0;
    if (*minutes < 0) {
        *minutes = -*minutes;
        return AGENDA_OVERLAP;
    }
    return *minutes >= HOLE_LEAST ? AGENDA_HOLE : AGENDA_FITS;
}

int agenda_read_minutes(const char *text)
{
    int minutes = read_number(text, strlen(text), AGENDA_MINUTES_MOST);
    return minutes >= 1 ? minutes : -1;
}

bool agenda_same(const struct agenda_item *a, const struct agenda_item *b)
{
    return a->starts == b->starts && a->minutes == b->minutes && a->fixed == b->fixed &&
           strcmp(a->title, b->title) == 0 && strcmp(a->kind, b->kind) == 0 &&
           strcmp(a->note, b->note) == 0;
}

/* ---- finding ---- */

/* Where the phase is that somebody saw; NOWHERE: it is no more, or there are two of them. */
static long find(const struct agenda_item *items, size_t count, const struct agenda_edit *edit)
{
    long found = NOWHERE;
    if (edit->kind == AGENDA_ADD && !edit->was.title)
        return (long)count;
    if (!edit->was.title)
        return NOWHERE;
    if (edit->at < count && agenda_same(&items[edit->at], &edit->was))
        return (long)edit->at;
    for (size_t i = 0; i < count; i++) {
        if (!agenda_same(&items[i], &edit->was))
            continue;
        if (found != NOWHERE)
            return NOWHERE;
        found = (long)i;
    }
    return found;
}

/* ---- what is refused ---- */

static struct agenda_refusal refuse(enum text_id words, enum agenda_field field, const char *title,
                                    int time)
{
    return (struct agenda_refusal){words, field, title ? title : "", time};
}

static struct agenda_refusal check_item(const struct agenda_item *item)
{
    if (!item->title || !item->title[strspn(item->title, " ")])
        return refuse(TEXT_AGENDA_NO_TITLE, AGENDA_TITLE, NULL, 0);
    if (strlen(item->title) > AGENDA_TITLE_MOST)
        return refuse(TEXT_AGENDA_LONG_TITLE, AGENDA_TITLE, NULL, 0);
    if (item->starts < 0 || item->starts >= DAY_MINUTES)
        return refuse(TEXT_AGENDA_BAD_TIME, AGENDA_TIME, NULL, 0);
    if (item->minutes < 1 || item->minutes > AGENDA_MINUTES_MOST)
        return refuse(TEXT_AGENDA_BAD_MINUTES, AGENDA_MINUTES, NULL, 0);
    if (strlen(item->kind) > KIND_MOST)
        return refuse(TEXT_AGENDA_LONG_KIND, AGENDA_KIND, NULL, 0);
    return refuse(TEXT_NONE, AGENDA_NO_FIELD, NULL, 0);
}

/* A fixed phase that is to begin at 2:00 instead of 14:00 would take the time of all before it:
 * what comes before must begin before, and what is fixed and comes behind must begin behind. */
static struct agenda_refusal check_place(const struct agenda_item *items, size_t count, size_t at)
{
    const struct agenda_item *item = &items[at];
    if (at > 0 && item->starts < items[at - 1].starts)
        return refuse(TEXT_AGENDA_TOO_EARLY, AGENDA_TIME, items[at - 1].title,
                      items[at - 1].starts);
    for (size_t i = at + 1; i < count; i++) {
        if (items[i].fixed && items[i].starts < item->starts)
            return refuse(TEXT_AGENDA_TOO_LATE, AGENDA_TIME, items[i].title, items[i].starts);
    }
    return refuse(TEXT_NONE, AGENDA_NO_FIELD, NULL, 0);
}

/* ---- doing it ---- */

/* The plan of what is not fixed moves along. */
static void shift(struct agenda_item *items, size_t count, size_t from, int minutes)
{
    for (size_t i = from; i < count && !items[i].fixed; i++) {
        int starts = items[i].starts + minutes;
        items[i].starts = starts < 0 ? 0 : starts >= DAY_MINUTES ? DAY_MINUTES - 1 : starts;
    }
}

static int end_of(const struct agenda_item *item)
{
    return item->starts + item->minutes;
}

static size_t change(const struct agenda_item *items, size_t count, size_t at,
                     const struct agenda_edit *edit, struct agenda_item *out)
{
    size_t rest = at + (edit->kind != AGENDA_ADD); /* of items: from here on they stay */
    size_t made = at + (edit->kind != AGENDA_DROP);
    int by = edit->kind == AGENDA_DROP  ? -items[at].minutes
             : edit->kind == AGENDA_ADD ? edit->now.minutes
                                        : end_of(&edit->now) - end_of(&items[at]);
    for (size_t i = 0; i < at; i++)
        out[i] = items[i];
    if (edit->kind != AGENDA_DROP)
        out[at] = edit->now;
    for (size_t i = rest; i < count; i++)
        out[made + i - rest] = items[i];
    size_t all = made + count - rest;
    shift(out, all, made, by);
    return all;
}

static struct agenda_refusal check(const struct agenda_item *items, size_t count, size_t begun,
                                   const struct agenda_edit *edit, long at)
{
    if (at == NOWHERE)
        return refuse(TEXT_AGENDA_GONE, AGENDA_NO_FIELD, edit->was.title, 0);
    if ((size_t)at < begun)
        return refuse(TEXT_AGENDA_PAST, AGENDA_NO_FIELD, items[at].title, 0);
    if (edit->kind == AGENDA_ADD && count >= AGENDA_ITEMS_MOST)
        return refuse(TEXT_AGENDA_FULL, AGENDA_NO_FIELD, NULL, 0);
    if (edit->kind == AGENDA_DROP)
        return refuse(count > 1 ? TEXT_NONE : TEXT_AGENDA_LAST, AGENDA_NO_FIELD, items[at].title,
                      0);
    return check_item(&edit->now);
}

struct agenda_refusal agenda_apply(const struct agenda_item *items, size_t count, size_t begun,
                                   const struct agenda_edit *edit, struct agenda_item *out,
                                   size_t *out_count)
{
    struct agenda_item made[AGENDA_ITEMS_MOST + 1];
    long at = find(items, count, edit);
    struct agenda_refusal refusal = check(items, count, begun, edit, at);
    if (refusal.words != TEXT_NONE)
        return refusal;
    size_t all = change(items, count, (size_t)at, edit, made);
    if (edit->kind == AGENDA_ADD ||
        (edit->kind == AGENDA_CHANGE && edit->now.starts != items[at].starts))
        refusal = check_place(made, all, (size_t)at);
    if (refusal.words != TEXT_NONE)
        return refusal;
    memcpy(out, made, all * sizeof *made);
    *out_count = all;
    return refusal;
}
