/*
 * A coach on a played day: takes the first call that waits, as all the others try to, answers
 * by a line or by opening the team's console, and closes it with what has helped.
 */
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/day_play.h"
#include "tests/support/fixture.h"
#include "tests/support/vt_private.h"

enum { ROWS = 24, COLUMNS = 80, LOOK_MS = 200, VISIT_EVERY = 3 };

struct coach {
    struct play_board *board;
    struct play_place *place;
    struct vt *vt;
    int number;
    char name[24];
    int taken;
};

static void key(struct coach *coach, const char *keys)
{
    play_key(coach->place, coach->vt, keys);
}

/* What it says to a key; a phase that begins meanwhile is news that stands over it. */
static void wait_said(struct coach *coach, const char *words)
{
    vt_wait_either(coach->vt, words, "Now: ");
}

/* Does something wait? Its line stands first: those that somebody has come after them. */
static bool somebody_waits(struct coach *coach)
{
    int row;
    return vt_find(coach->vt, "Calls  ", &row, NULL) &&
           !strstr(vt_row(coach->vt, row), "Calls  0") &&
           !strstr(vt_row(coach->vt, row + 1), " has it");
}

/* A console of the same program begins anew: it counts its keys from nothing. */
static void goes_on_as_another(struct coach *coach, const char *with, size_t len, const char *shows)
{
    struct vt *vt = coach->vt;
    vt_send(vt, with, len);
    vt->sent = vt->marked = 0;
    vt->markers_wanted = vt->markers + 1;
    vt_wait_for(vt, shows);
    vt_idle(vt);
}

/* Enter opens what the team looks at; quitting it leads back. */
static void visit(struct coach *coach)
{
    goes_on_as_another(coach, "\r", 1, "F8");
    coach->board->visits++;
    for (int i = 0; i < 5; i++)
        vt_pump(coach->vt, LOOK_MS);
    goes_on_as_another(coach, "\033[21~", 5, "Calls  ");
}

static void answer(struct coach *coach)
{
    key(coach, "w");
    vt_expect(coach->vt, "In a few words:");
    vt_type(coach->vt, "I come over");
    key(coach, "Enter");
    wait_said(coach, "The team can read it.");
}

static void close_call(struct coach *coach)
{
    char tip[60];
    key(coach, "d");
    vt_expect(coach->vt, "What has helped?");
    snprintf(tip, sizeof tip, "tip %d of coach %d", coach->taken, coach->number);
    vt_type(coach->vt, tip);
    key(coach, "Enter");
    wait_said(coach, "The call is closed");
    coach->board->closed++;
}

/* The call stays under the cursor once it is taken. */
static void take_call(struct coach *coach)
{
    vt_keys(coach->vt, "Home");
    if (!somebody_waits(coach))
        return;
    key(coach, "c");
    if (!vt_find(coach->vt, "The call is yours", NULL, NULL)) {
        if (vt_find(coach->vt, "taken this call already", NULL, NULL))
            coach->board->late++;
        return;
    }
    coach->board->claimed++;
    if (++coach->taken % VISIT_EVERY == 0)
        visit(coach);
    else
        answer(coach);
    close_call(coach);
}

void play_coach(struct play_board *board, int number)
{
    static const char *const env[] = {"DATAJAM_NOW=", NULL};
    const struct vt_options options = {.rows = ROWS, .cols = COLUMNS, .env = env};
    struct coach coach = {
        .board = board, .place = play_coach_place(board, number), .number = number + 1};
    snprintf(coach.name, sizeof coach.name, "Coach %d", number + 1);
    coach.vt = vt_start(&options, VT_ARGS("datajam", "coach", board->jam, "--as", coach.name));
    vt_wait_for(coach.vt, "Calls  ");
    play_open(board, coach.place, coach.vt);
    while (board->mode != PLAY_END) {
        vt_pump(coach.vt, LOOK_MS);
        if (board->mode == PLAY_WORK && somebody_waits(&coach))
            take_call(&coach);
    }
    if (board->closed < board->asked) /* for whoever looks why */
        fprintf(stderr, "%s sees at the end:\n%s", coach.name, vt_text(coach.vt));
    vt_keys_end(coach.vt, "F10");
    vt_free(coach.vt);
}
