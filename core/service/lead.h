/*
 * The lead's screen as a use case: what a team file and the seats beside it say of who does
 * what, of open questions, deck and checklist; ticking an item; calling a coach for the team as
 * a whole. The rules are core/jam/lead.
 */
#ifndef DATAJAM_SERVICE_LEAD_H
#define DATAJAM_SERVICE_LEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/help.h"
#include "core/jam/lead.h"
#include "core/service/evidence.h"
#include "core/store/db.h"
#include "core/store/lead.h"

#define LEAD_LOG_KIND "lead"

/* Where a call for the team as a whole comes from: help_request.pane. */
#define LEAD_PANE "lead"

struct lead_view {
    const char *team; /* its name, or "" */
    struct lead_person *people;
    size_t person_count, here;
    struct lead_card *cards; /* of the board in its order, archived ones and the frame, too */
    size_t card_count;
    const struct lead_card **questions; /* that are open, as a lead looks at them */
    size_t question_count, free;        /* free: nobody has them */
    struct deck_meter meter;
    size_t slides;
    int64_t minutes;                    /* that they take */
    struct lead_tick ticks[LEAD_ITEMS]; /* at_ms 0: not ticked */
};

/* All of *out in arena. A file in memory has nobody who is here. */
enum status lead_read(struct db *db, struct arena *arena, struct lead_view *out, struct error *err);

/* Of that id; NULL: there is none. */
const struct lead_card *lead_view_card(const struct lead_view *view, int64_t id);

/* So many items are ticked. */
size_t lead_ticked(const struct lead_view *view);

/* Ticks an item, or takes the tick away; one transaction with its entry in the log. What is so
 * already stays as it is, with who did it. */
enum status lead_tick(struct db *db, enum lead_item item, bool on, const char *by,
                      struct error *err);

/* A call for the team as a whole; *out as help_ask gives it. */
enum status lead_call(struct db *db, struct arena *arena, const char *text, const char *by,
                      struct help_request *out, struct error *err);

/* ---- in words, of a day's record (NULL: there is none) ---- */

struct day_record;

/* "Analysis 2, 32 min left · then Prepare at 14:30", or why that is not known. */
void lead_time_words(const struct day_record *record, char *out, size_t size);
/* "Showcase at 15:00, in 1 h 02 · slides are due then"; "" where nothing is to be said. */
void lead_show_words(const struct day_record *record, char *out, size_t size);
/* "3 findings with a star, 6 slides: about 5 of 10 min". True: it takes longer than there is. */
bool lead_deck_words(const struct day_record *record, const struct lead_view *view, char *out,
                     size_t size);

/* ---- the deck, worked out ---- */

/* What is known of a card of the deck only when its figures are worked out; may be slow. */
struct lead_check {
    int64_t card;
    unsigned gaps;
};
enum status lead_check_deck(const struct evidence_ground *ground, struct arena *arena,
                            struct lead_check **out, size_t *count, struct error *err);

/* All that a card of the deck lacks. checks: may be none yet. */
unsigned lead_all_gaps(const struct lead_card *card, const struct lead_check *checks, size_t count);

#endif
