/* Time, presentations and deck in words: the same on the screen and on the command line. */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/jam/day_record.h"
#include "core/service/lead.h"

enum { WORDS = 160, TIME = 32, MINUTE = 60 * 1000 };

void lead_time_words(const struct day_record *record, char *out, size_t size)
{
    char left[WORDS], at[TIME];
    int64_t now = clock_now_ms();
    if (!record || !day_is_on(record)) {
        enum text_id words = !record                        ? TEXT_LEAD_TIME_NONE
                             : record->state == DAY_WAITING ? TEXT_LEAD_TIME_WAITING
                                                            : TEXT_LEAD_TIME_OVER;
        snprintf(out, size, "%s", text_get(words));
        return;
    }
    day_words(record, now, left, sizeof left);
    text_format(
        out, size, *record->next ? TEXT_LEAD_TIME_NEXT : TEXT_LEAD_TIME_PHASE,
        TEXT_VALUES(text_string("phase", record->phase), text_string("left", left),
                    text_string("next", record->next),
                    text_string("at", clock_local_hm(at, sizeof at, day_next_ms(record, now)))));
}

/* Time to come counts to its last second, as on the clock. */
static char *until(char *out, size_t size, int64_t ms)
{
    return lead_since(out, size, ms + MINUTE - 1);
}

void lead_show_words(const struct day_record *record, char *out, size_t size)
{
    char at[TIME], due[TIME], left[TIME], due_left[TIME];
    int64_t now = clock_now_ms();
    *out = '\0';
    if (!record || record->state == DAY_OVER)
        return;
    int64_t time = day_record_time(record, now);
    int64_t show = day_show_ms(record, now), deck = day_deck_ms(record, now);
    bool before = show - deck >= MINUTE && deck > time;
    enum text_id words = strcmp(record->kind, "showcase") == 0 ? TEXT_LEAD_SHOW_RUNS
                         : !*record->show                      ? TEXT_LEAD_SHOW_NONE
                         : !show                               ? TEXT_LEAD_SHOW_UNKNOWN
                         : before                              ? TEXT_LEAD_SHOW_DUE_BEFORE
                                                               : TEXT_LEAD_SHOW_DUE;
    bool runs = words == TEXT_LEAD_SHOW_RUNS;
    text_format(
        out, size, words,
        TEXT_VALUES(text_string("show", runs ? record->phase : record->show),
                    text_string("at", clock_local_hm(at, sizeof at, show)),
                    text_string("left", until(left, sizeof left, show - time)),
                    text_string("due", clock_local_hm(due, sizeof due, deck)),
                    text_string("due_left", until(due_left, sizeof due_left, deck - time))));
}

bool lead_deck_words(const struct day_record *record, const struct lead_view *view, char *out,
                     size_t size)
{
    int64_t share = record ? day_show_share(record) : 0;
    bool is_long = share > 0 && view->minutes > share;
    text_format(out, size,
                is_long     ? TEXT_LEAD_DECK_LONG
                : share > 0 ? TEXT_LEAD_DECK_PLAN
                            : TEXT_LEAD_DECK,
                TEXT_VALUES(text_number("findings", (int64_t)view->meter.findings),
                            text_number("slides", (int64_t)view->slides),
                            text_number("minutes", view->minutes), text_number("share", share)));
    return is_long;
}
