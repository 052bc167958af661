/* Keys as they are read off the screen. */
#include "tests/support/newcomer.h"

#include <stdio.h>
#include <string.h>

/* How a key is written on the screen, where that is not its name. */
static const char *written(const char *key)
{
    static const struct {
        const char *key, *text;
    } arrows[] = {{"Up", "↑↓"}, {"Down", "↑↓"}, {"Left", "←→"}, {"Right", "←→"}};
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (strcmp(arrows[i].key, key) == 0)
            return arrows[i].text;
    return key;
}

void newcomer_press(struct newcomer *who, const char *key, const char *does)
{
    char text[100];
    snprintf(text, sizeof text, "%s %s", written(key), does);
    if (!vt_find(who->vt, text, NULL, NULL))
        vt_fail(who->vt, "nothing on the screen says \"%s\"", text);
    vt_keys(who->vt, key);
    who->presses++;
}

void newcomer_type(struct newcomer *who, const char *letters, const char *prompt)
{
    vt_expect(who->vt, prompt);
    vt_type(who->vt, letters);
    who->presses += (int)strlen(letters);
}

void newcomer_menu(struct newcomer *who, const char *letter, const char *title)
{
    newcomer_press(who, "F9", "Menu");
    vt_expect(who->vt, title);
    newcomer_type(who, letter, "letters jump");
}
