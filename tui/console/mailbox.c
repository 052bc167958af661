/*
 * Owns the way back from the workers: finished jobs, progress, news of foreign changes.
 * One lock, one descriptor that wakes the console.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "tui/console/mailbox_private.h"

enum { NEWS_LIMIT = 4 };

struct mailbox {
    pthread_mutex_t lock;
    int wake;
    struct job *first;
    struct job **last;
    bool changed, here, day;
    bool fresh; /* news since the last take */
    struct {
        const struct job *job;
        struct job_news news;
    } progress[NEWS_LIMIT]; /* as many as there can be workers */
};

struct mailbox *mailbox_new(void)
{
    struct mailbox *mailbox = calloc(1, sizeof *mailbox);
    if (!mailbox)
        return NULL;
    mailbox->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (mailbox->wake < 0 || pthread_mutex_init(&mailbox->lock, NULL) != 0) {
        if (mailbox->wake >= 0)
            close(mailbox->wake);
        free(mailbox);
        return NULL;
    }
    mailbox->last = &mailbox->first;
    return mailbox;
}

void mailbox_free(struct mailbox *mailbox)
{
    if (!mailbox)
        return;
    while (mailbox->first) {
        struct job *job = mailbox->first;
        mailbox->first = job->private->next;
        job_free(job);
    }
    close(mailbox->wake);
    pthread_mutex_destroy(&mailbox->lock);
    free(mailbox);
}

int mailbox_descriptor(const struct mailbox *mailbox)
{
    return mailbox->wake;
}

static void wake(struct mailbox *mailbox)
{
    uint64_t one = 1;
    ssize_t done = write(mailbox->wake, &one, sizeof one);
    (void)done; /* EAGAIN: it is awake already */
}

static void forget_progress(struct mailbox *mailbox, const struct job *job)
{
    for (int i = 0; i < NEWS_LIMIT; i++) {
        if (mailbox->progress[i].job == job)
            mailbox->progress[i].job = NULL;
    }
}

void mailbox_post(struct mailbox *mailbox, struct job *job)
{
    pthread_mutex_lock(&mailbox->lock);
    forget_progress(mailbox, job);
    job->private->next = NULL;
    *mailbox->last = job;
    mailbox->last = &job->private->next;
    pthread_mutex_unlock(&mailbox->lock);
    wake(mailbox);
}

void mailbox_post_changed(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->changed = true;
    pthread_mutex_unlock(&mailbox->lock);
    wake(mailbox);
}

void mailbox_post_here(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->here = true;
    pthread_mutex_unlock(&mailbox->lock);
    wake(mailbox);
}

void mailbox_post_day(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->day = true;
    pthread_mutex_unlock(&mailbox->lock);
    wake(mailbox);
}

void mailbox_post_progress(struct mailbox *mailbox, const struct job *job,
                           const struct job_news *news)
{
    pthread_mutex_lock(&mailbox->lock);
    int slot = -1;
    for (int i = 0; i < NEWS_LIMIT; i++) {
        if (mailbox->progress[i].job == job || (slot < 0 && !mailbox->progress[i].job))
            slot = i;
        if (mailbox->progress[i].job == job)
            break;
    }
    if (slot >= 0) {
        mailbox->progress[slot].job = job;
        mailbox->progress[slot].news = *news;
        mailbox->fresh = true;
    }
    pthread_mutex_unlock(&mailbox->lock);
    wake(mailbox);
}

struct job *mailbox_take(struct mailbox *mailbox, bool *changed, bool *news, bool *here, bool *day)
{
    uint64_t count;
    ssize_t done = read(mailbox->wake, &count, sizeof count);
    (void)done; /* EAGAIN: nobody has rung */
    pthread_mutex_lock(&mailbox->lock);
    struct job *first = mailbox->first;
    mailbox->first = NULL;
    mailbox->last = &mailbox->first;
    if (changed)
        *changed = mailbox->changed;
    if (news)
        *news = mailbox->fresh;
    if (here)
        *here = mailbox->here;
    if (day)
        *day = mailbox->day;
    mailbox->day = false;
    mailbox->here = false;
    mailbox->changed = false;
    mailbox->fresh = false;
    pthread_mutex_unlock(&mailbox->lock);
    return first;
}

bool mailbox_progress(struct mailbox *mailbox, const struct job *job, struct job_news *out)
{
    bool found = false;
    pthread_mutex_lock(&mailbox->lock);
    for (int i = 0; i < NEWS_LIMIT && !found; i++) {
        found = mailbox->progress[i].job == job;
        if (found)
            *out = mailbox->progress[i].news;
    }
    pthread_mutex_unlock(&mailbox->lock);
    return found;
}
