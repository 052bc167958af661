/* Owns questions with a yes and a no. */
#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"
#include "tui/widget/reader.h"

enum { WIDTH = 60, WORDS = 80 };

struct question {
    struct overlay head;
    struct reader reader;
    char answers[2][WORDS]; /* yes, no */
    int places[2];          /* their columns inside the box */
    int chosen;
    void (*answered)(struct pane *pane, bool yes);
};

static int answer_width(const struct question *question, int i)
{
    return (int)utf8_screen_width(span_string(question->answers[i])) + 4;
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct question *question = (struct question *)head;
    struct surface inside;
    int width = answer_width(question, 0) + answer_width(question, 1) + 4;
    width = width < WIDTH ? WIDTH : width;
    width = width < screen->columns - 6 ? width : screen->columns - 6;
    int rows = reader_wrap(&question->reader, width - 2);
    overlay_box(head, screen, "", width, rows + 2, &inside);
    struct surface body = surface_part(&inside, 1, 0, inside.columns - 2, inside.rows - 2);
    reader_draw(&question->reader, &body);
    for (int i = 0, x = 1; i < 2; i++) {
        unsigned style = question->chosen == i ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_STRONG;
        question->places[i] = x;
        surface_fill(&inside, x, inside.rows - 1, answer_width(question, i), 1, style);
        surface_put_string(&inside, x + 2, inside.rows - 1, question->answers[i], style);
        x += answer_width(question, i) + 2;
    }
}

static void answer(struct question *question, bool yes)
{
    struct pane *pane = question->head.pane;
    void (*answered)(struct pane *, bool) = question->answered;
    overlay_pop(pane->app);
    if (answered)
        answered(pane, yes);
    app_redraw(pane);
}

static void click(struct question *question, const struct key *key)
{
    int x, y;
    if (key->action != MOUSE_PRESS || !overlay_inside(&question->head, key, &x, &y) ||
        y != question->head.rows - 3)
        return;
    for (int i = 0; i < 2; i++) {
        if (x >= question->places[i] && x < question->places[i] + answer_width(question, i)) {
            answer(question, i == 0);
            return;
        }
    }
}

static void press(struct overlay *head, const struct key *key)
{
    struct question *question = (struct question *)head;
    if (key->code == KEYCODE_MOUSE)
        click(question, key);
    else if (key_in("Left Right Tab Shift-Tab Up Down", key))
        question->chosen = !question->chosen;
    else if (key_in("Enter Space", key))
        answer(question, question->chosen == 0);
    else if (key_in("y Y", key))
        answer(question, true);
    else if (key_in("n N", key))
        answer(question, false);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct question *question = (const struct question *)head;
    *x = head->x + 1 + question->places[question->chosen] + 2;
    *y = head->y + head->rows - 2;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct question *question = (const struct question *)head;
    reader_describe(&question->reader, out);
    for (int i = 0; i < 2; i++)
        buffer_printf(out, "%s %s\n", question->chosen == i ? ">" : " ", question->answers[i]);
    buffer_add_byte(out, '\n');
}

static void left(struct overlay *head)
{
    answer((struct question *)head, false);
}

static void release(struct overlay *head)
{
    reader_free(&((struct question *)head)->reader);
}

static const struct overlay_class question_class = {.name = "question",
                                                    .keys = TEXT_CONSOLE_KEYS_QUESTION,
                                                    .draw = draw,
                                                    .key = press,
                                                    .cursor = cursor,
                                                    .describe = describe,
                                                    .left = left,
                                                    .free = release};

void app_open_question(struct pane *pane, const struct question_request *request)
{
    struct question *question = overlay_push(pane, &question_class, sizeof *question);
    if (!question)
        return;
    struct card_line line = {.text = request->text, .style = THEME_OVERLAY};
    if (!reader_set(&question->reader, &line, 1)) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        overlay_pop(pane->app);
        return;
    }
    snprintf(question->answers[0], WORDS, "%s", request->yes);
    snprintf(question->answers[1], WORDS, "%s", request->no);
    question->answered = request->answered;
}
