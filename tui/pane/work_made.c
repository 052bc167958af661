/*
 * Steps that changed the file: going over them is a change in the file, too, which a worker does
 * later. The steps say how it is to be; what is not so yet is due, one after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/pane/work_private.h"

enum { DONE = '+', UNDONE = '-' };

/* The newest that is to be taken back comes first, then the oldest that is to be done again. */
static bool find_due(const struct work *work, size_t *index)
{
    for (size_t i = work->count; i > work->now + 1; i--) {
        *index = i - 1;
        if (work->steps[*index].entry != NULL && !work->steps[*index].undone)
            return true;
    }
    for (size_t i = 0; i <= work->now; i++) {
        *index = i;
        if (work->steps[i].entry != NULL && work->steps[i].undone)
            return true;
    }
    return false;
}

bool work_due(const struct work *work, int64_t *step, const char **entry)
{
    size_t index;
    if (!find_due(work, &index))
        return false;
    *step = work->number + (int64_t)index;
    *entry = work->steps[index].entry;
    return true;
}

void work_settle(struct work *work, int64_t step, const char *entry)
{
    int64_t index = step - work->number;
    if (index < 0 || index >= (int64_t)work->count) /* it is gone meanwhile */
        return;
    struct work_step *settled = &work->steps[index];
    free(settled->entry);
    settled->entry = entry != NULL ? strdup(entry) : NULL;
    settled->undone = entry != NULL && !settled->undone;
    work_past_forget(work, (size_t)index);
    work_past_keep(work);
}

char *work_made_text(const struct work_step *step)
{
    size_t len = step->entry != NULL ? strlen(step->entry) : 0;
    char *text = len > 0 ? malloc(len + 2) : NULL;
    if (text == NULL)
        return NULL;
    text[0] = step->undone ? UNDONE : DONE;
    memcpy(text + 1, step->entry, len + 1);
    return text;
}

void work_made_read(struct work_step *step, const char *text)
{
    if (text == NULL || (text[0] != DONE && text[0] != UNDONE))
        return;
    step->entry = strdup(text + 1);
    step->undone = text[0] == UNDONE;
}
