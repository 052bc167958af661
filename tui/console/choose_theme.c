/* Owns the choice of the theme, which holds at once and for this person. */
#include "tui/console/choose_theme.h"

#include <string.h>

#include "tui/console/app_private.h"

static const struct {
    const char *name;
    enum text_id words;
} themes[] = {{"dark", TEXT_CONSOLE_THEME_DARK},
              {"light", TEXT_CONSOLE_THEME_LIGHT},
              {"mono", TEXT_CONSOLE_THEME_MONO}};

enum { THEMES = sizeof themes / sizeof *themes };

static enum status put_on(struct app *app, const char *name, struct error *err)
{
    struct theme theme;
    enum status status = theme_load(&theme, name, err);
    if (status != STATUS_OK)
        return status;
    app->theme = theme;
    app->theme_changes++;
    app->dirty = app->repaint = true;
    return STATUS_OK;
}

static void chosen(struct pane *pane, size_t index)
{
    struct error err = {0};
    if (put_on(pane->app, themes[index].name, &err) != STATUS_OK) {
        app_say_error(pane->app, &err);
        return;
    }
    app_remember(pane->app, CHOOSE_THEME_KEY, themes[index].name);
    app_say(pane->app, TEXT_CONSOLE_THEME_CHOSEN, NULL);
}

void choose_theme_open(struct pane *pane)
{
    struct list_item items[THEMES] = {{.text = NULL}};
    const char *now = app_recall(pane->app, CHOOSE_THEME_KEY);
    struct list_request request = {.title = text_get(TEXT_CONSOLE_THEME_TITLE),
                                   .items = items,
                                   .count = THEMES,
                                   .chosen = chosen};
    for (size_t i = 0; i < THEMES; i++) {
        items[i].text = text_get(themes[i].words);
        if (now && strcmp(now, themes[i].name) == 0)
            request.selected = i;
    }
    app_open_list(pane, &request);
}

void choose_theme_resume(struct app *app)
{
    const char *name = app_recall(app, CHOOSE_THEME_KEY);
    if (name)
        (void)put_on(app, name, NULL); /* one that is gone: the usual one stays */
}
