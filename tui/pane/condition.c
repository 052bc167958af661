/* Owns the overlay in which a condition is typed. */
#include "tui/pane/condition.h"

#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"
#include "tui/widget/line.h"

enum { WORDS = 240, WIDTH = 70, NOTE_ROWS = 3 };

struct condition {
    struct overlay head;
    struct line line;
    char title[WORDS];
    char example[WORDS];
    struct error err; /* what is wrong with the line as it stands */
    bool tried;       /* Enter was pressed on it */
    int cursor_x;
    size_t tag;
    enum status (*check)(struct pane *pane, const char *text, struct error *err);
    void (*accepted)(struct pane *pane, const char *text, size_t tag);
};

/* Text over several lines, broken at blanks. */
static void draw_wrapped(const struct surface *surface, int y, struct span text, unsigned style)
{
    int room = surface->columns - 2;
    struct buffer safe = {0};
    utf8_screen(text, &safe);
    struct span rest = buffer_span(&safe);
    for (; rest.len > 0 && y < surface->rows && room > 0; y++) {
        size_t len = utf8_fit(rest, (size_t)room, NULL).len, cut = len;
        while (len < rest.len && cut > 0 && rest.data[cut] != ' ')
            cut--;
        len = cut > 0 ? cut : len;
        if (len == 0)
            break;
        surface_put(surface, 1, y, room, span_of(rest.data, len), style);
        while (len < rest.len && rest.data[len] == ' ')
            len++;
        rest = span_of(rest.data + len, rest.len - len);
    }
    buffer_free(&safe);
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct condition *condition = (struct condition *)head;
    struct surface inside;
    int width = WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4;
    bool wrong = condition->err.code != STATUS_OK;
    overlay_box(head, screen, condition->title, width, 1 + NOTE_ROWS, &inside);
    condition->cursor_x =
        1 + line_draw(&condition->line, &inside, 1, 0, inside.columns - 2, THEME_INPUT);
    draw_wrapped(&inside, 1, span_string(wrong ? condition->err.message : condition->example),
                 !wrong             ? THEME_OVERLAY_DIM
                 : condition->tried ? THEME_ERROR
                                    : THEME_OVERLAY_STRONG);
}

static void check(struct condition *condition)
{
    error_clear(&condition->err);
    condition->tried = false;
    condition->check(condition->head.pane, line_text(&condition->line), &condition->err);
}

static void finish(struct condition *condition)
{
    struct pane *pane = condition->head.pane;
    void (*accepted)(struct pane *, const char *, size_t) = condition->accepted;
    size_t tag = condition->tag;
    check(condition);
    if (condition->err.code != STATUS_OK) {
        condition->tried = true;
        return;
    }
    struct line line = condition->line;
    condition->line = (struct line){0};
    overlay_pop(pane->app);
    accepted(pane, line_text(&line), tag);
    line_free(&line);
    app_redraw(pane);
}

static void press(struct overlay *head, const struct key *key)
{
    struct condition *condition = (struct condition *)head;
    if (key_in("Enter", key))
        finish(condition);
    else if (line_key(&condition->line, key) == LINE_EDITED)
        check(condition);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    *x = head->x + 1 + ((const struct condition *)head)->cursor_x;
    *y = head->y + 1;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct condition *condition = (const struct condition *)head;
    bool wrong = condition->err.code != STATUS_OK;
    buffer_printf(out, "%s\n%s\n%s\n\n", condition->title, line_text(&condition->line),
                  wrong ? condition->err.message : condition->example);
}

static void release(struct overlay *head)
{
    line_free(&((struct condition *)head)->line);
}

static const struct overlay_class condition_class = {.name = "condition",
                                                     .keys = TEXT_DATA_CONDITION_KEYS,
                                                     .draw = draw,
                                                     .key = press,
                                                     .cursor = cursor,
                                                     .describe = describe,
                                                     .free = release};

void condition_open(struct pane *pane, const struct condition_request *request)
{
    struct condition *condition = overlay_push(pane, &condition_class, sizeof *condition);
    if (condition == NULL)
        return;
    line_set(&condition->line, request->initial);
    snprintf(condition->title, sizeof condition->title, "%s", request->title);
    snprintf(condition->example, sizeof condition->example, "%s", request->example);
    condition->tag = request->tag;
    condition->check = request->check;
    condition->accepted = request->accepted;
}
