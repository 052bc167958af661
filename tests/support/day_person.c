/*
 * One of a team on a played day, with a console and a way of looking around of its own: rows, a
 * filter, a pivot, a chart, questions for the board. When the day says so, it calls for a coach.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/day_play.h"
#include "tests/support/fixture.h"
#include "tests/support/vt_private.h"

enum {
    ROWS = 24,
    COLUMNS = 80,
    IDLE_LOOK_MS = 200,
    CALL_EVERY = 3 /* goes of a person in a phase */
};

struct person {
    struct play_board *board;
    struct play_place *place;
    struct vt *vt;
    int team, seat;
    char name[40];
    unsigned chance;
    const char *todo; /* keys still to press, parted by blanks; "": choose anew */
    int64_t next_ms;  /* of the next key */
    int cards;
    int called; /* the change in which it last called */
};

static unsigned chance(struct person *person, unsigned below)
{
    person->chance = person->chance * 1103515245u + 12345u;
    return (person->chance >> 8) % below;
}

/* What people do. Each begins where it can't be elsewhere and leaves nothing open. */
static const char *const walks[] = {
    "2 Down Down Right Right Down PageDown PageUp Left",
    "2 Ctrl-Home Right Right r 3 Down Down Right Up",
    "2 Ctrl-Home Right Right Right Right c 3 Right Down",
    "2 Ctrl-Home Down Right Right Right + G g u",
    "2 End s PageDown PageDown Home",
    "4 Down Down Up k K",
    "3 Down Right a a s",
    "1 Down Down PageDown d d Home",
    "5 Down Down Up Home",
    "2 i Esc m Esc d Esc",
};

static void open_console(struct person *person)
{
    static const char *const env[] = {"DATAJAM_NOW=", "DATAJAM_BACKUPS=on", NULL};
    const struct vt_options options = {.rows = ROWS, .cols = COLUMNS, .env = env};
    char path[400];
    snprintf(path, sizeof path, "%s/teams/%s", person->board->jam,
             person->board->team_folders[person->team]);
    person->vt = vt_start(&options, VT_ARGS("datajam", "join", path, "--as", person->name));
    play_open(person->board, person->place, person->vt);
}

static void write_card(struct person *person)
{
    char text[80];
    snprintf(text, sizeof text, "question %d of %s?", ++person->cards, person->name);
    vt_keys(person->vt, "5 n Q u e Enter Ctrl-U");
    for (const char *p = text; *p; p++) {
        const char key[] = {*p, '\0'};
        if (*p == ' ')
            vt_type(person->vt, " ");
        else
            play_key(person->place, person->vt, key);
    }
    vt_keys(person->vt, "Enter");
}

/* F8, what it is about, a line that is like no other. */
static void call_coach(struct person *person, int change)
{
    char text[60];
    snprintf(text, sizeof text, "help %d-%d-%d", person->team, person->seat, change);
    vt_keys(person->vt, "Esc Esc 3 F8");
    vt_expect(person->vt, "Something does not work");
    vt_keys(person->vt, person->seat % 2 ? "S o m e Enter" : "W h a t Enter");
    vt_expect(person->vt, "In a few words:");
    vt_type(person->vt, text);
    vt_keys(person->vt, "Enter");
    vt_wait_either(person->vt, "A coach is called", "Now: "); /* a phase that begins right then */
    person->board->asked++;
    person->called = change;
}

/* Half of the team in each phase that is for it, in turn. */
static bool is_to_call(struct person *person)
{
    int at = person->board->at;
    return at >= 0 && person->board->changes[at].helps && person->called != at &&
           (person->seat + at / 2) % 2 == 0 && chance(person, CALL_EVERY) == 0;
}

static void next_key(struct person *person)
{
    char key[32];
    size_t len = strcspn(person->todo, " ");
    if (len == 0) {
        if (is_to_call(person))
            call_coach(person, person->board->at);
        else if (chance(person, 8) == 0)
            write_card(person);
        person->todo = walks[chance(person, sizeof walks / sizeof *walks)];
        return;
    }
    snprintf(key, sizeof key, "%.*s", (int)len, person->todo);
    person->todo += len + (person->todo[len] == ' ');
    play_key(person->place, person->vt, key);
}

static void turn(struct person *person)
{
    int64_t left = person->next_ms - clock_steady_ms();
    if (left > 0) {
        vt_pump(person->vt, (int)left);
        return;
    }
    next_key(person);
    unsigned pace = (unsigned)person->board->pace_ms;
    person->next_ms = clock_steady_ms() + pace / 2 + chance(person, pace);
}

void play_person(struct play_board *board, int team, int seat)
{
    struct person person = {.board = board,
                            .place = play_seat(board, team, seat),
                            .team = team,
                            .seat = seat,
                            .chance = 20190101u + (unsigned)(team * 97 + seat),
                            .todo = "",
                            .called = -1};
    snprintf(person.name, sizeof person.name, "Person %d-%d", team + 1, seat + 1);
    open_console(&person);
    while (board->mode != PLAY_END) {
        if (board->mode == PLAY_WORK)
            turn(&person);
        else
            vt_pump(person.vt, IDLE_LOOK_MS);
    }
    vt_keys(person.vt, "Esc Esc");
    vt_keys_end(person.vt, "F10");
    vt_free(person.vt);
}
