/*
 * The doctor: looks a team file (or a jam file, or a jam's folder before its day) over, with what
 * lies beside it, says what is
 * right and wrong, and repairs what can be repaired. Looking changes nothing; while it looks
 * through a large file, others who write wait for a moment.
 */
#ifndef DATAJAM_SERVICE_DOCTOR_H
#define DATAJAM_SERVICE_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/store/rescue.h"

enum finding_level {
    FINDING_GOOD,
    FINDING_NOTE,
    FINDING_WARNING,
    FINDING_DAMAGE,
    FINDING_WRONG /* nothing is damaged, and the day can't go so */
};

struct finding {
    enum finding_level level;
    const char *words;
    const char *repair; /* what repairing does, and what it would lose; NULL: it can't be */
};

struct doctor;

/* Looks at what a name means. STATUS_NOT_FOUND, STATUS_NO_ACCESS, STATUS_WRONG_KIND: it is no
 * such file, or can't be looked at; damage is no error. *out lives until doctor_free. */
enum status doctor_look(struct doctor **out, const char *name, struct error *err);
void doctor_free(struct doctor *doctor); /* NULL is fine */

const char *doctor_path(const struct doctor *doctor);
const struct finding *doctor_findings(const struct doctor *doctor, size_t *count);
bool doctor_found(const struct doctor *doctor, enum finding_level level);

/* Copies the file beside it first; *path, the doctor's, tells where. */
enum status doctor_copy_first(struct doctor *doctor, const char **path, struct error *err);

/* Repairs what one finding says. */
enum status doctor_repair(struct doctor *doctor, size_t finding, struct error *err);

/* What a table is called for people: "cards"; a dataset's name; NULL: nothing they know. */
const char *doctor_table_words(const struct rescued_table *table);

#endif
