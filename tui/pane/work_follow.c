/* Somebody else's view as one step, whatever they do: see work.h. */
#include "tui/pane/work_private.h"

bool work_follow(struct work *work, struct work_draft *draft, enum text_id words,
                 const struct text_value *values)
{
    struct work_step *now = &work->steps[work->now];
    bool other = work_state_differences(&now->draft->state, &draft->state) != 0;
    bool good = true;
    if (!other)
        work_abandon(draft);
    else if (now->followed)
        work_replace(work, draft);
    else
        good = work_commit_kind(work, draft, (struct work_kind){.followed = !work->following},
                                words, values);
    work->following = work->following || (good && other);
    return good;
}

bool work_is_followed(const struct work *work)
{
    return work->steps[work->now].followed;
}

bool work_has_left(const struct work *work)
{
    return work->following && !work->steps[work->now].followed;
}

void work_unfollow(struct work *work)
{
    bool own = !work->following || !work->steps[work->now].followed;
    work->following = false;
    for (size_t i = 0; i < work->count && own; i++)
        work->steps[i].followed = false;
    if (own || work->now == 0)
        return;
    work->steps[work->now].followed = false;
    work_go_to_step(work, work->now - 1);
    work_forget_redo(work);
    work_past_keep(work); /* without it */
}
