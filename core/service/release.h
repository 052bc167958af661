/*
 * The release gate: everything that leaves datajam (rows on standard output, a copy into a
 * file, a report) passes here. It asks the policy, masks what the policy hides, never
 * overwrites silently, puts files in place whole or not at all, and logs what a person
 * takes out.
 */
#ifndef DATAJAM_SERVICE_RELEASE_H
#define DATAJAM_SERVICE_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/output/output.h"
#include "core/store/db.h"

struct release_request {
    struct db *db;       /* where it comes from; NULL: from nowhere that has a policy or a log */
    const char *subject; /* the dataset's name */
    const char *by;      /* who takes it out; "" or NULL: not known */
    bool log;            /* note it in the team file, if that can be written to */
    bool about;          /* it tells of datasets or of the work, and has no rows or figures */

    const char *path; /* the file to make; NULL: write to fd */
    bool replace;     /* an ordinary file at path may be replaced: the person was asked */
    int fd;           /* stays the caller's */
    const char *fd_name;

    enum output_format format;
    struct output_options options;
};

struct release;

/* Asks the policy and begins the output. STATUS_NO_ACCESS: the policy says no;
 * STATUS_EXISTS: there is something at path. */
enum status release_begin(struct release **out, const struct release_request *request,
                          const struct output_column *columns, size_t count, struct error *err);

/* STATUS_CANCELLED where the reader of fd has left. */
enum status release_row(struct release *release, const struct value *values, struct error *err);

/* The same for text that is written piece by piece into *sink, which is the release's own.
 * Masking doesn't reach into it: where the policy masks, it says no (STATUS_NO_ACCESS). */
enum status release_begin_text(struct release **out, const struct release_request *request,
                               struct sink **sink, struct error *err);

/* Ends the output, puts the file in its place, logs, and frees release in any case. */
enum status release_end(struct release *release, struct error *err);

/* Frees it; an unfinished file is removed. NULL is fine. */
void release_drop(struct release *release);

/* Whether anything may be written out of a team file, or of any file that lies in a jam. For what
 * doesn't pass the gate piece by piece. STATUS_NO_ACCESS: no. */
enum status release_allowed(struct db *db, struct error *err);
enum status release_allowed_from(const char *path, struct error *err);

/* Groups of fewer rows than this are hidden in what is presented or written: what the jam's
 * rules say, else MASK_MINIMUM. 1: nothing is hidden. */
enum status release_minimum(struct db *db, int64_t *out, struct error *err);

/* The same for text that is ready (one cell, a report): format and options don't count. */
enum status release_text(const struct release_request *request, struct span text,
                         struct error *err);

#endif
