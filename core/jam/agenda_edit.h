/*
 * Changing the agenda, also while the day runs: a phase is changed, added or taken out. What has
 * begun is past; its time is counted, and it stays as it was. Pure rules, which know nothing of
 * how an agenda is kept.
 *
 * An edit names its phase by place and by what it was when somebody saw it. Where another one
 * has changed the agenda since, the phase is found again by what it was, or the edit is refused.
 */
#ifndef DATAJAM_JAM_AGENDA_EDIT_H
#define DATAJAM_JAM_AGENDA_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/agenda.h"
#include "core/base/text.h"

enum { AGENDA_ITEMS_MOST = 200, AGENDA_MINUTES_MOST = 24 * 60, AGENDA_TITLE_MOST = 120 };

/* The words for kinds that datajam knows; NULL-ended. Any other word is one, too. */
extern const char *const agenda_kinds[];

/* "9:30", or as spreadsheets write it: "09:30:00", "9.30", "9:30 PM"; in minutes after midnight.
 * -1: it is no time. */
int agenda_read_time(const char *text);

/* And back: "09:30". Gives out. */
enum { AGENDA_TIME_SIZE = 16 };
const char *agenda_write_time(int minutes, char out[AGENDA_TIME_SIZE]);

/* "yes", "true", "x", "1", "ja" …; "no", "false", "0", "" …. False: it is neither. */
bool agenda_read_flag(const char *text, bool *out);

/* The kind that was probably meant; NULL: it is one, or a word of its own. */
const char *agenda_kind_meant(const char *kind);

/* One to AGENDA_MINUTES_MOST; -1: it is no such number. */
int agenda_read_minutes(const char *text);

bool agenda_same(const struct agenda_item *a, const struct agenda_item *b);

/* What of a plan doesn't fit together, though it can be run. */
enum agenda_gap {
    AGENDA_FITS,
    AGENDA_HOLE,    /* minutes in which nothing is planned */
    AGENDA_OVERLAP, /* the item is longer than the time until the next one */
};
enum agenda_gap agenda_gap_behind(const struct agenda_item *items, size_t count, size_t at,
                                  int *minutes);

enum agenda_edit_kind { AGENDA_CHANGE, AGENDA_ADD, AGENDA_DROP };

struct agenda_edit {
    enum agenda_edit_kind kind;
    size_t at;              /* the phase; AGENDA_ADD: the one that it comes before, or the count */
    struct agenda_item was; /* that phase as it was seen; title NULL: the end */
    struct agenda_item now; /* AGENDA_CHANGE, AGENDA_ADD */
};

/* What of a phase is to be put right. */
enum agenda_field {
    AGENDA_NO_FIELD,
    AGENDA_TITLE,
    AGENDA_TIME,
    AGENDA_MINUTES,
    AGENDA_KIND,
};

struct agenda_refusal {
    enum text_id words; /* TEXT_NONE: it is not refused. {title}: of the phase, or the other one */
    enum agenda_field field;
    const char *title; /* "" where there is none; lives as long as the items */
    int time;          /* in minutes after midnight; 0 where there is none */
};

/*
 * Does it to an agenda of which the first `begun` phases are past. out has room for count + 1;
 * its strings are those of items and edit. The plan of what follows moves along, up to the next
 * fixed phase. What is refused leaves out and *out_count as they were.
 */
struct agenda_refusal agenda_apply(const struct agenda_item *items, size_t count, size_t begun,
                                   const struct agenda_edit *edit, struct agenda_item *out,
                                   size_t *out_count);

#endif
