/* tmux, driven by its command line. */
#include "tests/support/tmux.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

enum { PATIENCE_MS = 30000, MAX_WORDS = 40 };

struct tmux {
    struct tmux *next;
    const char *socket;
    struct buffer screen;
};

static struct tmux *living; /* ended at exit: a failed test jumps over its tmux_end */

/* Runs tmux with the given words; what it says goes to out, if that is not NULL. */
static void command(struct tmux *tmux, const char *const *words, struct buffer *out)
{
    const char *all[MAX_WORDS] = {"tmux", "-u", "-f", "/dev/null", "-S", tmux->socket};
    size_t n = 6;
    for (; *words && n < MAX_WORDS - 1; words++)
        all[n++] = *words;
    all[n] = NULL;
    struct fixture_run run = fixture_run(all, NULL, NULL);
    if (run.status != 0)
        fail_msg("tmux %s: %s", all[6], run.err.len ? run.err.data : "");
    if (out) {
        buffer_clear(out);
        buffer_add_span(out, buffer_span(&run.out));
    }
    fixture_run_free(&run);
}

#define COMMAND(tmux, out, ...) command(tmux, (const char *const[]){__VA_ARGS__, NULL}, out)

static void end_living(void)
{
    while (living)
        tmux_end(living);
}

struct tmux *tmux_begin(int cols, int rows, const char *folder)
{
    static bool registered;
    struct tmux *tmux = calloc(1, sizeof *tmux);
    assert_non_null(tmux);
    char width[16], height[16], shell[4096];
    tmux->socket = fixture_path(fixture_folder(), "socket");
    if (!registered)
        atexit(end_living);
    registered = true;
    tmux->next = living;
    living = tmux;
    snprintf(width, sizeof width, "%d", cols);
    snprintf(height, sizeof height, "%d", rows);
    snprintf(shell, sizeof shell, "PATH=%s:$PATH PS1='$ ' ENV= exec sh -i", fixture_program(""));
    COMMAND(tmux, NULL, "new-session", "-d", "-x", width, "-y", height, "-c", folder, shell, ";",
            "set-option", "-g", "status", "off", ";", "set-option", "-sg", "escape-time", "0");
    tmux_wait_for(tmux, "$");
    return tmux;
}

void tmux_end(struct tmux *tmux)
{
    if (!tmux)
        return;
    for (struct tmux **at = &living; *at; at = &(*at)->next)
        if (*at == tmux) {
            *at = tmux->next;
            break;
        }
    struct fixture_run run = fixture_run(
        (const char *const[]){"tmux", "-S", tmux->socket, "kill-server", NULL}, NULL, NULL);
    fixture_run_free(&run);
    buffer_free(&tmux->screen);
    free(tmux);
}

void tmux_keys(struct tmux *tmux, const char *const *keys)
{
    const char *words[MAX_WORDS] = {"send-keys"};
    size_t n = 1;
    for (; *keys && n < MAX_WORDS - 8; keys++)
        words[n++] = *keys;
    words[n] = NULL;
    command(tmux, words, NULL);
}

void tmux_line(struct tmux *tmux, const char *line)
{
    COMMAND(tmux, NULL, "send-keys", "-l", line);
    COMMAND(tmux, NULL, "send-keys", "Enter");
}

const char *tmux_screen(struct tmux *tmux)
{
    COMMAND(tmux, &tmux->screen, "capture-pane", "-p");
    return tmux->screen.len ? tmux->screen.data : "";
}

static void wait_for(struct tmux *tmux, const char *text, bool there)
{
    int64_t until = clock_steady_ms() + PATIENCE_MS;
    while ((strstr(tmux_screen(tmux), text) != NULL) != there)
        if (clock_steady_ms() > until)
            fail_msg("\"%s\" %s:\n%s", text, there ? "does not come" : "does not go",
                     tmux->screen.data);
}

void tmux_wait_for(struct tmux *tmux, const char *text)
{
    wait_for(tmux, text, true);
}

void tmux_wait_gone(struct tmux *tmux, const char *text)
{
    wait_for(tmux, text, false);
}

int tmux_flag(struct tmux *tmux, const char *name)
{
    char format[64];
    struct buffer answer = {0};
    snprintf(format, sizeof format, "#{%s}", name);
    COMMAND(tmux, &answer, "display-message", "-p", format);
    int flag = answer.len ? atoi(answer.data) : 0;
    buffer_free(&answer);
    return flag;
}

void tmux_resize(struct tmux *tmux, int cols, int rows)
{
    char width[16], height[16];
    snprintf(width, sizeof width, "%d", cols);
    snprintf(height, sizeof height, "%d", rows);
    COMMAND(tmux, NULL, "resize-window", "-x", width, "-y", height);
}
