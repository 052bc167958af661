/* For the files of the working view alone. */
#ifndef DATAJAM_PANE_WORK_PRIVATE_H
#define DATAJAM_PANE_WORK_PRIVATE_H

#include "core/base/clock.h"
#include "tui/console/app.h"
#include "tui/pane/work.h"

enum { WORK_STEPS = 100 };

/* One state and the sentence of what led to it. */
struct work_step {
    struct work_draft *draft;
    char *words;
    int64_t at_ms;
    size_t kept_bytes; /* of it in what is remembered; 0: it is not there (work_past.c) */
    char *entry;       /* of the log, where it changed the file, too; else NULL */
    bool undone;       /* that change has been taken back */
    bool followed;     /* it shows what somebody else looks at (work_follow.c) */
};

struct work {
    struct app *app;
    struct work_step steps[WORK_STEPS]; /* the oldest first */
    size_t count, now;
    bool following; /* somebody's view is followed */
    int64_t number; /* of steps[0], counted from the first one there was, from 1 */
    uint64_t revisions[WORK_PARTS];
    int64_t made_dataset; /* that will be shown; 0: none */
    char made_entry[UUID_SIZE];

    struct arena *home; /* of the datasets */
    struct dataset_info *datasets;
    size_t dataset_count;
};

/* work_state.c */
struct work_state work_state_empty(void);
struct work_draft *work_draft_new(const struct work_state *from); /* a copy; NULL: no memory */
/* Where a and b differ, as a set of bits 1 << part; 0: nowhere. */
unsigned work_state_differences(const struct work_state *a, const struct work_state *b);

/* work_memory.c */
void work_remember(struct work *work);
/* As the dataset was left; an empty view where it never was. NULL: no memory. */
struct work_draft *work_recall(struct app *app, int64_t dataset);
/* A state under a name of one's own ("work.step.7"): bytes that it takes; 0: no memory. */
size_t work_remember_state(struct app *app, const char *under, const struct work_state *state);
void work_forget_state(struct app *app, const char *under);
/* NULL: there is none that can be read, or no memory. */
struct work_draft *work_recall_state(struct app *app, const char *under);

/* work_made.c: the entry of a step as one text, to be remembered; free it. NULL: it has none. */
char *work_made_text(const struct work_step *step);
void work_made_read(struct work_step *step, const char *text);

/* work_past.c: the steps from one start to the next. */
void work_past_keep(struct work *work);
void work_past_forget(struct work *work, size_t index); /* it goes */
/* Takes the place of the only step there is, where what was kept leads to it. */
void work_past_resume(struct work *work);

/* work.c: as work_commit, of that kind. */
struct work_kind {
    const char *entry; /* of the log; NULL: none */
    bool followed;
};
bool work_commit_kind(struct work *work, struct work_draft *draft, struct work_kind kind,
                      enum text_id words, const struct text_value *values);

/* work.c: what lies behind the present step goes. */
void work_forget_redo(struct work *work);
/* work.c: counts the parts, remembers, and tells the panes. */
void work_changed(struct work *work, unsigned parts);
struct work_draft *work_no_memory(const struct work *work); /* says so; NULL */
/* Takes the place of the present state without a step. */
void work_replace(struct work *work, struct work_draft *draft);

#endif
