/*
 * The hand-out: what a team reads before the day, in plain words, as a page that needs nothing
 * else and as text. Made of the topic with its dictionary, the agenda (without the notes for
 * the facilitator) and who does what on the day.
 */
#ifndef DATAJAM_SERVICE_HANDOUT_H
#define DATAJAM_SERVICE_HANDOUT_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"

enum handout_kind {
    HANDOUT_TITLE,
    HANDOUT_HEADING,
    HANDOUT_UNDER, /* a heading below a heading */
    HANDOUT_TEXT,
    HANDOUT_ITEM, /* of a list; label in front of it, or "" */
    HANDOUT_KINDS
};

struct handout_line {
    enum handout_kind kind;
    const char *label, *text;
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

#endif
