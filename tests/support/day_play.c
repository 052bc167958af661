/* What teams and coaches of a played day share: looking at a console, pressing a key. */
#include "tests/support/day_play.h"

#include "core/base/clock.h"
#include "tests/support/vt_private.h"

enum { WAIT_MOST_MS = 20 * 1000, WAIT_LOOK_MS = 50 };

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
static void note_changes(struct play_board *board, struct play_place *place, struct vt *vt)
{
    int at = board->at, row;
    if (at < 0 || place->seen_ns[at] || !board->changes[at].at_ns)
        return;
    if (vt_find(vt, board->changes[at].words, &row, NULL) && row == 0)
        place->seen_ns[at] = clock_steady_ns();
}

void play_look(struct play_board *board, struct play_place *place, struct vt *vt, int ms)
{
    vt_pump(vt, ms);
    note_changes(board, place, vt);
}

void play_wait(struct play_board *board, struct play_place *place, struct vt *vt, const char *text,
               const char *other)
{
    int64_t until = clock_steady_ms() + WAIT_MOST_MS;
    while (!vt_find(vt, text, NULL, NULL) && !(other && vt_find(vt, other, NULL, NULL)) &&
           clock_steady_ms() < until)
        play_look(board, place, vt, WAIT_LOOK_MS);
    vt_wait_either(vt, text, other);
}

void play_key(struct play_board *board, struct play_place *place, struct vt *vt, const char *key)
{
    vt_keys(vt, key);
    if (place->keys < PLAY_KEYS_MOST)
        place->ms[place->keys++] = (float)vt_answer_ns(vt) / 1e6F;
    note_changes(board, place, vt);
}
