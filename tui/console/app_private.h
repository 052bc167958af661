/*
 * The console's own state, for the files of tui/console alone. Panes see app.h.
 */
#ifndef DATAJAM_CONSOLE_APP_PRIVATE_H
#define DATAJAM_CONSOLE_APP_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/service/day.h"
#include "core/service/frames.h"
#include "tui/console/app.h"
#include "tui/console/layout.h"
#include "tui/console/overlay.h"
#include "tui/console/remember.h"
#include "tui/console/theme.h"
#include "tui/console/together.h"
#include "tui/console/worker.h"

struct pane_private {
    bool dirty;
    int columns, rows; /* of its last recalc */
    int64_t tick_at;   /* steady ms; 0: it waits for none */
};

enum { MESSAGE_SIZE = 600, NAME_SIZE = 128, PATH_SIZE = 1024, UNDONE_KEPT = 12 };

/* What the day is at, as this console knows it (today.c). */
struct today {
    struct day_record record;
    bool known, lost; /* lost: it is the last known, and can't be read now */
    bool torn;        /* it never could be read, and that was said */
    bool listened;
    int64_t offset;                /* of the announcements that were read */
    int64_t seen_ms;               /* up to here warnings were given */
    int64_t told;                  /* sequence of a record that a pane has told of; 0: none */
    int64_t draw_at;               /* steady ms: the words say something else then */
    char notice[2 * MESSAGE_SIZE]; /* today_tell; "". Behind it an announcement of before */
    int64_t notice_until;          /* steady ms */
    size_t notice_len;             /* of what was told last, */
    bool announced;                /* which is an announcement */
    int64_t former_until;          /* steady ms, of the one of before; 0: there is none */
    int64_t turned_ms, steady_ms;  /* both clocks at the last turn; 0: none yet */
};

struct app {
    struct pane *panes;
    struct pane_private privates[PLACE_COUNT];
    size_t pane_count;
    size_t focus;
    bool zoom;
    int left_percent;
    bool dragging; /* the line between the columns */

    struct theme theme;
    int theme_changes; /* how often it was set */

    struct grid *grid;
    struct layout layout;
    struct overlay *overlays; /* the top one first */
    bool dirty;               /* something is to be drawn */
    bool quit;
    bool someone_else; /* with quit: another person goes on here */
    bool mouse;
    bool repaint; /* the terminal is to be written anew */

    struct mailbox *mailbox;
    struct worker *quick;
    struct worker *slow;
    struct worker *aside;
    struct worker *watcher;
    struct frames *frames; /* of all workers */
    struct job *outstanding;
    worker_open_fn *open;
    void *open_context;

    struct helper *helper; /* the program's own */

    void *shared; /* of the panes */
    void (*release_shared)(void *shared);

    struct remembered *remembered;
    int64_t save_at; /* steady ms; 0: nothing to save */

    bool plain; /* the terminal has no signs but ASCII */
    char message[MESSAGE_SIZE];
    bool message_bad;
    int64_t minute; /* of the clock that was drawn */

    /* who is here (presence.c) */
    struct seat *seat; /* NULL: nobody is told */
    struct arena *here_home;
    const struct presence *here; /* the others */
    size_t here_count;
    char told_words[400], mark[64], told_mark[64];
    int64_t tell_at; /* steady ms */
    bool tell_soon;  /* something is to be told that is not on the screen */
    struct together together;
    int64_t since_ms, input_ms;     /* of the start, of the last key */
    int64_t words_ms;               /* since when told_words is what it is */
    int64_t undone_ms[UNDONE_KEPT]; /* when steps were taken back, the last one first */

    /* copies of the team file (backups.c) */
    struct backups *backups; /* NULL: none are made */
    int64_t backups_at;      /* steady ms of the next look */
    bool backups_run, backups_failed;
    char phase[NAME_SIZE]; /* of the day, or "" */
    struct today today;
    int64_t rules_at; /* steady ms: the rules are looked at again; 0: when they change */
    bool bringing;    /* the team's data */
    bool data_closed;

    struct call *call; /* for a coach (call_coach.c); NULL: nothing is known yet */

    char jam[NAME_SIZE];
    char team[NAME_SIZE];
    char topic[NAME_SIZE];
    char person[NAME_SIZE];
    char team_file[PATH_SIZE];
    char topic_folder[PATH_SIZE];
    char jam_folder[PATH_SIZE];
};

struct app_config {
    const struct pane_class *const *classes;
    size_t class_count;
    struct db *db;        /* the quick worker's from here on; may be NULL */
    struct seat *seat;    /* the console's from here on; may be NULL */
    worker_open_fn *open; /* makes further connections; may be NULL */
    void *open_context;
    struct helper *helper; /* may be NULL */
    const char *team_file; /* these may be NULL */
    const char *jam_folder;
    const char *topic_folder;
    const char *jam;
    const char *team;
    const char *topic;
    const char *person;
    bool coach; /* who comes as one */
    const struct theme *theme;
    const char *remember_path; /* file of what is remembered; NULL: nothing is kept */
    int columns, rows;
    bool plain;   /* the terminal has no signs but ASCII */
    bool backups; /* copies of the team file are made */
};

