/* The rules of a round of check-ins. Questions are a table: each with the state that it fits. */
#include "core/jam/check_in.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"

enum { MINUTE = 60 * 1000, CALLS_OFTEN = 3, NOTES = 1200 };

static const char *const moves[CHECK_IN_MOVES] = {
    [CHECK_IN_TAKE] = "take", [CHECK_IN_RELEASE] = "release", [CHECK_IN_FINISH] = "finish"};

static const char *const states[CHECK_IN_STATES] = {
    [CHECK_IN_DUE] = "due", [CHECK_IN_THERE] = "there", [CHECK_IN_DONE] = "done"};

const char *check_in_move_name(enum check_in_move move)
{
    return moves[move];
}

bool check_in_move_from_name(const char *name, enum check_in_move *out)
{
    for (int i = 0; i < CHECK_IN_MOVES; i++) {
        if (strcmp(name, moves[i]) == 0) {
            *out = (enum check_in_move)i;
            return true;
        }
    }
    return false;
}

const char *check_in_state_name(enum check_in_state state)
{
    return states[state];
}

bool check_in_phase(const char *kind)
{
    return strcasecmp(kind, "lunch") == 0;
}

/* ---- one team's ---- */

void check_in_fold(const struct check_in_event *events, size_t count, int64_t since_ms,
                   struct check_in *out)
{
    const struct check_in due = {.state = CHECK_IN_DUE, .coach = "", .note = "", .former = ""};
    struct check_in before = due; /* the last one that was ended in this round */
    *out = due;
    for (size_t i = 0; i < count; i++) {
        const struct check_in_event *event = &events[i];
        switch (event->move) {
        case CHECK_IN_TAKE:
            *out = (struct check_in){.state = CHECK_IN_THERE,
                                     .coach = event->coach,
                                     .began_ms = event->at_ms,
                                     .note = "",
                                     .again = before.state == CHECK_IN_DONE,
                                     .former = *before.former ? before.former : before.note};
            break;
        case CHECK_IN_RELEASE:
            *out = before;
            break;
        case CHECK_IN_FINISH:
            if (event->at_ms < since_ms || out->state != CHECK_IN_THERE) {
                *out = before;
                break;
            }
            out->state = CHECK_IN_DONE;
            out->ended_ms = event->at_ms;
            out->note = event->note ? event->note : "";
            before = *out;
            break;
        case CHECK_IN_MOVES:
            break;
        }
    }
}

size_t check_in_notes(const struct check_in *check_in, char *out, size_t size)
{
    const char *between = *check_in->former && *check_in->note ? " · " : "";
    int len = snprintf(out, size, "%s%s%s", check_in->former, between, check_in->note);
    return len < 0 ? 0 : (size_t)len < size ? (size_t)len : size - 1;
}

bool check_in_lapsed(const struct check_in *check_in, int64_t now_ms)
{
    return check_in->state == CHECK_IN_THERE &&
           now_ms - check_in->began_ms >= (int64_t)CHECK_IN_MINUTES_MOST * MINUTE;
}

bool check_in_is_open(const struct check_in *check_in, int64_t now_ms)
{
    return check_in->state == CHECK_IN_DUE || check_in_lapsed(check_in, now_ms);
}

bool check_in_is_of(const struct check_in *check_in, const char *who)
{
    return check_in->state == CHECK_IN_THERE && strcmp(check_in->coach, who) == 0;
}

enum text_id check_in_refused(const struct check_in *check_in, enum check_in_move move,
                              const char *who, int64_t now_ms)
{
    bool there = check_in->state == CHECK_IN_THERE, own = check_in_is_of(check_in, who);
    if (move != CHECK_IN_TAKE)
        return !there ? TEXT_CHECK_IN_NOT_ON : own ? TEXT_NONE : TEXT_CHECK_IN_NOT_YOURS;
    if (own)
        return TEXT_CHECK_IN_YOURS;
    return there && !check_in_lapsed(check_in, now_ms) ? TEXT_CHECK_IN_TAKEN : TEXT_NONE;
}

