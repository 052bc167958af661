/* Owns the steps of a text editor. A step is what was taken out and what was put in; letters
 * that are typed one after the other are one step until a word ends. */
#include <stdlib.h>
#include <string.h>

#include "tui/widget/editor_private.h"

enum { STEPS_MOST = 500 };

struct editor_step {
    size_t at;
    struct buffer removed, added;
    size_t cursor; /* where it stood before */
};

static void free_step(struct editor_step *step)
{
    buffer_free(&step->removed);
    buffer_free(&step->added);
}

static void forget_from(struct editor *editor, size_t first)
{
    for (size_t i = first; i < editor->step_count; i++)
        free_step(&editor->steps[i]);
    editor->step_count = first;
}

void editor_forget(struct editor *editor)
{
    forget_from(editor, 0);
    free(editor->steps);
    editor->steps = NULL;
    editor->step_now = 0;
    editor->joining = false;
}

/* Room for one more; the oldest goes where there are many. */
static struct editor_step *new_step(struct editor *editor)
{
    if (!editor->steps)
        editor->steps = calloc(STEPS_MOST, sizeof *editor->steps);
    if (!editor->steps)
        return NULL;
    if (editor->step_count == STEPS_MOST) {
        free_step(&editor->steps[0]);
        memmove(editor->steps, editor->steps + 1, (STEPS_MOST - 1) * sizeof *editor->steps);
        editor->step_count--;
    }
    struct editor_step *step = &editor->steps[editor->step_count++];
    *step = (struct editor_step){.cursor = editor->cursor};
    editor->step_now = editor->step_count;
    return step;
}

static bool joins(const struct editor *editor, size_t at, struct span removed, bool typed)
{
    if (!typed || !editor->joining || editor->step_count == 0 || removed.len)
        return false;
    const struct editor_step *last = &editor->steps[editor->step_count - 1];
    return last->at + last->added.len == at;
}

void editor_note(struct editor *editor, size_t at, struct span removed, struct span added,
                 bool typed)
{
    forget_from(editor, editor->step_now);
    struct editor_step *step = joins(editor, at, removed, typed)
                                   ? &editor->steps[editor->step_count - 1]
                                   : new_step(editor);
    bool word_ends = added.len == 1 && (added.data[0] == ' ' || added.data[0] == '\n');
    editor->joining = typed && !word_ends;
    if (!step)
        return; /* it can't be taken back then */
    if (!step->added.len && !step->removed.len)
        step->at = at;
    buffer_add_span(&step->removed, removed);
    buffer_add_span(&step->added, added);
}

bool editor_undo(struct editor *editor)
{
    if (editor->step_now == 0)
        return false;
    const struct editor_step *step = &editor->steps[editor->step_now - 1];
    if (!editor_replace(editor, step->at, step->at + step->added.len, buffer_span(&step->removed)))
        return false;
    editor->cursor = step->cursor;
    editor->step_now--;
    editor->joining = false;
    return true;
}

bool editor_redo(struct editor *editor)
{
    if (editor->step_now == editor->step_count)
        return false;
    const struct editor_step *step = &editor->steps[editor->step_now];
    if (!editor_replace(editor, step->at, step->at + step->removed.len, buffer_span(&step->added)))
        return false;
    editor->step_now++;
    editor->joining = false;
    return true;
}