/* Makes the console without a terminal: tests and --plain use it as it is. */
enum status app_new(struct app **out, const struct app_config *config, struct error *err);
void app_free(struct app *app);

/* A new size of the screen. */
void app_resize(struct app *app, int columns, int rows);

/* Acts on one key. */
void app_key(struct app *app, const struct key *key);

/* Empties the mailbox, saves what is due, recalculates and draws into app->grid. True:
 * something was drawn. */
bool app_turn(struct app *app);

/* Nothing is under way. */
bool app_idle(const struct app *app);

/* A pane waits for what it has asked for. */
bool app_opening(const struct app *app);

/* Turns until nothing is under way; for tests and --plain. */
void app_settle(struct app *app);

/* Milliseconds until it must be turned without any event; -1: never. */
int app_wait_ms(const struct app *app);

/* Where the keyboard cursor belongs; false: nowhere. */
bool app_cursor(const struct app *app, int *x, int *y);

/* All panes in lines of text, the focused one first. */
void app_describe(const struct app *app, struct buffer *out);

struct pane *app_focused(const struct app *app);
struct pane *app_pane_named(const struct app *app, const char *name); /* NULL: none */
struct pane *app_pane_at(const struct app *app, enum place place);    /* NULL: none */
void app_focus_pane(struct app *app, struct pane *pane);
void app_layout(struct app *app);

/* jobs.c */
void app_deliver(struct app *app);
void app_tell_all(struct app *app); /* every pane: the team file has changed */
void app_drop_jobs(struct app *app);
bool app_cancel_shown(struct app *app); /* the job with the progress bar */
struct job *app_shown_job(const struct app *app);

/* presence.c: telling and listening who is here. */
void presence_turn(struct app *app);
void presence_listen(struct app *app);
int64_t presence_wait_ms(const struct app *app);
int64_t presence_people(const struct app *app); /* that are here, with the one of this console */
void presence_words(const struct app *app, char *out, size_t size);
void presence_open(struct pane *pane);
void presence_note_undo(struct app *app); /* a step was taken back */

/* today.c: the clock of the day and announcements. today_draw gives where it begins, left of
 * `right`. */
void today_listen(struct app *app);
void today_turn(struct app *app);
/* Stands above the status line for a minute, whatever keys are pressed. */
void today_tell(struct app *app, const char *words);
/* An announcement to that team's folder ("": all) is for this console. */
bool today_is_for_us(const struct app *app, const char *to);
int64_t today_wait_ms(const struct app *app);
void today_words(const struct app *app, char *out, size_t size);
int today_draw(const struct app *app, const struct surface *screen, int y, int right);

/* notices_list.c: the announcements of today, to be read again. */
void notices_open(struct pane *pane);

/* rules.c: the rules of the jam, kept in the team's file, and the data that they close. */
void rules_listen(struct app *app);
void rules_turn(struct app *app);
int64_t rules_wait_ms(const struct app *app);

/* backups.c */
void backups_look(struct app *app);
int64_t backups_wait_ms(const struct app *app);

/* call_coach.c: calling a coach, and what became of it. */
void call_open(struct pane *pane);
void call_listen(struct app *app);
void call_words(const struct app *app, char *out, size_t size); /* "Kim is coming", or "" */
void call_free(struct app *app);

/* frame.c, keybar.c: drawing, and what a click there means. */
/* A jam's console, on no team file: what belongs to a team is not offered there. */
static inline bool app_is_teamless(const struct app *app)
{
    return *app->jam_folder && !*app->team_file;
}

int frame_notice_rows(const struct app *app, int columns); /* 0: none is told */
void frame_draw(struct app *app, const struct surface *screen);
bool frame_click(struct app *app, const struct key *key);
void keybar_draw(struct app *app, const struct surface *screen);
bool keybar_click(struct app *app, int x);

/* global.c */
const struct command *global_commands(size_t *count);

/* A command and the pane it is for. */
struct command_ref {
    const struct command *command;
    struct pane *pane; /* for the console's own: the focused one */
};

/* All commands: of the focused pane, the console's own, of the other panes; in memory of
 * the caller (free). NULL: no memory. */
struct command_ref *app_commands(struct app *app, size_t *count);
void app_run(struct app *app, const struct command_ref *ref);

/* The command that a key means now; false: none. */
bool app_find_command(struct app *app, const struct key *key, struct command_ref *out);

extern const enum text_id menu_titles[MENU_COUNT];
void menu_open(struct app *app);
void palette_open(struct app *app);
void help_open(struct app *app);

#endif