size_t check_in_told(const struct check_in *check_in, const char *who, int64_t now_ms, char *out,
                     size_t size)
{
    char notes[NOTES], at[8];
    size_t noted = check_in_notes(check_in, notes, sizeof notes);
    enum text_id id = noted ? TEXT_CHECK_IN_ROW_NOTE : TEXT_CHECK_IN_ROW_DONE;
    *out = '\0';
    if (check_in->state == CHECK_IN_DUE)
        return 0;
    if (check_in->state == CHECK_IN_THERE)
        id = check_in_is_of(check_in, who)       ? TEXT_CHECK_IN_ROW_MINE
             : check_in_lapsed(check_in, now_ms) ? TEXT_CHECK_IN_ROW_FORGOTTEN
                                                 : TEXT_CHECK_IN_ROW_THERE;
    clock_local_hm(at, sizeof at, check_in->ended_ms ? check_in->ended_ms : check_in->began_ms);
    return text_format(out, size, id,
                       TEXT_VALUES(text_string("coach", check_in->coach), text_string("at", at),
                                   text_string("note", notes)));
}

/* ---- where to go ---- */

/* How far the team is: the less, the sooner a coach should be there. */
static int stage(const struct check_in_signs *signs)
{
    if (!signs->seen)
        return 0;
    if (!signs->made)
        return 1;
    if (signs->findings == 0)
        return 2;
    if (signs->bare > 0 || signs->careless > 0)
        return 3;
    return signs->deck == 0 ? 4 : 5;
}

int check_in_compare(const struct check_in_signs *a, const struct check_in_signs *b)
{
    int order = stage(a) - stage(b);
    if (order == 0 && a->calls != b->calls)
        order = a->calls > b->calls ? -1 : 1;
    return order;
}

/* ---- what to ask ---- */

static size_t not_seen(const struct check_in_signs *signs)
{
    return !signs->seen;
}

static size_t nothing_made(const struct check_in_signs *signs)
{
    return signs->seen && !signs->made;
}

static size_t called_often(const struct check_in_signs *signs)
{
    return signs->calls >= CALLS_OFTEN ? signs->calls : 0;
}

static size_t no_question(const struct check_in_signs *signs)
{
    return signs->questions == 0 && signs->findings == 0;
}

static size_t no_finding(const struct check_in_signs *signs)
{
    return signs->made && signs->findings == 0;
}

static size_t bare(const struct check_in_signs *signs)
{
    return signs->bare;
}

static size_t careless(const struct check_in_signs *signs)
{
    return signs->careless;
}

static size_t obstacles(const struct check_in_signs *signs)
{
    return signs->obstacles;
}

static size_t no_deck(const struct check_in_signs *signs)
{
    return signs->findings > 0 && signs->deck == 0;
}

static size_t deck_begun(const struct check_in_signs *signs)
{
    return signs->deck;
}

/* What weighs most comes first. */
static const struct {
    size_t (*fits)(const struct check_in_signs *signs); /* the count; 0: it does not fit */
    enum text_id id;
} questions[] = {
    {not_seen, TEXT_CHECK_IN_ASK_NOT_SEEN},  {nothing_made, TEXT_CHECK_IN_ASK_NOTHING_MADE},
    {called_often, TEXT_CHECK_IN_ASK_CALLS}, {no_question, TEXT_CHECK_IN_ASK_NO_QUESTION},
    {no_finding, TEXT_CHECK_IN_ASK_FINDING}, {bare, TEXT_CHECK_IN_ASK_EVIDENCE},
    {careless, TEXT_CHECK_IN_ASK_CAVEAT},    {obstacles, TEXT_CHECK_IN_ASK_OBSTACLES},
    {no_deck, TEXT_CHECK_IN_ASK_NO_DECK},    {deck_begun, TEXT_CHECK_IN_ASK_DECK},
};

size_t check_in_ask(const struct check_in_signs *signs,
                    struct check_in_question out[CHECK_IN_ASK_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        size_t fits = questions[i].fits(signs);
        if (fits > 0 && count < CHECK_IN_ASK_MOST - 1)
            out[count++] = (struct check_in_question){questions[i].id, fits};
    }
    out[count++] = (struct check_in_question){TEXT_CHECK_IN_ASK_LAST, 0};
    return count;
}

size_t check_in_words(const struct check_in_question *question, char *out, size_t size)
{
    return text_format(out, size, question->id,
                       TEXT_VALUES(text_number("count", (int64_t)question->count)));
}
