/* For doctor*.c only: a doctor at work. */
#ifndef DATAJAM_SERVICE_DOCTOR_INTERNAL_H
#define DATAJAM_SERVICE_DOCTOR_INTERNAL_H

#include <stdint.h>
#include <sys/stat.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/service/doctor.h"
#include "core/service/kind.h"
#include "core/store/db.h"

struct doctor;

/* Repairs; which and place are what the finding was about. */
typedef enum status doctor_mend_fn(struct doctor *doctor, int64_t which, size_t place,
                                   struct error *err);

struct doctor_mend {
    doctor_mend_fn *mend;
    int64_t which;
    size_t place;
};

enum { FINDINGS_MOST = 400 };

struct doctor {
    struct arena *arena;
    char *path;
    const char *jam; /* a jam's folder is looked over; NULL: one file */
    enum file_kind kind;
    struct stat info;
    struct db *db; /* for looking, then for repairs; NULL: it could not be opened */
    bool writes;   /* db does */
    struct finding findings[FINDINGS_MOST];
    struct doctor_mend mends[FINDINGS_MOST];
    size_t count;
    char *copy; /* made before repairs */
};

/* Adds what was found; text NULL: no memory for the words. */
void doctor_find(struct doctor *doctor, enum finding_level level, enum text_id words,
                 const struct text_value *values);

/* Says how the last finding is repaired. */
void doctor_can(struct doctor *doctor, enum text_id words, doctor_mend_fn *mend, int64_t which,
                size_t place);

/* Each adds what it finds. What it returns as an error is a finding, too. */
typedef enum status doctor_check_fn(struct doctor *doctor, struct error *err);

doctor_check_fn doctor_check_integrity; /* doctor_file.c */
doctor_check_fn doctor_check_registers;
doctor_check_fn doctor_check_columns;
doctor_check_fn doctor_check_access; /* doctor_beside.c */
doctor_check_fn doctor_check_disk;
doctor_check_fn doctor_check_imports;
doctor_check_fn doctor_check_leftovers;
doctor_check_fn doctor_check_drafts;
doctor_check_fn doctor_check_copies;
doctor_check_fn doctor_check_topics; /* doctor_topics.c */
doctor_check_fn doctor_check_agenda; /* doctor_day.c */
doctor_check_fn doctor_check_clock;
doctor_check_fn doctor_check_teams;
doctor_check_fn doctor_check_gate;
doctor_check_fn doctor_check_room;

#endif
