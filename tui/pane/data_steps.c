/* The list of steps in words, to go back to any of them. */
#include <stdlib.h>

#include "core/base/clock.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

/* The newest stands first. */
static void chosen(struct pane *pane, size_t index)
{
    struct work *work = data_state(pane)->work;
    work_go_to_step(work, work_step_count(work) - 1 - index);
}

void data_command_steps(struct pane *pane)
{
    const struct work *work = data_state(pane)->work;
    size_t count = work_step_count(work);
    struct list_item *items = calloc(count, sizeof *items);
    char(*times)[16] = calloc(count, sizeof *times);
    for (size_t i = 0; items != NULL && times != NULL && i < count; i++) {
        size_t step = count - 1 - i;
        clock_local_hm(times[i], sizeof times[i], work_step_ms(work, step));
        items[i] = (struct list_item){.text = work_step_words(work, step), .detail = times[i]};
    }
    const struct list_request request = {.title = text_get(TEXT_DATA_STEPS_TITLE),
                                         .items = items,
                                         .count = count,
                                         .selected = count - 1 - work_step_now(work),
                                         .chosen = chosen};
    if (items != NULL && times != NULL)
        app_open_list(pane, &request);
    free(items);
    free(times);
}

bool data_has_steps(const struct pane *pane)
{
    return work_step_count(data_state(pane)->work) > 1;
}
