/*
 * The use case "report": the deck as a file that the team can take home. HTML is one file
 * with its pictures inside; Markdown has SVG files beside it. All of it passes the release
 * gate.
 */
#ifndef DATAJAM_SERVICE_REPORT_H
#define DATAJAM_SERVICE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/service/deck.h"

enum report_format { REPORT_HTML, REPORT_MARKDOWN };

/* By the ending of the name. STATUS_INVALID: it has another. */
enum status report_format_of(const char *path, enum report_format *out, struct error *err);

struct report_request {
    const struct evidence_ground *ground;
    const char *path; /* its folder is made when it isn't there */
    bool replace;     /* files that are there may be replaced */
    const char *by;   /* who takes it out; "" or NULL: not known */
};

struct report_outcome {
    size_t slides, pictures; /* pictures: SVG files beside it */
    struct deck_meter meter;
    bool masked, changed;
    size_t telling;    /* slides whose texts have a number that is hidden in their figures, */
    const char *claim; /* the first of them, in arena, */
    const char *tells; /* and the number */
    int64_t minimum;
};

/* Writes it whole or not at all. STATUS_EXISTS: there is something at path, or at one of its
 * pictures. */
enum status report_write(const struct report_request *request, struct arena *arena,
                         struct report_outcome *out, struct error *err);

/* Where a report of the team goes when nobody says where: a new folder beside the team file,
 * and a file in it. In arena. STATUS_INVALID: the team file has no place. */
enum status report_place(struct db *db, struct arena *arena, enum report_format format,
                         const char **path, struct error *err);

/* ---- the two writers: add to out ---- */

enum status report_html(struct arena *arena, const struct deck *deck, struct buffer *out,
                        struct error *err);

/* pictures: the beginning of the pictures' names; "report" gives report-1.svg, … for each
 * slide with a chart; NULL: figures alone. */
enum status report_markdown(struct arena *arena, const struct deck *deck, const char *pictures,
                            struct buffer *out, struct error *err);

#endif
