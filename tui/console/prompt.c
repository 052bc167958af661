/* Owns the prompt: one line to type, with a label and a hint. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"
#include "tui/widget/line.h"

enum { WIDTH = 64, WORDS = 240 };

struct prompt {
    struct overlay head;
    struct line line;
    char title[WORDS];
    char label[WORDS];
    char hint[WORDS];
    int cursor_x;
    void (*accepted)(struct pane *pane, const char *text);
    void (*edited)(struct pane *pane, const char *text);
    void (*left)(struct pane *pane);
};

static void draw(struct overlay *head, const struct surface *screen)
{
    struct prompt *prompt = (struct prompt *)head;
    struct surface inside;
    int hint = (int)utf8_screen_width(span_string(prompt->hint));
    int width = hint + 2 > WIDTH ? hint + 2 : WIDTH;
    overlay_box(head, screen, prompt->title,
                width < screen->columns - 4 ? width : screen->columns - 4, hint ? 2 : 1, &inside);
    int x = 1 + surface_put_string(&inside, 1, 0, prompt->label, THEME_OVERLAY);
    if (x > 1)
        x++;
    prompt->cursor_x =
        x + line_draw(&prompt->line, &inside, x, 0, inside.columns - x - 1, THEME_INPUT);
    surface_put_cut(&inside, 1, 1, inside.columns - 2, span_string(prompt->hint),
                    THEME_OVERLAY_DIM);
}

static void finish(struct prompt *prompt)
{
    struct pane *pane = prompt->head.pane;
    void (*accepted)(struct pane *, const char *) = prompt->accepted;
    struct line line = prompt->line;
    prompt->line = (struct line){0};
    overlay_pop(pane->app);
    if (accepted)
        accepted(pane, line_text(&line));
    line_free(&line);
    app_redraw(pane);
}

static void press(struct overlay *head, const struct key *key)
{
    struct prompt *prompt = (struct prompt *)head;
    if (key_in("Enter", key)) {
        finish(prompt);
        return;
    }
    if (line_key(&prompt->line, key) == LINE_EDITED && prompt->edited) {
        prompt->edited(head->pane, line_text(&prompt->line));
        app_redraw(head->pane);
    }
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    *x = head->x + 1 + ((const struct prompt *)head)->cursor_x;
    *y = head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct prompt *prompt = (const struct prompt *)head;
    buffer_printf(out, "%s\n%s %s\n%s\n\n", prompt->title, prompt->label, line_text(&prompt->line),
                  prompt->hint);
}

static void left(struct overlay *head)
{
    struct pane *pane = head->pane;
    void (*tell)(struct pane *) = ((struct prompt *)head)->left;
    overlay_pop(head->app);
    if (tell)
        tell(pane);
    app_redraw(pane);
}

static void release(struct overlay *head)
{
    line_free(&((struct prompt *)head)->line);
}

static const struct overlay_class prompt_class = {.name = "prompt",
                                                  .keys = TEXT_CONSOLE_KEYS_PROMPT,
                                                  .draw = draw,
                                                  .key = press,
                                                  .cursor = cursor,
                                                  .describe = describe,
                                                  .left = left,
                                                  .free = release};

void app_open_prompt(struct pane *pane, const struct prompt_request *request)
{
    struct prompt *prompt = overlay_push(pane, &prompt_class, sizeof *prompt);
    if (!prompt)
        return;
    line_set(&prompt->line, request->initial);
    snprintf(prompt->title, sizeof prompt->title, "%s", request->title);
    snprintf(prompt->label, sizeof prompt->label, "%s", request->label ? request->label : "");
    snprintf(prompt->hint, sizeof prompt->hint, "%s", request->hint ? request->hint : "");
    prompt->accepted = request->accepted;
    prompt->edited = request->edited;
    prompt->left = request->left;
}
