/*
 * Owns the loop: polls the terminal, the mailbox and the signal pipe; drains signals, keys
 * and mailbox; lets the console take its turn; shows the result in one update. It wakes by
 * itself only for the clock's minute, a save that is due, a progress bar and a lone ESC.
 *
 * What is typed before the first screen has settled waits until it has: the command would say
 * that it is not possible yet, and the key be lost. It never waits long.
 */
#include "tui/console/loop.h"

#include <poll.h>
#include <signal.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "tui/console/app_private.h"
#include "tui/console/signals.h"
#include "tui/console/term.h"

enum { SETTLE_MS = 2000 }; /* a pane that reads longer can be left, or its reading cancelled */

enum { FD_TERMINAL, FD_MAILBOX, FD_SIGNALS, FD_COUNT };

struct loop {
    struct app *app;
    struct term *term;
    struct input *input;
    int64_t input_at;  /* steady ms of the last of them */
    int64_t settle_at; /* steady ms when keys are taken at the latest */
    bool settled;      /* they are */
    bool happened;     /* something since the last marker */
    int theme;         /* generation that the terminal has */
    enum loop_end end;
    bool done;
};

static void finish(struct loop *loop, enum loop_end end)
{
    loop->end = end;
    loop->done = true;
}

static void take_size(struct loop *loop)
{
    int columns, rows;
    term_size(loop->term, &columns, &rows);
    app_resize(loop->app, columns, rows);
}

static void suspend(struct loop *loop)
{
    term_leave(loop->term);
    signals_stop_here();
    term_return(loop->term);
    take_size(loop);
}

static void take_signals(struct loop *loop)
{
    static const struct key interrupt = {.code = 'c', .modifiers = KEY_CTRL};
    for (int number; (number = signals_take());) {
        loop->happened = true;
        switch (number) {
        case SIGTERM:
            finish(loop, LOOP_ENDED);
            break;
        case SIGHUP:
            finish(loop, LOOP_GONE);
            break;
        case SIGINT: /* from outside; the key arrives as a byte */
            app_key(loop->app, &interrupt);
            break;
        case SIGTSTP:
            suspend(loop);
            break;
        case SIGCONT:
        case SIGWINCH:
            take_size(loop);
            break;
        default:
            break;
        }
    }
}

static void take_bytes(struct loop *loop)
{
    char bytes[4096];
    ssize_t n = term_read(loop->term, bytes, sizeof bytes);
    if (n <= 0) { /* the end, or EIO: the terminal is gone */
        finish(loop, LOOP_GONE);
        return;
    }
    loop->input_at = clock_steady_ms();
    loop->happened = true;
    if (!input_feed(loop->input, span_of(bytes, (size_t)n)))
        app_say(loop->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* True from when the panes have what they first asked for. */
static bool settles(struct loop *loop)
{
    loop->settled =
        loop->settled || !app_opening(loop->app) || clock_steady_ms() >= loop->settle_at;
    return loop->settled;
}

static void take_keys(struct loop *loop)
{
    struct key key;
    int64_t now = clock_steady_ms();
    if (!loop->settled)
        return;
    int wait = input_wait_ms(loop->input);
    if (wait >= 0 && now - loop->input_at >= wait)
        input_expire(loop->input);
    while (!loop->app->quit && input_next(loop->input, now, &key))
        app_key(loop->app, &key);
}

static void show(struct loop *loop)
{
    struct app *app = loop->app;
    int x = -1, y = 0;
    if (loop->theme != app->theme_changes) {
        loop->theme = app->theme_changes;
        term_set_theme(loop->term, &app->theme);
    }
    if (app->repaint)
        term_repaint(loop->term);
    app->repaint = false;
    term_set_mouse(loop->term, app->mouse);
    if (!app_cursor(app, &x, &y))
        x = -1;
    term_show(loop->term, app->grid, x, y);
}

static int wait_ms(const struct loop *loop)
{
    int wait = app_wait_ms(loop->app), input = input_wait_ms(loop->input);
    if (input >= 0) {
        int64_t left = loop->input_at + input - clock_steady_ms();
        input = left > 0 ? (int)left : 0;
    }
    if (!loop->settled) {
        int64_t left = loop->settle_at - clock_steady_ms();
        input = left > 0 ? (int)left : 0;
    }
    return input >= 0 && (wait < 0 || input < wait) ? input : wait;
}

static void wait_for_events(struct loop *loop)
{
    struct pollfd fds[FD_COUNT] = {
        [FD_TERMINAL] = {.fd = term_descriptor(loop->term), .events = POLLIN},
        [FD_MAILBOX] = {.fd = mailbox_descriptor(loop->app->mailbox), .events = POLLIN},
        [FD_SIGNALS] = {.fd = signals_descriptor(), .events = POLLIN}};
    if (!loop->settled && settles(loop))
        return; /* to the keys that have waited */
    int ready = poll(fds, FD_COUNT, 0);
    if (ready == 0) {
        bool idle = app_idle(loop->app) && input_wait_ms(loop->input) < 0;
        if (loop->happened && idle) {
            loop->happened = false;
            term_mark_idle(loop->term);
        }
        ready = poll(fds, FD_COUNT, wait_ms(loop));
    }
    if (ready <= 0)
        return;
    loop->happened |= fds[FD_MAILBOX].revents != 0;
    if (fds[FD_SIGNALS].revents)
        take_signals(loop);
    if (fds[FD_TERMINAL].revents && !loop->done)
        take_bytes(loop);
}

enum loop_end loop_run(struct app *app, struct term *term)
{
    struct loop loop = {.app = app,
                        .term = term,
                        .input = input_new(),
                        .happened = true,
                        .theme = -1,
                        .settle_at = clock_steady_ms() + SETTLE_MS};
    if (!loop.input)
        return LOOP_NOTHING;
    term_define_keys(term, loop.input);
    take_size(&loop);
    while (!loop.done) {
        take_keys(&loop);
        bool drawn = !app->quit && app_turn(app);
        if (app->quit) { /* by a key, or by what came back */
            finish(&loop, LOOP_QUIT);
            break;
        }
        if (drawn)
            show(&loop);
        wait_for_events(&loop);
    }
    input_free(loop.input);
    return loop.end;
}
