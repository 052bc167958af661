/* What all who play a day share: watching a console's header, pressing a key. */
#include "tests/support/day_play.h"

#include <string.h>

#include "core/base/clock.h"
#include "tests/support/vt_private.h"

struct play_place *play_seat(struct play_board *board, int team, int seat)
{
    return &board->places[team * board->seats + seat];
}

struct play_place *play_coach_place(struct play_board *board, int coach)
{
    return &board->places[board->teams * board->seats + coach];
}

struct play_place *play_facilitator(struct play_board *board)
{
    return play_coach_place(board, board->coaches);
}

/* The header is at the top whatever else is open. */
static void note_change(struct vt *vt, void *context)
{
    struct play_place *place = context;
    const struct play_board *board = place->board;
    int at = board->at;
    if (at >= 0 && !place->seen_ns[at] && board->changes[at].at_ns &&
        strstr(vt_row(vt, 0), board->changes[at].words))
        place->seen_ns[at] = clock_steady_ns();
}

void play_open(struct play_board *board, struct play_place *place, struct vt *vt)
{
    place->board = board;
    place->pid = vt_pid(vt);
    vt->watch = note_change;
    vt->watch_context = place;
    board->open++;
}

void play_key(struct play_place *place, struct vt *vt, const char *key)
{
    vt_keys(vt, key);
    if (place->keys < PLAY_KEYS_MOST)
        place->ms[place->keys++] = (float)vt_answer_ns(vt) / 1e6F;
}
