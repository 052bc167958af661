/* The workers' side of the mailbox. */
#ifndef DATAJAM_CONSOLE_MAILBOX_PRIVATE_H
#define DATAJAM_CONSOLE_MAILBOX_PRIVATE_H

#include "tui/console/worker.h"

/* The job is done: the console's again. */
void mailbox_post(struct mailbox *mailbox, struct job *job);

/* Others have changed the team file. */
void mailbox_post_changed(struct mailbox *mailbox);

/* Somebody has come or gone, or looks at something else. */
void mailbox_post_here(struct mailbox *mailbox);

/* The clock of the day or the announcements have changed. */
void mailbox_post_day(struct mailbox *mailbox);

void mailbox_post_progress(struct mailbox *mailbox, const struct job *job,
                           const struct job_news *news);

#endif
