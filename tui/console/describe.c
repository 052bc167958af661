/* Owns the screen in lines of text, for screen readers, --plain and tests. */
#include "tui/console/app_private.h"

static void describe_pane(const struct pane *pane, struct buffer *out)
{
    buffer_printf(out, "%d %s", (int)pane->class->place, text_get(pane->class->title));
    if (pane->class->caption) {
        buffer_add_string(out, " · ");
        pane->class->caption(pane, out);
    }
    buffer_add_byte(out, '\n');
    if (pane->class->describe)
        pane->class->describe(pane, out);
    if (out->len && out->data[out->len - 1] != '\n')
        buffer_add_byte(out, '\n');
    buffer_add_byte(out, '\n');
}

void app_describe(const struct app *app, struct buffer *out)
{
    const struct pane *focused = app_focused(app);
    const char *parts[] = {app->jam, app->team, app->topic};
    buffer_add_string(out, text_get(TEXT_CONSOLE_NAME));
    for (size_t i = 0; i < 3; i++) {
        if (*parts[i])
            buffer_printf(out, " · %s", parts[i]);
    }
    char day[MESSAGE_SIZE];
    today_words(app, day, sizeof day);
    if (*day)
        buffer_printf(out, " · %s", day);
    buffer_add_string(out, "\n\n");
    if (app->overlays && app->overlays->class->describe)
        app->overlays->class->describe(app->overlays, out);
    describe_pane(focused, out);
    for (size_t i = 0; i < app->pane_count; i++) {
        if (&app->panes[i] != focused)
            describe_pane(&app->panes[i], out);
    }
    if (app->message[0])
        buffer_printf(out, "%s\n", app->message);
    if (app->today.notice[0])
        buffer_printf(out, "%s\n", app->today.notice);
}
