/* The list of steps in words, to go back to any of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

enum { TIME_SIZE = 32 };

/* The newest stands first. */
static void chosen(struct pane *pane, size_t index)
{
    struct work *work = data_state(pane)->work;
    work_go_to_step(work, work_step_count(work) - 1 - index);
}

/* "10:33", with its date when it was on another day. */
static void write_time(int64_t ms, char *out, size_t size)
{
    char day[16], today[16], time[8];
    clock_local_date(day, sizeof day, ms);
    clock_local_date(today, sizeof today, clock_now_ms());
    clock_local_hm(time, sizeof time, ms);
    bool other = strcmp(day, today) != 0;
    snprintf(out, size, "%s%s%s", other ? day : "", other ? " " : "", time);
}

void data_command_steps(struct pane *pane)
{
    const struct work *work = data_state(pane)->work;
    size_t count = work_step_count(work);
    struct list_item *items = calloc(count, sizeof *items);
    char(*times)[TIME_SIZE] = calloc(count, sizeof *times);
    for (size_t i = 0; items != NULL && times != NULL && i < count; i++) {
        size_t step = count - 1 - i;
        write_time(work_step_ms(work, step), times[i], sizeof times[i]);
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
