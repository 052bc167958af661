/*
 * Panes: the rooms of the console. One `const struct pane_class` per pane says all that
 * the console needs to know; the console opens it, gives it keys, news and a size, and asks
 * it to draw. A pane never waits: whatever touches the disk is a job (job.h).
 *
 * Order of a turn: keys and messages change the state; recalc turns it into what is shown;
 * draw only reads. All functions run on the UI thread. Those marked "may be NULL" may.
 */
#ifndef DATAJAM_CONSOLE_PANE_H
#define DATAJAM_CONSOLE_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tui/console/command.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

struct app;
struct arena;
struct job;
struct pane;

/* Where a pane stands: also its number key. */
enum place {
    PLACE_NONE,
    PLACE_TOPIC, /* 1 */
    PLACE_DATA,
    PLACE_PIVOT,
    PLACE_CHART,
    PLACE_BOARD,
    PLACE_QUERY,
    PLACE_COUNT
};

enum message_kind {
    MESSAGE_REPLY,   /* a job is back: job */
    MESSAGE_CHANGED, /* the team file was changed, by others or by a job of another pane:
                        read anew what is shown */
    MESSAGE_FOCUS,   /* it got the focus */
    MESSAGE_TOLD     /* another pane or the console tells it: topic and text (app_tell) */
};

struct message {
    enum message_kind kind;
    struct job *job;
    const char *topic; /* MESSAGE_TOLD: "dataset.show" … */
    const char *text;  /* its value, or "" */
};

/* What a pane offers as evidence. */
struct pane_pin {
    const char *kind;
    const char *view;
};

struct pane_class {
    const char *name;   /* "data"; also the start of its commands' and settings' names */
    enum text_id title; /* "Data" */
    enum text_id about; /* what it is for and how to begin: the first words of its help;
                           TEXT_NONE: none */
    enum place place;
    bool shows_day; /* the whole clock: a new phase is no news there */
    const struct command *commands;
    size_t command_count;
    size_t state_size; /* zeroed memory at pane->state */

    /* Sets itself up from what app_recall remembers and submits its first jobs. */
    enum status (*open)(struct pane *pane, struct error *err);
    /* Frees what the state holds. */
    void (*close)(struct pane *pane);

    /* A key that no command took: text entry, mouse and paste. True: it was of use. Arrows
     * and PageDown may be commands or stand here. May be NULL. */
    bool (*key)(struct pane *pane, const struct key *key);

    /* True while it takes text: then characters go to key, and are no commands. May be
     * NULL: never. */
    bool (*typing)(const struct pane *pane);

    void (*message)(struct pane *pane, const struct message *message);

    /* The size it will draw in; called whenever something has changed. May be NULL. */
    void (*recalc)(struct pane *pane, int columns, int rows);

    /* The inside of its frame, cleared. */
    void (*draw)(const struct pane *pane, const struct surface *surface);

    /* Where the keyboard cursor belongs, on its surface. False: nowhere. May be NULL. */
    bool (*cursor)(const struct pane *pane, int *x, int *y);

    /* What stands behind the title in the frame: "caseload_2019 ─ 12,408 rows". May be
     * NULL. */
    void (*caption)(const struct pane *pane, struct buffer *out);

    /* What the selection adds up to, for the status line while it has the focus. May be
     * NULL. */
    void (*status)(const struct pane *pane, struct buffer *out);

    /* The same as draw in lines of text, most important first, for screen readers and
     * --plain. Text from data through utf8_screen. */
    void (*describe)(const struct pane *pane, struct buffer *out);

    /* The spreadsheet reflexes Ctrl-C, Ctrl-Z, Ctrl-Y. False: nothing to do. May be NULL. */
    bool (*copy)(struct pane *pane);
    bool (*undo)(struct pane *pane);
    bool (*redo)(struct pane *pane);

    /* What F6 pins as evidence: the kind (core/service/evidence.h) and the view as JSON that
     * shows the same again, both in arena. False: there is nothing to pin. May be NULL. */
    bool (*pin)(const struct pane *pane, struct arena *arena, struct pane_pin *out);

    /* Where in it one is, in words of its own, for those who follow; and the way there, from
     * words that may be anybody's. Both may be NULL. */
    void (*spot)(const struct pane *pane, struct buffer *out);
    void (*go)(struct pane *pane, const char *spot);

    /* Esc, after overlays: a step back. False: nothing to step back from. May be NULL. */
    bool (*back)(struct pane *pane);
};

struct pane {
    const struct pane_class *class;
    struct app *app;
    void *state;
    bool focused;
    bool visible;
    struct pane_private *private; /* of the console */
};

#endif
