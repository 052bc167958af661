/*
 * The hand-out: what a team reads before the day, in plain words, as a page that needs nothing
 * else and as text. Made of the agenda (without the notes for the facilitator), who does what on
 * the day, the rules of the jam, the topic with its dictionary, and the keys to begin with.
 */
#ifndef DATAJAM_SERVICE_HANDOUT_H
#define DATAJAM_SERVICE_HANDOUT_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"

enum { HANDOUT_CELLS = 6 };

enum handout_kind {
    HANDOUT_TITLE,
    HANDOUT_HEADING,
    HANDOUT_UNDER, /* a heading below a heading */
    HANDOUT_TEXT,
    HANDOUT_ITEM, /* of a list */
    HANDOUT_HEAD, /* what the columns of the table below are called */
    HANDOUT_ROW,  /* of a table */
    HANDOUT_KINDS
};

struct handout_line {
    enum handout_kind kind;
    const char *text;   /* of a row "" */
    const char **cells; /* of a row; at most HANDOUT_CELLS */
    size_t cell_count;
};

struct handout {
    const char *team, *title;
    struct handout_line *lines;
    size_t count;
};

/* For the team of that name, in any case, in arena. STATUS_NOT_FOUND: there is no such team,
 * and err names the nearest. */
enum status handout_make(const char *jam, const char *team, struct arena *arena,
                         struct handout *out, struct error *err);

void handout_text(const struct handout *handout, struct buffer *out);
void handout_html(const struct handout *handout, struct buffer *out);

/* Writes both for one team (NULL: for each) into folder, which is made where it is missing:
 * TEAM.html and TEAM.txt, called as the team's folder is. count: teams. */
enum status handout_write(const char *jam, const char *team, const char *folder, size_t *count,
                          struct error *err);

/* What hand-outs say of a jam beside its agenda, in anybody's words. */
struct handout_facts {
    const char *title; /* of the jam, also in the consoles of teams that are added later */
    const char *date, *place, *contact;
};

/* Keeps those that are not NULL in the jam's file, for all hand-outs from then on. */
enum status handout_keep(const char *jam, const struct handout_facts *facts, struct error *err);

#endif
